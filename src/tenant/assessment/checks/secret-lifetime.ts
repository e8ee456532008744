import { identityCheck } from '../check.ts';
import { longLived } from './long-lived.ts';

/** The lifetime that client secrets were issued for, not what is left of it: policies do not touch those that exist. */
export const secretLifetime = identityCheck({
  id: 'secret-lifetime',
  area: 'credentials',
  severity: 'medium',
  title: 'Client secrets are issued for a short time',
  why: 'The longer a credential is valid, the longer a leaked copy of it works and the less often its use is looked at.',
  fix:
    'Move to a managed identity or a federated credential. Where that is not possible, issue a shorter one, remove this ' +
    'one, and let an app management policy hold the next to it.',
  references: ['RMI_070', 'DS_066', 'CIS.M365.5.1.5.4', 'CISA.MS.AAD.5.6'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  thresholds: ['secretLifetimeDays'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge: ({ secrets }, { thresholds }) => longLived(secrets, thresholds.secretLifetimeDays),
});
