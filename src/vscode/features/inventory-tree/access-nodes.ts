import * as vscode from 'vscode';
import { scopeLevel } from '../../../tenant/model/access.ts';
import { isRisky } from '../../../tenant/model/activity.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { Subscription } from '../../../tenant/model/inventory.ts';
import type { TenantPolicies } from '../../../tenant/model/policies.ts';
import { resourceIdParts } from '../../../tenant/model/resource-id.ts';
import { agoText, dateOf } from '../../infrastructure/tenant/expiry-text.ts';
import { type InventoryNode, PlainNode } from './node.ts';

export function permissionNodes(parent: InventoryNode, id: string, identity: Identity): InventoryNode[] {
  return [
    ...identity.applicationPermissions.map(
      (each) =>
        new PlainNode(parent, `${id}/app-role/${each.resourceId}/${each.appRoleId}`, {
          label: each.value ?? each.appRoleId,
          description: [each.resourceName, vscode.l10n.t('application')].filter(Boolean).join(' · '),
          tooltip: each.granted === undefined ? undefined : vscode.l10n.t('Granted {0}', dateOf(each.granted)),
          icon: 'plug',
          context: 'permission',
        }),
    ),
    ...identity.delegatedGrants.map(
      (each, index) =>
        new PlainNode(parent, `${id}/grant/${index}`, {
          label: each.scopes.join(' '),
          description: [
            each.resourceName,
            each.userId === undefined
              ? vscode.l10n.t('delegated, for everyone')
              : vscode.l10n.t('delegated, for one user'),
          ]
            .filter(Boolean)
            .join(' · '),
          icon: 'person',
          context: 'permission',
        }),
    ),
  ];
}

export function roleNodes(
  parent: InventoryNode,
  id: string,
  identity: Identity,
  subscriptions: readonly Subscription[],
): InventoryNode[] {
  return [
    ...identity.azureRoles.map(
      (role) =>
        new PlainNode(parent, `${id}/role/${role.id}`, {
          label: role.roleName ?? role.roleId,
          description: `${scopeText(role.scope, subscriptions)}${role.condition === undefined ? '' : ` · ${vscode.l10n.t('with a condition')}`}`,
          tooltip: role.scope,
          icon: 'lock',
          context: 'role',
        }),
    ),
    ...identity.directoryRoles.map(
      (role, index) =>
        new PlainNode(parent, `${id}/directory-role/${index}`, {
          label: role.roleName ?? role.roleId,
          description: [
            role.scope === '/' ? vscode.l10n.t('directory role') : role.scope,
            role.assignment === 'eligible' ? vscode.l10n.t('eligible') : '',
          ]
            .filter(Boolean)
            .join(' · '),
          icon: 'organization',
          context: 'role',
        }),
    ),
  ];
}

function scopeText(scope: string, subscriptions: readonly Subscription[]): string {
  const { name, type, resourceGroup, subscriptionId } = resourceIdParts(scope);
  const subscription = subscriptions.find((each) => each.id === subscriptionId)?.displayName ?? subscriptionId;
  switch (scopeLevel(scope)) {
    case 'root':
      return vscode.l10n.t('all of Azure');
    case 'management-group':
      return vscode.l10n.t('management group {0}', name);
    case 'subscription':
      return vscode.l10n.t('subscription {0}', subscription ?? name);
    case 'resource-group':
      return vscode.l10n.t('resource group {0}', name);
    case 'resource':
      return [name, type, resourceGroup].filter(Boolean).join(' · ');
  }
}

export function ownerNodes(parent: InventoryNode, id: string, identity: Identity): InventoryNode[] {
  return identity.owners.map(
    (owner) =>
      new PlainNode(parent, `${id}/owner/${owner.objectId}`, {
        label: owner.displayName ?? owner.objectId,
        description: owner.userPrincipalName ?? '',
        icon: owner.kind === 'user' ? 'account' : 'organization',
        context: 'owner',
      }),
  );
}

export function resourceNodes(parent: InventoryNode, id: string, identity: Identity): InventoryNode[] {
  const { hosts = [] } = identity.managedIdentity ?? {};
  return hosts.map((host) => {
    const { name, type, resourceGroup } = resourceIdParts(host);
    return new PlainNode(parent, `${id}/host/${host}`, {
      label: name,
      description: [type, resourceGroup].filter(Boolean).join(' · '),
      tooltip: host,
      icon: 'server',
      context: 'azureResource',
    });
  });
}

export function signInNodes(parent: InventoryNode, id: string, identity: Identity, now: number): InventoryNode[] {
  const { signIns, risk } = identity;
  const row = (name: string, label: string, time: string | undefined) =>
    time === undefined
      ? []
      : [
          new PlainNode(parent, `${id}/sign-in/${name}`, {
            label,
            description: agoText(time, now),
            tooltip: time,
            icon: 'history',
          }),
        ];
  return [
    ...(risk === undefined
      ? []
      : [
          new PlainNode(parent, `${id}/risk`, {
            label: vscode.l10n.t('Risk: {0}', risk.level),
            description: [risk.state, ...risk.detections.map((detection) => detection.type)].join(' · '),
            icon: 'flame',
            attention: isRisky(risk) ? 'error' : 'none',
            concern: isRisky(risk) ? 'risky' : undefined,
          }),
        ]),
    ...row('application', vscode.l10n.t('As itself'), signIns?.application),
    ...row('delegated', vscode.l10n.t('For a user'), signIns?.delegated),
    ...row('application-resource', vscode.l10n.t('Called by applications'), signIns?.applicationResource),
    ...row('delegated-resource', vscode.l10n.t('Called for users'), signIns?.delegatedResource),
  ];
}

export function policyNodes(
  parent: InventoryNode,
  id: string,
  identity: Identity,
  policies: TenantPolicies | undefined,
): InventoryNode[] {
  if (!policies) return [];
  const objects = [identity.applicationId, identity.servicePrincipalId].filter((each) => each !== undefined);
  const custom = policies.appManagement.filter((policy) => policy.appliesTo.some((each) => objects.includes(each)));
  const own = identity.ownership === 'own' ? ['ServicePrincipalsInMyTenant'] : [];
  const names = [...own, ...objects];
  const access = policies.conditionalAccess.filter(
    (policy) =>
      policy.include.some((each) => names.includes(each)) && !policy.exclude.some((each) => names.includes(each)),
  );
  const standard = policies.defaultAppManagement;
  return [
    ...custom.map((policy) => row(policy.id, policy.displayName, vscode.l10n.t('app management policy'))),
    ...(custom.length === 0 && standard?.isEnabled
      ? [row('default', vscode.l10n.t('Tenant default'), vscode.l10n.t('app management policy'))]
      : []),
    ...access.map((policy) => row(policy.id, policy.displayName, `Conditional Access · ${policy.state}`)),
  ];

  function row(name: string, label: string, description: string): InventoryNode {
    return new PlainNode(parent, `${id}/policy/${name}`, { label, description, icon: 'law', context: 'policy' });
  }
}
