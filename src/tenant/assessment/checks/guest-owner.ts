import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { some } from '../texts.ts';

/** Owners from other organizations. */
export const guestOwner = identityCheck({
  id: 'guest-owner',
  area: 'lifecycle',
  severity: 'medium',
  title: 'No guests own applications',
  why: 'An owner can add credentials and sign in as the application, and another organization decides how its people sign in.',
  fix: 'Name owners of this organization and remove the guests.',
  references: ['ZTA.21868'],
  needs: ['owners'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge(facts) {
    const { owners } = facts.identity;
    if (owners.length === 0) return 'not-applicable';
    const guests = owners.filter(({ userPrincipalName }) => userPrincipalName?.toUpperCase().includes('#EXT#'));
    if (guests.length > 0) {
      const names = some(guests.map(({ displayName, objectId }) => displayName ?? objectId));
      return { message: `Guests own it: ${names}.`, severity: isPrivileged(facts) ? 'high' : 'medium' };
    }
    const isHidden = owners.some(({ kind, userPrincipalName }) => kind === 'user' && userPrincipalName === undefined);
    return isHidden ? 'undecided' : 'pass';
  },
});
