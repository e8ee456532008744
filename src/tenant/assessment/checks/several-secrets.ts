import { identityCheck } from '../check.ts';
import { counted, credentialNames, keyIdsOf } from '../texts.ts';

/** More live client secrets than a rotation needs. */
export const severalSecrets = identityCheck({
  id: 'several-secrets',
  area: 'credentials',
  severity: 'low',
  title: 'No more client secrets than a rotation needs',
  why: 'Every secret is one more that can leak, and with several nobody knows which workload uses which.',
  fix: 'Look up by key id which ones are still used and remove the others; give workloads an identity of their own.',
  references: ['DS_066'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  thresholds: ['secrets'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ secrets }, { thresholds }) {
    if (secrets.length === 0) return 'not-applicable';
    if (secrets.length <= thresholds.secrets) return 'pass';
    return {
      message: `It has ${counted(secrets.length, 'client secret')} that work: ${credentialNames(secrets)}.`,
      keyIds: keyIdsOf(secrets),
    };
  },
});
