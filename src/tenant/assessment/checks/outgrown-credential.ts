import { restrictionText } from '../../policy-simulation/restriction-text.ts';
import { identityCheck } from '../check.ts';
import { credentialNames, keyIdsOf } from '../texts.ts';

/** Credentials that are older than the policy that would refuse them. */
export const outgrownCredential = identityCheck({
  id: 'outgrown-credential',
  area: 'governance',
  severity: 'low',
  title: 'No credentials that policies would refuse today',
  why: 'Policies look at a credential when it is added and never again: those that were there before go on working.',
  fix: 'Replace the credential before it ends; the next one of this kind will be refused. A federated credential never is.',
  references: ['RMI_070', 'MT.1198'],
  needs: ['applications', 'service-principals', 'app-management-policies'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ identity, live }, { policyEffect }) {
    if (live.length === 0) return 'not-applicable';
    const effect = policyEffect(identity);
    if (!effect) return 'not-applicable';
    const [first] = effect.outgrown;
    if (!first) return 'pass';
    const credentials = effect.outgrown.map(({ credential }) => credential);
    const by = restrictionText(first.outcome.by);
    return {
      message: `${credentialNames(credentials)} could not be added any more: ${by}.`,
      keyIds: keyIdsOf(credentials),
    };
  },
});
