import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { privilegeTexts } from '../texts.ts';

/** Privileged identities that no Conditional Access policy can hold to a place or a risk, whatever it says. */
export const conditionalAccessReach = identityCheck({
  id: 'conditional-access-reach',
  area: 'governance',
  severity: 'low',
  title: 'Privileged identities are within reach of Conditional Access',
  why:
    'Conditional Access for workload identities covers single-tenant service principals of this tenant. A stolen token or ' +
    'credential of any other works from anywhere, and no policy stops it when Entra sees the abuse.',
  fix:
    'Make applications of your own single-tenant. Hold the rest in other ways: fewer rights, network rules of what they ' +
    'reach, alerts on their sign-ins.',
  references: ['RMI_071', 'ZTA.21884'],
  needs: ['service-principals'],
  uses: ['directory-roles', 'application-permissions', 'azure-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership !== 'microsoft' && !identity.agent,
  judge(facts, { coverage }) {
    const { identity, canSignIn, privileges, tier } = facts;
    // What others sign in with is not in this directory.
    const isUsable = canSignIn || identity.ownership === 'third-party';
    if (!identity.isEnabled || !isUsable || identity.servicePrincipalId === undefined) return 'not-applicable';
    const state = coverage.of(identity);
    if (state.kind !== 'impossible' || !isPrivileged(facts)) return 'pass';
    const held = privilegeTexts(privileges.filter((each) => each.tier === tier));
    return { message: `No policy can reach it: ${state.reason}. It holds ${held}.` };
  },
});
