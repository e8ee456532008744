import { tenantCheck } from '../check.ts';
import { restrictionVerdict } from './restriction-verdict.ts';

/** `symmetricKeyAddition` of the tenant's default app management policy. */
export const policySymmetricKey = tenantCheck({
  id: 'policy-symmetric-key',
  area: 'governance',
  severity: 'low',
  title: 'The tenant forbids symmetric keys',
  why: 'A symmetric key is a secret under another name: where only passwords are forbidden, it takes their place.',
  fix: 'Enable `symmetricKeyAddition` in the default app management policy, without a date.',
  references: ['RMI_070', 'RMI_065', 'ZTA.21775'],
  needs: ['app-management-policies'],
  needsLicence: false,
  judge: ({ policies }) => restrictionVerdict(policies, 'symmetricKeyAddition'),
});
