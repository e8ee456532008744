import type { InventoryStore } from '../../src/tenant/store/inventory-store.ts';

/** What is read of a tenant, by number. */
export interface TenantSizes {
  readonly applications: number;
  readonly servicePrincipals: number;
  readonly managedIdentities: number;
  readonly delegatedGrants: number;
  readonly applicationPermissions: number;
  readonly directoryRoles: number;
  /** Rows of Resource Graph. */
  readonly userAssignedIdentities: number;
  readonly hosts: number;
  readonly azureRoles: number;
  /** Agent identities, and blueprints, each of which is an application and a service principal. */
  readonly agents: number;
  readonly blueprints: number;
}

export interface Calls {
  readonly graphRequests: number;
  readonly resourceUnits: number;
  readonly azureRequests: number;
}

/** Walks over spans of time, and over first digits, that read what comes with objects side by side. */
const SPANS = 8;
const DIGITS = 16;
/** Applications or service principals from which such walks are split. */
const SPLIT_FROM = 2_000;
/** What is read once whatever the size: the tenant, licences, policies, risk, reviews, and a batch of five APIs. */
const SINGLE_REQUESTS = 9;
/** Licences cost three, the batch as much as its parts. */
const SINGLE_UNITS = 15;

/**
 * The arithmetic of a full reading without the reports on sign-ins: pages of 999 objects, or of 100 with what comes
 * with them, and their price. Resource units: "Microsoft Graph service-specific throttling limits", identity and access.
 */
export function plannedCalls(sizes: TenantSizes): Calls {
  const pages = (objects: number, size: number) => Math.max(1, Math.ceil(objects / size));
  /** Each walk ends with a page that is half full on average. */
  const splitPages = (objects: number, walks: number, isSplit: boolean) =>
    isSplit ? Math.ceil(objects / 100 + walks / 2) : pages(objects, 100);
  const applications = pages(sizes.applications, 999);
  const servicePrincipals = pages(sizes.servicePrincipals, 999);
  const grants = pages(sizes.delegatedGrants, 999);
  const permissions = pages(sizes.applicationPermissions, 999) + 4;
  const roles = pages(sizes.directoryRoles, 100) + 1;
  const applicationsWithParts = 2 * splitPages(sizes.applications, SPANS, sizes.applications >= SPLIT_FROM);
  const identitiesWithParts = splitPages(sizes.managedIdentities, DIGITS, sizes.servicePrincipals >= SPLIT_FROM);
  const agents = pages(sizes.agents, 100) + 2 * pages(sizes.blueprints, 100);
  const marks = 3;
  const priced: readonly (readonly [requests: number, units: number])[] = [
    [applications, 1],
    [servicePrincipals, 1],
    [grants, 2],
    [permissions, 1],
    [roles, 2],
    [applicationsWithParts, 2],
    [identitiesWithParts, 1],
    [agents, 1],
    [marks, 1],
    [SINGLE_REQUESTS, SINGLE_UNITS / SINGLE_REQUESTS],
  ];
  return {
    graphRequests: priced.reduce((sum, [requests]) => sum + requests, 0),
    resourceUnits: Math.round(priced.reduce((sum, [requests, units]) => sum + requests * units, 0)),
    // Besides these tables the subscriptions, the names of roles and the settings of diagnostics.
    azureRequests:
      pages(sizes.userAssignedIdentities, 1_000) + pages(sizes.hosts, 1_000) + pages(sizes.azureRoles, 1_000) + 3,
  };
}

/** How far from its plan a reading may be: retries, and pages of spans that are not equally long. */
export const MARGIN = 0.05;
/** The same for what is few. */
export const MARGIN_CALLS = 12;

export function isAsPlanned(actual: number, planned: number): boolean {
  return Math.abs(actual - planned) <= Math.max(MARGIN_CALLS, planned * MARGIN);
}

/** What the emulator says of the requests it has answered. */
export interface EmulatorStatistics {
  readonly requests: number;
  readonly resourceUnits: number;
  readonly byOperation: Readonly<Record<string, number>>;
}

/** The same of what was asked, without the reports on sign-ins, each page of which is a request of one unit. */
export function actualCalls({ requests, resourceUnits, byOperation }: EmulatorStatistics): Calls {
  const sum = (isCounted: (operation: string) => boolean) =>
    Object.entries(byOperation).reduce((total, [name, count]) => total + (isCounted(name) ? count : 0), 0);
  const reports = sum((name) => name.includes('/reports/'));
  const azureRequests = sum((name) => / arm /.test(name));
  return {
    graphRequests: requests - azureRequests - reports,
    resourceUnits: resourceUnits - reports,
    azureRequests,
  };
}

/** Reads the sizes of a tenant off the store that it was read into. */
export function sizesOf(store: InventoryStore): TenantSizes {
  let managedIdentities = 0;
  let agents = 0;
  let blueprints = 0;
  for (const { kind, agent } of store.identities()) {
    if (kind === 'managed-identity') managedIdentities += 1;
    if (agent === 'identity') agents += 1;
    if (agent === 'blueprint') blueprints += 1;
  }
  return {
    applications: store.count('applications'),
    servicePrincipals: store.count('service-principals'),
    managedIdentities,
    delegatedGrants: store.count('delegated-grants'),
    applicationPermissions: store.count('application-permissions'),
    directoryRoles: store.count('directory-roles'),
    userAssignedIdentities: store.count('managed-identities'),
    hosts: store.count('hosts'),
    azureRoles: store.count('azure-roles'),
    agents,
    blueprints,
  };
}
