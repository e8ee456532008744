import { tenantCheck } from '../check.ts';
import { some } from '../texts.ts';

/** What is needed to follow a workload: its sign-ins, who changed its credentials, and what Entra found suspicious. */
const NEEDED = [
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
  'AuditLogs',
  'RiskyServicePrincipals',
  'ServicePrincipalRiskEvents',
];

/** The category group of all. */
const EVERYTHING = 'allLogs';

/** Logs of workload identities that leave Entra before they are deleted. */
export const workloadLogs = tenantCheck({
  id: 'workload-logs',
  area: 'governance',
  severity: 'medium',
  title: 'Logs of workload identities are kept',
  why: 'Entra keeps sign-ins of service principals for 30 days at most: what an attacker did before is gone by then.',
  fix: 'Add a diagnostic setting of Microsoft Entra ID that sends these categories to Log Analytics, Event Hubs or Storage.',
  references: ['RMI_069', 'DS_134'],
  needs: ['diagnostic-settings'],
  needsLicence: false,
  judge({ policies }) {
    const exported = new Set(
      policies.diagnosticSettings
        .filter(({ destinations }) => destinations.length > 0)
        .flatMap(({ categories }) => categories),
    );
    const missing = exported.has(EVERYTHING) ? [] : NEEDED.filter((category) => !exported.has(category));
    return missing.length === 0 ? 'pass' : { message: `No diagnostic setting exports ${some(missing)}.` };
  },
});
