import { tenantCheck } from '../check.ts';
import { restrictionVerdict } from './restriction-verdict.ts';

/** `asymmetricKeyLifetime` of the tenant's default app management policy. */
export const policyCertificateLifetime = tenantCheck({
  id: 'policy-certificate-lifetime',
  area: 'governance',
  severity: 'low',
  title: 'The tenant bounds the lifetime of certificates',
  why: 'Without a limit certificates are made for years, and a copied key works as long.',
  fix: 'Enable `asymmetricKeyLifetime` in the default app management policy, without a date. Entra asks for "less than": to allow 365 days set 366.',
  references: ['RMI_070', 'ZTA.21775', 'CIS.M365.5.1.5.6', 'CISA.MS.AAD.5.7', 'MT.1002'],
  needs: ['app-management-policies'],
  needsLicence: false,
  thresholds: ['certificateLifetimeDays'],
  judge: ({ policies }, { thresholds }) =>
    restrictionVerdict(policies, 'asymmetricKeyLifetime', thresholds.certificateLifetimeDays),
});
