import { tenantCheck } from '../check.ts';
import { restrictionVerdict } from './restriction-verdict.ts';

/** `passwordAddition` of the tenant's default app management policy. */
export const policySecretAddition = tenantCheck({
  id: 'policy-secret-addition',
  area: 'governance',
  severity: 'medium',
  title: 'The tenant forbids new client secrets',
  why: 'As long as anybody may add a secret, the last one is never removed.',
  fix: 'Enable `passwordAddition` in the default app management policy; exempt those that cannot do without by a custom policy, with an end.',
  references: ['RMI_070', 'RMI_065', 'ZTA.21775', 'CIS.M365.5.1.5.3', 'CISA.MS.AAD.5.5', 'MT.1002'],
  needs: ['app-management-policies'],
  needsLicence: false,
  judge: ({ policies }) => restrictionVerdict(policies, 'passwordAddition'),
});
