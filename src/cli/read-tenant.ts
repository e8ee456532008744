import { ArmClient } from '../tenant/arm/client.ts';
import { type CloudEndpoints, endpointsOf } from '../tenant/clouds.ts';
import { GraphClient } from '../tenant/graph/client.ts';
import type { Cloud, Inventory } from '../tenant/model/inventory.ts';
import { SECTIONS } from '../tenant/model/section.ts';
import { ServiceFailure } from '../tenant/request/failure.ts';
import { claimsOfToken } from '../tenant/request/token-claims.ts';
import type { TokenSource } from '../tenant/request/token-source.ts';
import { InventoryStore } from '../tenant/store/inventory-store.ts';
import { MemoryTables } from '../tenant/store/memory-tables.ts';
import { synchronise } from '../tenant/sync/synchronise.ts';
import { AzureCliTokens } from './azure-cli-tokens.ts';
import type { CliIo } from './io.ts';

/** A tenant that is read through the Azure CLI. */
export interface TenantRequest {
  /** Id or domain. */
  readonly tenant: string;
  readonly cloud: Cloud;
}

/**
 * Reads the inventory of a tenant as the account of the Azure CLI sees it. What could not be read is named on standard
 * error, with what it needs.
 * @returns undefined where nothing could be read; why has been said
 */
export async function readTenant({ tenant, cloud }: TenantRequest, io: CliIo): Promise<Inventory | undefined> {
  const names = endpointsOf(cloud);
  const addresses = endpointsOf(cloud, overrides(io));
  const tokens = new AzureCliTokens(tenant, { ...io.env });
  try {
    // The id is in the token, also where a domain was given; and without a token there is nothing to be read.
    const token = await tokens.getToken({ scopes: [`${names.graph}/.default`] });
    const tenantId = claimsOfToken(token).tenantId ?? tenant;
    const store = new InventoryStore(new MemoryTables());
    await synchronise({
      graph: new GraphClient({ root: addresses.graph, tokens: named(tokens, names.graph) }),
      arm: new ArmClient({ root: addresses.resourceManager, tokens: named(tokens, names.resourceManager) }),
      store,
      tenantId,
      cloud,
    });
    return readable(store.inventory(), io);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    io.error.write(`keyless: ${error.detail || error.message}\n`);
    return undefined;
  }
}

function readable(inventory: Inventory | undefined, io: CliIo): Inventory | undefined {
  for (const section of SECTIONS) {
    const { problem } = inventory?.sections[section] ?? {};
    if (!problem) continue;
    const needs = problem.needs.length > 0 ? ` (needs ${problem.needs.join(' or ')})` : '';
    const detail = problem.message === undefined ? '' : `: ${problem.message}`;
    io.error.write(`keyless: not read: ${section}${needs}${detail}\n`);
  }
  const { applications, 'service-principals': principals } = inventory?.sections ?? {};
  if (inventory && (applications?.asOf !== undefined || principals?.asOf !== undefined)) return inventory;
  io.error.write('keyless: Nothing could be read.\n');
  return undefined;
}

/** Addresses in place of the cloud's, for a service that stands in for it. Tokens are sent there. */
function overrides({ env }: CliIo): Partial<Record<keyof CloudEndpoints, string>> {
  const { KEYLESS_GRAPH_ENDPOINT: graph = '', KEYLESS_RESOURCE_MANAGER_ENDPOINT: resourceManager = '' } = env;
  return { graph, resourceManager };
}

/** Tokens for a service by the name that Entra knows it under, wherever it is reached. */
function named(tokens: TokenSource, audience: string): TokenSource {
  return { getToken: (request) => tokens.getToken({ ...request, scopes: [`${audience}/.default`] }) };
}
