import type { Identity } from '../../tenant/model/identity.ts';
import { isRead } from '../../tenant/model/section.ts';
import type { InventorySource } from '../../tenant/store/inventory-source.ts';
import type { Evidence, PlanIdentity } from '../plan.ts';
import { lineAt, type MarkedFinding, type PlanSources } from '../sources.ts';
import { callersOf, type FoundCaller, type ToldPlace } from './callers.ts';
import { type DeclaredApplication, declaredApplication } from './declared.ts';
import { keyUses } from './keys.ts';
import { findingsOf, placesOf } from './places.ts';

/** Evidence with the parts of the files behind it. */
export interface Found {
  readonly evidence: Evidence;
  readonly callers: readonly FoundCaller[];
  readonly findings: readonly MarkedFinding[];
  readonly declared: DeclaredApplication | undefined;
}

/** Looks for everything that is known of the secrets of an identity, in the tenant and in the workspace. */
export function gather(
  identity: Identity,
  planIdentity: PlanIdentity,
  told: readonly ToldPlace[],
  quietDays: number,
  sources: PlanSources,
): Found {
  const { inventory } = sources;
  const asOf = Date.parse(inventory.header?.asOf ?? sources.now.toISOString());
  const declared = declaredApplication(planIdentity, sources);
  const callers = callersOf(identity.clientId, told, sources);
  const findings = findingsOf(planIdentity, declared, callers, told, sources);
  return {
    callers,
    findings,
    declared,
    evidence: {
      keys: keyUses(identity, inventory.sections, asOf, quietDays),
      signIns: signInsOf(identity),
      callers: callers.map(({ caller }) => caller),
      places: placesOf(planIdentity, findings, sources),
      hosts: hostsOf(identity, inventory),
      access: accessOf(identity),
      gaps: [...gapsOf(identity, inventory), ...toldInVain(told, callers, findings)],
    },
  };
}

/** What runs as the identity, or as a managed identity that it takes for a credential. */
function hostsOf(identity: Identity, inventory: InventorySource): readonly string[] {
  const trusted = identity.federatedCredentials.flatMap(({ subject }) => {
    const principal = subject === undefined ? undefined : inventory.identityOfObject(subject);
    return principal?.managedIdentity?.hosts ?? [];
  });
  return [...new Set([...(identity.managedIdentity?.hosts ?? []), ...trusted])];
}

/** Kinds of sign-ins as Entra ID reports them, with what each says of the identity. */
const SIGN_INS = [
  ['application', 'as itself'],
  ['delegated', 'for a user'],
  ['applicationResource', 'as the API that another application called'],
  ['delegatedResource', 'as the API that was called for a user'],
] as const;

function signInsOf({ signIns }: Identity): readonly string[] {
  return SIGN_INS.flatMap(([kind, words]) => {
    const time = signIns?.[kind];
    return time === undefined ? [] : [`${words} on ${time.slice(0, 10)}`];
  });
}

function accessOf({
  azureRoles,
  directoryRoles,
  applicationPermissions,
  delegatedGrants,
}: Identity): readonly string[] {
  return [
    ...azureRoles.map(({ roleName, roleId, scope }) => `${roleName ?? roleId} on ${scope}`),
    ...directoryRoles.map(({ roleName, roleId, scope }) => `${roleName ?? roleId} in Microsoft Entra ID, ${scope}`),
    ...applicationPermissions.map(
      ({ value, appRoleId, resourceName, resourceId }) => `${value ?? appRoleId} of ${resourceName ?? resourceId}`,
    ),
    ...delegatedGrants.map(
      ({ scopes, resourceName, resourceId }) => `for users: ${scopes.join(' ')} of ${resourceName ?? resourceId}`,
    ),
  ];
}

/** Places that somebody named and that show neither a login nor a secret: mostly a wrong line. */
function toldInVain(
  told: readonly ToldPlace[],
  callers: readonly FoundCaller[],
  findings: readonly MarkedFinding[],
): readonly string[] {
  const isWithin = ({ path, line }: ToldPlace) =>
    callers.some(
      ({ document, ranges }) =>
        document.path === path &&
        ranges.some(({ start, end }) => lineAt(document, start) <= line && line <= lineAt(document, end)),
    ) ||
    findings.some(({ document, finding }) => document.path === path && lineAt(document, finding.range.start) === line);
  return told
    .filter((place) => !isWithin(place))
    .map(({ path, line }) => `${path}:${line} was named, and Keyless finds nothing there that signs in.`);
}

const NEEDED = [
  ['credential-sign-ins', 'Which secret was used when is not known'],
  ['sign-ins', 'When the identity signed in last is not known'],
  ['federated-credentials', 'What the identity trusts already is not known'],
  ['azure-roles', 'Its roles in Azure are not known'],
  ['app-management-policies', 'The policies on secrets are not known'],
] as const;

function gapsOf(identity: Identity, { sections }: InventorySource): readonly string[] {
  return NEEDED.flatMap(([section, sentence]) => {
    const problem = sections[section]?.problem ?? identity.problems?.[section];
    if (isRead(sections[section]) && !problem) return [];
    const needs = problem && problem.needs.length > 0 ? `: reading it takes ${problem.needs.join(' or ')}` : '';
    return [`${sentence}${needs}.`];
  });
}
