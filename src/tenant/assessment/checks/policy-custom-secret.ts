import { tenantCheck } from '../check.ts';
import { restrictionVerdict } from './restriction-verdict.ts';

/** `customPasswordAddition` of the tenant's default app management policy. */
export const policyCustomSecret = tenantCheck({
  id: 'policy-custom-secret',
  area: 'governance',
  severity: 'low',
  title: 'The tenant forbids secrets that people choose',
  why: 'A secret that somebody has chosen can be guessed, and is often used elsewhere too.',
  fix: 'Enable `customPasswordAddition` in the default app management policy.',
  references: ['RMI_070', 'CIS.M365.5.1.5.5'],
  needs: ['app-management-policies'],
  needsLicence: false,
  judge: ({ policies }) => restrictionVerdict(policies, 'customPasswordAddition'),
});
