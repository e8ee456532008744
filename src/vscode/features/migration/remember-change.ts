import type { TenantPort } from '../../../migrate/execute/port.ts';
import type { TenantCall } from '../../../migrate/plan.ts';
import { readOne } from '../../../tenant/sync/read-one.ts';
import type { LiveClients } from '../../infrastructure/tenant/live-clients.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';

/**
 * Shows what became of a change in the inventory, as the directory has it now. Of the tenant only the object is read that
 * was changed: a large one takes long. What cannot be read shows with the next refresh.
 */
export async function rememberChange(
  call: TenantCall,
  port: Pick<TenantPort, 'trusts'>,
  live: LiveInventory,
  clients: Pick<LiveClients, 'graph'>,
): Promise<void> {
  const { operation, object, objectId } = call;
  try {
    if (operation === 'add-trust') {
      const value = await port.trusts(call);
      live.source.change('federated-credentials', [{ id: objectId, owner: objectId, value: [...value] }], []);
    } else if (operation === 'remove-secret') {
      const section = object === 'application' ? 'applications' : 'service-principals';
      const fact = await readOne(section, objectId, clients);
      if (fact) live.source.change(section, [fact], []);
    }
  } catch {
    // The change was made all the same.
  }
}
