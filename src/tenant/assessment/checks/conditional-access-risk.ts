import { tenantCheck } from '../check.ts';

/** A policy that blocks risky workload identities. */
export const conditionalAccessRisk = tenantCheck({
  id: 'conditional-access-risk',
  area: 'governance',
  severity: 'medium',
  title: 'Conditional Access blocks risky workload identities',
  why: 'Entra detects leaked credentials and unusual sign-ins of service principals, and without a policy lets them go on.',
  fix: 'Block high risk for all service principals of the tenant; begin in report-only mode.',
  references: ['RMI_007', 'RMI_071', 'ZTA.21883'],
  needs: ['conditional-access'],
  needsLicence: true,
  judge({ policies }) {
    const blocking = policies.conditionalAccess.filter(
      ({ blocks, riskLevels, include, state }) =>
        blocks &&
        state !== 'disabled' &&
        riskLevels.includes('high') &&
        include.includes('ServicePrincipalsInMyTenant'),
    );
    if (blocking.some(({ state }) => state === 'enabled')) return 'pass';
    const [reporting] = blocking;
    return {
      message: reporting
        ? `"${reporting.displayName}" only reports.`
        : 'No policy blocks all service principals of the tenant at high risk.',
    };
  },
});
