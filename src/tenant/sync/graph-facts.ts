import type { Owner, RoleAssignmentState } from '../model/access.ts';
import type { RiskDetection, RiskLevel, RiskState, SignInActivity } from '../model/activity.ts';
import { RISK_LEVELS } from '../model/activity.ts';
import type { FederatedTrust } from '../model/credential.ts';
import type { AgentRole, InstanceLock } from '../model/identity.ts';
import type { Fact } from '../store/facts.ts';
import { keyCredentialsOf } from './key-credentials.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';

/** An item of `GET /applications`; undefined where it is none. Properties that Keyless does not know are ignored. */
export function applicationFact(item: Raw): Fact<'applications'> | undefined {
  const objectId = idOf(item['id']);
  const clientId = idOf(item['appId']);
  if (objectId === undefined || clientId === undefined) return undefined;
  const created = timeOf(item['createdDateTime']);
  const audience = textOf(item['signInAudience']);
  const isBlueprint = /agentIdentityBlueprint$/i.test(textOf(item['@odata.type']) ?? '');
  return {
    id: objectId,
    owner: clientId,
    value: {
      objectId,
      clientId,
      displayName: textOf(item['displayName']) ?? clientId,
      tags: tagsOf(item),
      keyCredentials: keyCredentialsOf(item, 'application', false),
      ...(created !== undefined && { created }),
      ...(audience !== undefined && { audience }),
      instanceLock: instanceLockOf(item['servicePrincipalLockConfiguration']),
      ...(isBlueprint && { agent: 'blueprint' as const }),
      ...(item['isDisabled'] === true && { isDisabled: true }),
    },
  };
}

/** `servicePrincipalLockConfiguration` of an application that was asked for it: null until somebody sets it. */
function instanceLockOf(value: unknown): InstanceLock {
  const lock = value as Raw | null | undefined;
  if (lock?.['isEnabled'] !== true) return 'none';
  const parts = ['credentialsWithUsageVerify', 'credentialsWithUsageSign', 'tokenEncryptionKeyId'];
  if (lock['allProperties'] === true || parts.every((part) => lock[part] === true)) return 'all';
  return parts.some((part) => lock[part] === true) ? 'some' : 'none';
}

/** An item of `GET /servicePrincipals`. */
export function servicePrincipalFact(item: Raw): Fact<'service-principals'> | undefined {
  const objectId = idOf(item['id']);
  const clientId = idOf(item['appId']);
  if (objectId === undefined || clientId === undefined) return undefined;
  const created = timeOf(item['createdDateTime']);
  const homeTenantId = idOf(item['appOwnerOrganizationId']);
  const audience = textOf(item['signInAudience']);
  const isManaged = item['servicePrincipalType'] === 'ManagedIdentity';
  const agent = agentOf(item);
  return {
    id: objectId,
    owner: clientId,
    value: {
      objectId,
      clientId,
      displayName: textOf(item['displayName']) ?? clientId,
      type: isManaged ? 'managed-identity' : item['servicePrincipalType'] === 'Application' ? 'application' : 'other',
      isEnabled: item['accountEnabled'] !== false,
      tags: tagsOf(item),
      keyCredentials: keyCredentialsOf(item, 'service-principal', isManaged),
      ...(created !== undefined && { created }),
      ...(homeTenantId !== undefined && { homeTenantId }),
      ...(audience !== undefined && { audience }),
      ...(agent && { agent }),
      ...(item['isDisabled'] === true && { isDisabled: true }),
      ...(isManaged && { managedIdentity: managedIdentityOf(listOf(item['alternativeNames'])) }),
    },
  };
}

/**
 * `alternativeNames` of a managed identity: `isExplicit=True` for a user-assigned one, and the Azure resource id of
 * the identity or of its host.
 */
function managedIdentityOf(names: readonly unknown[]) {
  const texts = names.map(textOf).filter((name) => name !== undefined);
  const resourceId = texts.find((name) => name.startsWith('/'));
  const isExplicit = texts.some((name) => /^isExplicit=True$/i.test(name));
  return {
    assignment: isExplicit ? ('user-assigned' as const) : ('system-assigned' as const),
    ...(resourceId !== undefined && { resourceId }),
  };
}

function agentOf(item: Raw): AgentRole | undefined {
  const type = textOf(item['@odata.type']) ?? '';
  if (/agentIdentityBlueprintPrincipal$/i.test(type)) return 'blueprint-principal';
  return /agentIdentity$/i.test(type) || item['servicePrincipalType'] === 'ServiceIdentity' ? 'identity' : undefined;
}

function tagsOf(item: Raw): string[] {
  return listOf(item['tags']).filter((tag) => typeof tag === 'string');
}

/** `federatedIdentityCredentials` of an application or a managed identity, v1.0 or beta. */
export function trustsOf(items: unknown): FederatedTrust[] {
  const trusts: FederatedTrust[] = [];
  for (const item of listOf(items) as Raw[]) {
    const name = textOf(item?.['name']);
    const issuer = textOf(item?.['issuer']);
    if (name === undefined || issuer === undefined) continue;
    const matching = item['claimsMatchingExpression'] as Raw | null | undefined;
    const subject = textOf(item['subject']);
    const expression = textOf(matching?.['value']);
    const id = idOf(item['id']);
    const description = textOf(item['description']);
    trusts.push({
      name,
      issuer,
      audiences: listOf(item['audiences']).filter((audience) => typeof audience === 'string'),
      ...(id !== undefined && { id }),
      ...(subject !== undefined && { subject }),
      ...(expression !== undefined && {
        expression,
        languageVersion: typeof matching?.['languageVersion'] === 'number' ? matching['languageVersion'] : 1,
      }),
      ...(description !== undefined && { description }),
    });
  }
  return trusts;
}

/** `owners`; a reader who may not see users gets objects with nothing but an id. */
export function ownersOf(items: unknown): Owner[] {
  const owners: Owner[] = [];
  for (const item of listOf(items) as Raw[]) {
    const objectId = idOf(item?.['id']);
    if (objectId === undefined) continue;
    const type = /\.(\w+)$/.exec(textOf(item['@odata.type']) ?? '')?.[1];
    const displayName = textOf(item['displayName']);
    const userPrincipalName = textOf(item['userPrincipalName']);
    owners.push({
      objectId,
      kind:
        type === 'user'
          ? 'user'
          : type === 'servicePrincipal'
            ? 'service-principal'
            : type === 'group'
              ? 'group'
              : 'unknown',
      ...(displayName !== undefined && { displayName }),
      ...(userPrincipalName !== undefined && { userPrincipalName }),
    });
  }
  return owners;
}

/** An item of `roleManagement/directory/roleAssignments` or `roleEligibilityScheduleInstances`, with `roleDefinition`. */
export function directoryRoleFact(
  item: Raw,
  assignment: RoleAssignmentState = 'active',
): Fact<'directory-roles'> | undefined {
  const id = textOf(item['id']);
  const owner = idOf(item['principalId']);
  const definition = item['roleDefinition'] as Raw | null | undefined;
  const roleId = idOf(definition?.['templateId']) ?? idOf(item['roleDefinitionId']);
  if (id === undefined || owner === undefined || roleId === undefined) return undefined;
  const roleName = textOf(definition?.['displayName']);
  return {
    id,
    owner,
    value: {
      roleId,
      scope: textOf(item['directoryScopeId']) ?? '/',
      assignment,
      ...(roleName !== undefined && { roleName }),
    },
  };
}

/** An item of `oauth2PermissionGrants`. */
export function delegatedGrantFact(item: Raw): Fact<'delegated-grants'> | undefined {
  const id = textOf(item['id']);
  const owner = idOf(item['clientId']);
  const resourceId = idOf(item['resourceId']);
  if (id === undefined || owner === undefined || resourceId === undefined) return undefined;
  const userId = idOf(item['principalId']);
  return {
    id,
    owner,
    value: {
      resourceId,
      scopes: (textOf(item['scope']) ?? '').split(/\s+/).filter((scope) => scope !== ''),
      ...(userId !== undefined && { userId }),
    },
  };
}

/** An item of `reports/servicePrincipalSignInActivities` (beta). */
export function signInFact(item: Raw): Fact<'sign-ins'> | undefined {
  const owner = idOf(item['appId']);
  if (owner === undefined) return undefined;
  const last = (name: string) => timeOf((item[name] as Raw | null | undefined)?.['lastSignInDateTime']);
  const times = {
    application: last('applicationAuthenticationClientSignInActivity'),
    applicationResource: last('applicationAuthenticationResourceSignInActivity'),
    delegated: last('delegatedClientSignInActivity'),
    delegatedResource: last('delegatedResourceSignInActivity'),
  };
  const value: SignInActivity = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
  return { id: owner, owner, value };
}

/** An item of `reports/appCredentialSignInActivities` (beta). */
export function credentialSignInFact(item: Raw): Fact<'credential-sign-ins'> | undefined {
  const owner = idOf(item['appId']);
  const keyId = idOf(item['keyId']);
  const lastUsed = timeOf((item['signInActivity'] as Raw | null | undefined)?.['lastSignInDateTime']);
  if (owner === undefined || keyId === undefined || lastUsed === undefined) return undefined;
  return { id: `${owner}/${keyId}/${textOf(item['credentialOrigin']) ?? ''}`, owner, value: { keyId, lastUsed } };
}

const RISK_STATE: Readonly<Record<string, RiskState>> = {
  none: 'none',
  atRisk: 'at-risk',
  confirmedCompromised: 'confirmed-compromised',
  confirmedSafe: 'confirmed-safe',
  dismissed: 'dismissed',
  remediated: 'remediated',
};

/** An item of `identityProtection/riskyServicePrincipals`, with its detections. */
export function riskFact(item: Raw, detections: readonly RiskDetection[]): Fact<'risk'> | undefined {
  const owner = idOf(item['id']);
  if (owner === undefined) return undefined;
  const level = textOf(item['riskLevel']) as RiskLevel | undefined;
  const updated = timeOf(item['riskLastUpdatedDateTime']);
  return {
    id: owner,
    owner,
    value: {
      level: level && RISK_LEVELS.includes(level) ? level : 'unknown',
      state: RISK_STATE[textOf(item['riskState']) ?? ''] ?? 'unknown',
      detections,
      ...(updated !== undefined && { updated }),
    },
  };
}

/** An item of `identityProtection/servicePrincipalRiskDetections`, and whose it is. */
export function riskDetection(item: Raw): { readonly owner: string; readonly value: RiskDetection } | undefined {
  const id = textOf(item['id']);
  const owner = idOf(item['servicePrincipalId']);
  if (id === undefined || owner === undefined) return undefined;
  const detected = timeOf(item['detectedDateTime']);
  return {
    owner,
    value: {
      id,
      type: textOf(item['riskEventType']) ?? 'unknown',
      keyIds: listOf(item['keyIds'])
        .map(idOf)
        .filter((keyId) => keyId !== undefined),
      ...(detected !== undefined && { detected }),
    },
  };
}
