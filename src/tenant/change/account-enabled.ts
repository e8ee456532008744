import type { Raw } from '../sync/raw.ts';
import { holderPath, type KeyClients } from './key-credentials.ts';

/** Whether tokens are issued to a service principal and for it. @throws ServiceFailure */
export async function readAccountEnabled(objectId: string, { graph, signal }: KeyClients): Promise<boolean> {
  const path = `${holderPath({ kind: 'service-principal', objectId })}?$select=id,accountEnabled`;
  const item = (await graph.read(path, { what: WHAT, signal })) as Raw | undefined;
  return item?.['accountEnabled'] !== false;
}

/** Source: Microsoft Graph, "Update servicePrincipal". @throws ServiceFailure */
export async function writeAccountEnabled(
  objectId: string,
  accountEnabled: boolean,
  clients: KeyClients,
): Promise<void> {
  const { graph, signal, onRequestId } = clients;
  const path = holderPath({ kind: 'service-principal', objectId });
  await graph.change('PATCH', path, { accountEnabled }, { what: WHAT, signal, onRequestId });
}

const WHAT = 'the service principal';
