import type { Raw } from '../sync/raw.ts';
import { saysSame } from './graph-body.ts';
import { type AssignmentChange, type PolicyChange, type PolicyHolder, type PolicyKind, THIS } from './policy-change.ts';

/** A call of Microsoft Graph, as it is sent, and as commands show it. */
export interface PolicyCall {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Below the version. `{id}` stands for the id that a POST before it gave. */
  readonly path: string;
  readonly body?: Raw;
  readonly step:
    | { readonly kind: 'policy' }
    | { readonly kind: 'assign' | 'unassign'; readonly assignment: AssignmentChange };
}

const PATHS: Readonly<Record<PolicyKind, string>> = {
  default: '/policies/defaultAppManagementPolicy',
  custom: '/policies/appManagementPolicies',
  'conditional-access': '/identity/conditionalAccess/policies',
};

/** The version that shows all that a policy says: what v1.0 does not know, a change through it could drop. */
export const POLICY_VERSIONS: Readonly<Record<PolicyKind, 'v1.0' | 'beta'>> = {
  default: 'beta',
  custom: 'beta',
  'conditional-access': 'v1.0',
};

export const NEW_ID = '{id}';

/** The address of a policy, or of the list of them. */
export function policyPath(kind: PolicyKind, id?: string): string {
  return kind === 'default' || id === undefined ? PATHS[kind] : `${PATHS[kind]}/${id}`;
}

/** The address of what says which policy an object has. */
export function assignmentPath({ kind, objectId }: PolicyHolder): string {
  return `/${kind === 'application' ? 'applications' : 'servicePrincipals'}/${objectId}/appManagementPolicies`;
}

/**
 * What is sent for a change, in order. A policy is there before it is assigned, and taken from its objects before it
 * goes; one that an object has is taken away before it gets the next.
 * @param root of Graph with the version, which references to policies begin with: `https://graph.microsoft.com/beta`
 */
export function callsOf(change: PolicyChange, root: string): readonly PolicyCall[] {
  const { kind, id, before, after, assignments } = change;
  const assigning = assignments.flatMap((assignment) => assignmentCalls(assignment, id ?? NEW_ID, root));
  const step = { kind: 'policy' } as const;
  if (!after) {
    return before ? [...assigning, { method: 'DELETE', path: policyPath(kind, id), step }] : assigning;
  }
  if (!before) return [{ method: 'POST', path: policyPath(kind), body: after, step }, ...assigning];
  const changed = Object.entries(after).filter(([name, value]) => !saysSame(value, before[name]));
  if (changed.length === 0) return assigning;
  return [{ method: 'PATCH', path: policyPath(kind, id), body: Object.fromEntries(changed), step }, ...assigning];
}

function assignmentCalls(assignment: AssignmentChange, id: string, root: string): readonly PolicyCall[] {
  const { object, before, after } = assignment;
  const path = assignmentPath(object);
  const idOf = (policy: string) => (policy === THIS ? id : policy);
  return [
    ...(before
      ? [
          {
            method: 'DELETE' as const,
            path: `${path}/${idOf(before.id)}/$ref`,
            step: { kind: 'unassign' as const, assignment },
          },
        ]
      : []),
    ...(after
      ? [
          {
            method: 'POST' as const,
            path: `${path}/$ref`,
            body: { '@odata.id': `${root}/policies/appManagementPolicies/${idOf(after.id)}` },
            step: { kind: 'assign' as const, assignment },
          },
        ]
      : []),
  ];
}
