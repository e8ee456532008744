import type { Manifest, ManifestNode } from '../../model/kubernetes/index.ts';
import { BROAD_GROUPS, IDENTITY_BINDING } from '../catalogue/kubernetes-workload-identity.ts';
import { nearest } from './lookup.ts';
import type { WorkloadIdentityContext } from './messages.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** Identity bindings of AKS: who may use an identity is a matter of the cluster's roles. */
export function checkBinding(object: Manifest, context: WorkloadIdentityContext): void {
  if (object.group !== RBAC) return;
  if (object.kind === 'ClusterRole' || object.kind === 'Role') checkRole(object, context);
  else if (object.kind === 'ClusterRoleBinding' || object.kind === 'RoleBinding') checkSubjects(object, context);
}

function checkRole(object: Manifest, context: WorkloadIdentityContext): void {
  for (const { value: rule } of object.node.get('rules')?.value.items ?? []) {
    if (!isIdentityRule(rule)) continue;
    const any = rule.get('resources')?.value.items.find(({ value }) => value.text === '*');
    if (any) context.report({ messageId: 'anyIdentity', range: any.value.range });
  }
}

function checkSubjects(object: Manifest, context: WorkloadIdentityContext): void {
  for (const { value: subject } of object.node.get('subjects')?.value.items ?? []) {
    const name = subject.get('name')?.value;
    const group = BROAD_GROUPS.find((row) => row.name.test(name?.text ?? ''));
    if (!name || !group || subject.textAt('kind') !== 'Group') continue;
    const role = object.node.get('roleRef')?.value;
    const roleName = role?.textAt('name');
    if (!grantsIdentity(object, role?.textAt('kind') ?? '', roleName, context)) continue;
    context.report({
      messageId: 'broadBinding',
      data: { members: group.members, role: roleName ?? '' },
      range: name.range,
    });
  }
}

function grantsIdentity(
  binding: Manifest,
  kind: string,
  name: string | undefined,
  { workspace }: WorkloadIdentityContext,
): boolean {
  if (name === undefined || (kind !== 'ClusterRole' && kind !== 'Role')) return false;
  const { objects } = nearest(binding, workspace, kind, name);
  return objects.some((role) => role.node.get('rules')?.value.items.some(({ value }) => isIdentityRule(value)));
}

function isIdentityRule(rule: ManifestNode): boolean {
  const has = (list: string, word: string) =>
    rule.get(list)?.value.items.some(({ value }) => value.text === word || value.text === '*') ?? false;
  const isNamed =
    rule.get('apiGroups')?.value.items.some(({ value }) => value.text === IDENTITY_BINDING.group) ?? false;
  return isNamed && has('verbs', IDENTITY_BINDING.verb);
}
