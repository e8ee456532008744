import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { some } from '../texts.ts';

/** Service principals with credentials that no Conditional Access policy holds to a place or a risk. */
export const conditionalAccessCoverage = identityCheck({
  id: 'conditional-access-coverage',
  area: 'governance',
  severity: 'low',
  title: 'Conditional Access covers identities with credentials',
  why: 'Without a policy a stolen credential works from anywhere, also while Entra already knows that it is abused.',
  fix: 'Add a policy for workload identities that blocks all but known locations, or at risk; begin in report-only mode.',
  references: ['RMI_071', 'RMI_007', 'ZTA.21883', 'ZTA.21884'],
  needs: ['service-principals', 'conditional-access'],
  needsLicence: true,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership === 'own' && !identity.agent,
  judge(facts, { coverage }) {
    if (facts.live.length === 0 || !facts.identity.isEnabled) return 'not-applicable';
    const state = coverage.of(facts.identity);
    const severity = isPrivileged(facts) ? 'medium' : 'low';
    switch (state.kind) {
      case 'covered':
        return 'pass';
      case 'impossible':
        return 'not-applicable';
      case 'filtered':
        return 'undecided';
      case 'report-only':
        return {
          message: `Only policies in report-only mode reach it: ${some(state.by.map(({ displayName }) => displayName))}.`,
          severity,
        };
      case 'none': {
        const names = state.excludedBy.map(({ displayName }) => displayName);
        const message =
          names.length === 0
            ? 'No enabled policy reaches it.'
            : `It is excluded from ${some(names)}, and no other policy reaches it.`;
        return { message, severity };
      }
    }
  },
});
