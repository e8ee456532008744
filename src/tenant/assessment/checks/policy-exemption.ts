import { restrictionText } from '../../policy-simulation/restriction-text.ts';
import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { some } from '../texts.ts';

/** Objects that a custom policy frees from what the default demands. */
export const policyExemption = identityCheck({
  id: 'policy-exemption',
  area: 'governance',
  severity: 'low',
  title: 'No exemptions from the app management policy',
  why: 'Exemptions are made for a while and stay. CIS asks for a review of each every year.',
  fix: 'Ask the owner whether it is still needed; remove the assignment of the custom policy otherwise.',
  references: ['RMI_070', 'CIS.M365.5.1.5.3', 'CIS.M365.5.1.5.4'],
  needs: ['applications', 'app-management-policies'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge(facts, { policyEffect }) {
    const effect = policyEffect(facts.identity);
    if (!effect || effect.restrictions.length === 0) return 'not-applicable';
    if (effect.exempt.length === 0) return 'pass';
    return {
      message: `A custom policy decides for it: ${some(effect.exempt.map(restrictionText))}.`,
      severity: isPrivileged(facts) ? 'medium' : 'low',
    };
  },
});
