import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';

const KINDS = {
  identity: 'agent identity',
  blueprint: 'agent identity blueprint',
  'blueprint-principal': 'agent identity blueprint',
} as const;

/** Agents, and blueprints of agents, that nobody answers for. */
export const sponsorlessAgent = identityCheck({
  id: 'sponsorless-agent',
  area: 'lifecycle',
  severity: 'medium',
  title: 'Every agent has a sponsor',
  why:
    'A sponsor answers for what an agent is for and decides when it ends. Without one nobody is asked for access of the ' +
    'agent, and it stays when its purpose is gone.',
  fix: 'Name a person or a group as sponsor, on the blueprint for those to come as well; delete agents that nobody vouches for.',
  references: ['AI_012', 'ZTA.61013'],
  needs: ['applications', 'service-principals', 'sponsors'],
  needsLicence: false,
  concerns: ({ identity }) => identity.agent !== undefined && identity.ownership !== 'microsoft',
  judge(facts) {
    const { agent, sponsors } = facts.identity;
    if (agent === undefined) return 'not-applicable';
    if (sponsors.length > 0) return 'pass';
    return {
      message: `This ${KINDS[agent]} has no sponsor.`,
      ...(isPrivileged(facts) && { severity: 'high' }),
    };
  },
});
