import { relations } from '../../../federation/match/relations.ts';
import { federatedCredential } from '../../model/federated-trust.ts';
import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

/** Credentials that another one of the identity makes needless. */
export const duplicateFederation = identityCheck({
  id: 'duplicate-federation',
  area: 'federation',
  severity: 'low',
  title: 'No federated credential that another one covers',
  why: 'The narrow credential looks like the rule, while the broad one beside it decides who gets in.',
  fix: 'Remove the needless one, or better narrow the other and keep it.',
  references: ['DS_066'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }) {
    if (trusts.length === 0) return 'not-applicable';
    // Exact ones are unique in an identity, so that only an expression can cover another.
    const hasExpression = trusts.some(({ expression }) => expression !== undefined);
    if (trusts.length < 2 || !hasExpression) return 'pass';
    const found = relations(trusts.map(federatedCredential)).map(
      ({ index, by }) => `"${trusts[by]?.name ?? ''}" accepts all that "${trusts[index]?.name ?? ''}" does`,
    );
    return found.length === 0 ? 'pass' : { message: `One covers another: ${some(found)}.` };
  },
});
