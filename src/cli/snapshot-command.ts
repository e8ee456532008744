import { resolve } from 'node:path';
import { ArmClient } from '../tenant/arm/client.ts';
import { type CloudEndpoints, endpointsOf } from '../tenant/clouds.ts';
import { GraphClient } from '../tenant/graph/client.ts';
import type { Cloud, Inventory } from '../tenant/model/inventory.ts';
import { SECTIONS } from '../tenant/model/section.ts';
import { ServiceFailure } from '../tenant/request/failure.ts';
import { claimsOfToken } from '../tenant/request/token-claims.ts';
import type { TokenSource } from '../tenant/request/token-source.ts';
import { snapshotText } from '../tenant/snapshot/write.ts';
import { InventoryStore } from '../tenant/store/inventory-store.ts';
import { MemoryTables } from '../tenant/store/memory-tables.ts';
import { synchronise } from '../tenant/sync/synchronise.ts';
import { AzureCliTokens } from './azure-cli-tokens.ts';
import type { CliIo, ExitCode } from './io.ts';
import type { SnapshotArguments } from './snapshot-arguments.ts';
import { writeFileAtomically } from './write-file.ts';

/** Reads the inventory of a tenant as the account of the Azure CLI sees it, and writes it as a snapshot. */
export async function snapshotCommand({ tenant, output, cloud }: SnapshotArguments, io: CliIo): Promise<ExitCode> {
  const names = endpointsOf(cloud);
  const addresses = endpointsOf(cloud, overrides(io));
  const tokens = new AzureCliTokens(tenant, { ...io.env });
  try {
    // The id is in the token, also where a domain was given; and without a token there is nothing to be read.
    const token = await tokens.getToken({ scopes: [`${names.graph}/.default`] });
    const tenantId = claimsOfToken(token).tenantId ?? tenant;
    const inventory = await read(tokens, names, addresses, tenantId, cloud);
    return write(inventory, output, io);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    io.error.write(`keyless: ${error.detail || error.message}\n`);
    return 3;
  }
}

async function read(
  tokens: TokenSource,
  names: CloudEndpoints,
  addresses: CloudEndpoints,
  tenantId: string,
  cloud: Cloud,
): Promise<Inventory | undefined> {
  const store = new InventoryStore(new MemoryTables());
  await synchronise({
    graph: new GraphClient({ root: addresses.graph, tokens: named(tokens, names.graph) }),
    arm: new ArmClient({ root: addresses.resourceManager, tokens: named(tokens, names.resourceManager) }),
    store,
    tenantId,
    cloud,
  });
  return store.inventory();
}

function write(inventory: Inventory | undefined, output: string | undefined, io: CliIo): ExitCode {
  for (const section of SECTIONS) {
    const { problem } = inventory?.sections[section] ?? {};
    if (!problem) continue;
    const needs = problem.needs.length > 0 ? ` (needs ${problem.needs.join(' or ')})` : '';
    const detail = problem.message === undefined ? '' : `: ${problem.message}`;
    io.error.write(`keyless: not read: ${section}${needs}${detail}\n`);
  }
  const { applications, 'service-principals': principals } = inventory?.sections ?? {};
  if (!inventory || (applications?.asOf === undefined && principals?.asOf === undefined)) {
    io.error.write('keyless: Nothing could be read, so nothing was written.\n');
    return 3;
  }
  const text = snapshotText(inventory);
  if (output === undefined) io.out.write(text);
  else {
    writeFileAtomically(resolve(io.cwd, output), text);
    io.error.write(`keyless: ${inventory.identities.length} identities in ${output}\n`);
  }
  return 0;
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
