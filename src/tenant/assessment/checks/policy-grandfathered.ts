import { restrictionText } from '../../policy-simulation/restriction-text.ts';
import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

/** Objects that a restriction leaves alone because they are older. */
export const policyGrandfathered = identityCheck({
  id: 'policy-grandfathered',
  area: 'governance',
  severity: 'low',
  title: 'The app management policy holds for old applications too',
  why: 'The restriction begins with a date, and older applications, which hold most secrets, may go on as before.',
  fix: 'Leave the date of the restriction empty once the old applications have moved on.',
  references: ['RMI_070', 'CISA.MS.AAD.5.6', 'CISA.MS.AAD.5.7'],
  needs: ['applications', 'app-management-policies'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ identity, live }, { policyEffect }) {
    if (live.length === 0) return 'not-applicable';
    const effect = policyEffect(identity);
    if (!effect || effect.restrictions.length === 0) return 'not-applicable';
    if (effect.grandfathered.length === 0) return 'pass';
    return { message: `It is older than ${some(effect.grandfathered.map(restrictionText))}.` };
  },
});
