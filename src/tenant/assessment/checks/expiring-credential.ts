import { daysLeft } from '../../model/lifetime.ts';
import { identityCheck } from '../check.ts';
import { credentialName, days, keyIdsOf, some } from '../texts.ts';

/** Credentials that end soon and have no successor. */
export const expiringCredential = identityCheck({
  id: 'expiring-credential',
  area: 'credentials',
  severity: 'medium',
  title: 'No credentials about to expire',
  why: 'The workload stops when the credential ends, mostly without anybody having been told.',
  fix: 'Move the workload to a managed identity or a federated credential, which do not end; else renew in time.',
  references: ['DS_066', 'DS_123', 'MT.1199', 'Entra.applicationCredentialExpiry', 'Entra.servicePrincipalKeyExpiry'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  thresholds: ['expiringDays'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ live }, { now, thresholds }) {
    if (live.length === 0) return 'not-applicable';
    const ending = live.filter((each) => (daysLeft(each, now) ?? Infinity) < thresholds.expiringDays);
    // A later one of the same kind is the successor that a rotation has made already.
    const urgent = ending.filter((each) => !live.some((other) => other.kind === each.kind && !ending.includes(other)));
    if (urgent.length === 0) return 'pass';
    const texts = urgent.map((each) => `${credentialName(each)} in ${days(Math.max(0, daysLeft(each, now) ?? 0))}`);
    return { message: `Nothing of its kind follows what ends: ${some(texts)}.`, keyIds: keyIdsOf(urgent) };
  },
});
