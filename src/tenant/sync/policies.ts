import type { ArmClient } from '../arm/client.ts';
import type { GraphClient } from '../graph/client.ts';
import type { InventoryStore } from '../store/inventory-store.ts';
import { diagnosticSettingsOf } from './azure-facts.ts';
import { appManagementPolicyOf, conditionalAccessPolicyOf, defaultPolicyOf } from './policy-facts.ts';
import { idOf, type Raw } from './raw.ts';

interface Options {
  readonly graph: GraphClient;
  readonly store: InventoryStore;
  readonly signal?: AbortSignal | undefined;
}

/** The tenant's default policy for credentials of applications, the custom ones, and what those apply to. */
export async function readAppManagement({ graph, store, signal }: Options): Promise<void> {
  const what = 'the app management policies';
  const standard = await graph.read('/policies/defaultAppManagementPolicy', { what, signal });
  const policies = await all(graph, '/policies/appManagementPolicies', what, signal);
  const appManagement = await Promise.all(
    policies.map(async (item) => {
      const path = `/policies/appManagementPolicies/${String(item['id'])}/appliesTo?$select=id`;
      const objects = await all(graph, path, what, signal);
      const ids = objects.map((object) => idOf(object['id'])).filter((id) => id !== undefined);
      return appManagementPolicyOf(item, ids.sort());
    }),
  );
  store.setPolicies({
    defaultAppManagement: defaultPolicyOf(standard),
    appManagement: appManagement.filter((policy) => policy !== undefined),
  });
}

/** Conditional Access policies for workload identities. */
export async function readConditionalAccess({ graph, store, signal }: Options): Promise<void> {
  const items = await all(graph, '/identity/conditionalAccess/policies', 'the Conditional Access policies', signal);
  store.setPolicies({
    conditionalAccess: items.map(conditionalAccessPolicyOf).filter((policy) => policy !== undefined),
  });
}

/** Source: Azure Monitor, `microsoft.aadiam/diagnosticSettings`. */
const DIAGNOSTIC_SETTINGS = '/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01';

/** Where the directory's logs go. */
export async function readDiagnosticSettings(arm: ArmClient, { store, signal }: Options): Promise<void> {
  const body = await arm.read(DIAGNOSTIC_SETTINGS, { what: 'the Entra diagnostic settings', signal });
  store.setPolicies({ diagnosticSettings: diagnosticSettingsOf(body) });
}

async function all(graph: GraphClient, path: string, what: string, signal: AbortSignal | undefined): Promise<Raw[]> {
  const items: Raw[] = [];
  for (let place: string | undefined = path; place !== undefined; ) {
    const page = await graph.page(place, { what, signal });
    items.push(...(page.value as Raw[]));
    place = page.nextLink;
  }
  return items;
}
