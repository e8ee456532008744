import { tenantCheck } from '../check.ts';
import { restrictionVerdict } from './restriction-verdict.ts';

/** `passwordLifetime` of the tenant's default app management policy. */
export const policySecretLifetime = tenantCheck({
  id: 'policy-secret-lifetime',
  area: 'governance',
  severity: 'medium',
  title: 'The tenant bounds the lifetime of client secrets',
  why: 'Without a limit secrets are made for years, and a leaked one works as long.',
  fix: 'Enable `passwordLifetime` in the default app management policy, without a date. Entra asks for "less than": to allow 180 days set 181.',
  references: ['RMI_070', 'ZTA.21775', 'CIS.M365.5.1.5.4', 'CISA.MS.AAD.5.6', 'MT.1002'],
  needs: ['app-management-policies'],
  needsLicence: false,
  thresholds: ['secretLifetimeDays'],
  judge: ({ policies }, { thresholds }) =>
    restrictionVerdict(policies, 'passwordLifetime', thresholds.secretLifetimeDays),
});
