import { identityCheck } from '../check.ts';
import { longLived } from './long-lived.ts';

/** The lifetime that certificates were issued for, not what is left of it: policies do not touch those that exist. */
export const certificateLifetime = identityCheck({
  id: 'certificate-lifetime',
  area: 'credentials',
  severity: 'medium',
  title: 'Certificates are issued for a short time',
  why: 'The longer a credential is valid, the longer a leaked copy of it works and the less often its use is looked at.',
  fix:
    'Move to a managed identity or a federated credential. Where that is not possible, issue a shorter one, remove this ' +
    'one, and let an app management policy hold the next to it.',
  references: ['RMI_070', 'ZTA.21773', 'ZTA.21992', 'CIS.M365.5.1.5.6', 'CISA.MS.AAD.5.7', 'MT.1198'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  thresholds: ['certificateLifetimeDays'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge: ({ certificates }, { thresholds }) => longLived(certificates, thresholds.certificateLifetimeDays),
});
