import type { Workspace } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Fix } from '../../finding.ts';
import { Draft } from './draft.ts';
import { identityFollowUp, targetFollowUp } from './follow-ups.ts';
import { ensureIdentity } from './identity.ts';
import type { Principal } from './principal.ts';
import { grantRole } from './role-assignment.ts';
import type { Role } from './roles.ts';
import { userAssignedFor } from './user-assigned.ts';

/** Roles on one resource; `label` says in words what it is where the workspace does not declare it. */
export interface RolesOn {
  readonly roles: readonly Role[];
  readonly target: Resource | undefined;
  readonly label: string;
}

/** A secret that an identity takes the place of. */
export interface IdentityChange {
  readonly title: string;
  /** What signs in with the secret now. */
  readonly host: Resource;
  readonly grants: readonly RolesOn[];
  /** Takes the secret away. False where it cannot: then there is no fix. */
  readonly replace: (draft: Draft, identity: Principal | undefined) => boolean;
  /** What else a person must do, before deploying or after. */
  readonly followUps: readonly string[];
}

/**
 * The whole way out as one refactoring, in the order in which nothing breaks: the identity, its roles, what takes the
 * secret's place. What cannot be written of it becomes a follow-up that says what to run. Undefined where the secret
 * itself cannot be taken away.
 */
export function identityFix(workspace: Workspace, change: IdentityChange): Fix | undefined {
  const { title, host, grants } = change;
  const draft = new Draft(workspace);
  const principal = ensureIdentity(draft, host) ?? userAssignedFor(draft, host);
  const missing = principal
    ? grants.flatMap((grant) => grantAll(draft, principal, grant))
    : [identityFollowUp(host), ...grants.flatMap(({ roles, target, label }) => targetFollowUp(roles, target ?? label))];
  if (!change.replace(draft, principal)) return undefined;
  const { edits } = draft;
  if (edits.length === 0) return undefined;
  return { title, safety: 'needs-review', edits, followUps: [...missing, ...change.followUps] };
}

function grantAll(draft: Draft, principal: Principal, { roles, target, label }: RolesOn): readonly string[] {
  if (!target) return targetFollowUp(roles, label);
  return roles.flatMap((role) => {
    const result = grantRole(draft, { role, principal, target });
    return typeof result === 'object' ? [result.missing] : [];
  });
}
