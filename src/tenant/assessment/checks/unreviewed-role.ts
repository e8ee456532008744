import { privilegedDirectoryRole } from '../../../rules/catalogue/directory-roles.ts';
import type { DirectoryRole } from '../../model/access.ts';
import type { AccessReview } from '../../model/policies.ts';
import { type CheckContext, identityCheck } from '../check.ts';
import { some } from '../texts.ts';

const DAY = 86_400_000;
const OVER: ReadonlySet<string> = new Set(['Completed', 'Applied', 'AutoReviewed', 'Stopped']);

/** Privileged directory roles of service principals that no access review asks about. */
export const unreviewedRole = identityCheck({
  id: 'unreviewed-role',
  area: 'governance',
  severity: 'medium',
  title: 'Privileged roles of workload identities are reviewed',
  why: 'A role of a person is questioned when the person moves on. That of a workload nobody questions until it is abused.',
  fix:
    'Make an access review of the role with service principals as its scope, every quarter or half year, with somebody as ' +
    'reviewer who knows the workload. Reviews of service principals take Microsoft Entra Workload ID Premium.',
  references: ['RMI_064', 'RMI_069'],
  needs: ['service-principals', 'directory-roles', 'access-reviews'],
  needsLicence: true,
  thresholds: ['reviewDays'],
  concerns: ({ identity }) => identity.ownership !== 'microsoft' && identity.servicePrincipalId !== undefined,
  judge({ identity }, { header, now, thresholds }) {
    const roles = identity.directoryRoles.filter(({ roleId }) => privilegedDirectoryRole(roleId) !== undefined);
    if (roles.length === 0) return 'not-applicable';
    const reviews = header.policies.accessReviews;
    const counts = (review: AccessReview) => includes(review, identity.servicePrincipalId, { now, thresholds });
    const open = roles.filter((role) => !reviews.some((review) => isAbout(review, role) && counts(review)));
    if (open.length === 0) return 'pass';
    const names = [
      ...new Set(open.map(({ roleId, roleName }) => roleName ?? privilegedDirectoryRole(roleId)?.name ?? roleId)),
    ];
    return { message: `No access review asks whether it still needs ${some(names)}.` };
  },
});

function isAbout({ roles }: AccessReview, { roleId }: DirectoryRole): boolean {
  return roles.includes('All') || roles.some((each) => each.toLowerCase() === roleId.toLowerCase());
}

/** Its next round will ask about every holder of the role; a round that is over has asked about those it lists. */
function includes(
  { isRecurring, status, lastStarted, principals }: AccessReview,
  objectId: string | undefined,
  { now, thresholds }: Pick<CheckContext, 'now' | 'thresholds'>,
): boolean {
  if (!OVER.has(status) && (isRecurring || lastStarted === undefined)) return true;
  const isRecent = lastStarted !== undefined && now - Date.parse(lastStarted) <= thresholds.reviewDays * DAY;
  return isRecent && principals.some((each) => each.toLowerCase() === objectId?.toLowerCase());
}
