import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

/** Issuers that are none of the platforms that Keyless knows. */
export const unknownIssuer = identityCheck({
  id: 'unknown-issuer',
  area: 'federation',
  severity: 'low',
  title: 'Issuers of federated credentials are known',
  why: 'Whoever runs the issuer can sign in as the identity. Of one that is not known, nobody can tell from here who that is.',
  fix: 'Find out who runs it and what its tokens say; remove the credential where nobody knows.',
  references: ['DS_030', 'DS_085'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    const unknown = trusts.filter((trust) => {
      const { isKnownIssuer, dead } = engine.judge(trust);
      return !isKnownIssuer && dead.length === 0;
    });
    if (unknown.length === 0) return 'pass';
    const issuers = [...new Set(unknown.map(({ issuer }) => `\`${issuer}\``))];
    return { message: `It trusts tokens of ${some(issuers)}.` };
  },
});
