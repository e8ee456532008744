import { identityCheck } from '../check.ts';
import { counted, credentialNames, keyIdsOf } from '../texts.ts';

/** Credentials that have ended and are still in the directory. */
export const expiredCredential = identityCheck({
  id: 'expired-credential',
  area: 'credentials',
  severity: 'low',
  title: 'No expired credentials left behind',
  why:
    'Expired secrets and certificates let nobody in, but they hide the ones that matter, and nobody can tell whether the ' +
    'workload still runs.',
  fix: 'Remove them. Where nothing has signed in since they ended, consider removing the application as well.',
  references: ['RMI_070', 'DS_066', 'MT.1199'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ identity, live }) {
    const all = identity.keyCredentials.filter(({ purpose }) => purpose === undefined);
    if (all.length === 0) return 'not-applicable';
    if (all.length === live.length) return 'pass';
    const expired = all.filter((credential) => !live.includes(credential));
    return {
      message: `It keeps ${counted(expired.length, 'expired credential')}: ${credentialNames(expired)}.`,
      keyIds: keyIdsOf(expired),
    };
  },
});
