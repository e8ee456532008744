import * as vscode from 'vscode';
import type { Plan } from '../../../migrate/plan.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { LiveClients } from '../../infrastructure/tenant/live-clients.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/**
 * The tenant that a plan is about, with somebody signed in to it.
 * @throws OperationError where none is, or another one
 */
export async function liveTenant(
  tenant: TenantSession,
  { identity }: Plan,
): Promise<{ readonly live: LiveInventory; readonly clients: LiveClients }> {
  const { t } = vscode.l10n;
  await tenant.restore();
  const signIn = { title: t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') };
  const live = tenant.current;
  if (live?.kind !== 'live') {
    throw new OperationError(t('What is open is no live tenant, so nothing can be changed in it. Sign in first.'), {
      actions: [signIn],
    });
  }
  const { tenantId } = live.connection;
  if (tenantId.toLowerCase() !== identity.tenantId.toLowerCase()) {
    throw new OperationError(
      t('The plan is for the tenant {0}, and {1} ({2}) is open.', identity.tenantId, live.name, tenantId),
      { actions: [signIn] },
    );
  }
  // One of the last window is signed in to now.
  if (!tenant.clients) await tenant.refresh(Number.MAX_SAFE_INTEGER);
  const { clients } = tenant;
  if (!clients) throw new OperationError(t('Nobody is signed in.'), { actions: [signIn] });
  return { live, clients };
}
