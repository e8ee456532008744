import { resolve } from 'node:path';
import { snapshotText } from '../tenant/snapshot/write.ts';
import type { CliIo, ExitCode } from './io.ts';
import { readTenant } from './read-tenant.ts';
import type { SnapshotArguments } from './snapshot-arguments.ts';
import { writeFileAtomically } from './write-file.ts';

/** Reads the inventory of a tenant as the account of the Azure CLI sees it, and writes it as a snapshot. */
export async function snapshotCommand({ tenant, output, cloud }: SnapshotArguments, io: CliIo): Promise<ExitCode> {
  const inventory = await readTenant({ tenant, cloud }, io);
  if (!inventory) return 3;
  const text = snapshotText(inventory);
  if (output === undefined) io.out.write(text);
  else {
    writeFileAtomically(resolve(io.cwd, output), text);
    io.error.write(`keyless: ${inventory.identities.length} identities in ${output}\n`);
  }
  return 0;
}
