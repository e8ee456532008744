import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import type { LiveClients } from '../../infrastructure/tenant/live-clients.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { Target } from './index.ts';
import type { RequestDocuments } from './request-documents.ts';

/** An identity of the live tenant, and what it takes to change it. */
export interface Begun {
  readonly tenant: TenantSession;
  readonly live: LiveInventory;
  readonly clients: LiveClients;
  readonly identity: Identity;
  readonly requests: RequestDocuments;
}

/**
 * The identity that is meant, or that a person chooses, in a tenant that can be changed.
 * @throws OperationError, UserCancelledError
 */
export async function beginChange(
  tenant: TenantSession,
  requests: RequestDocuments,
  target: Target | string | undefined,
): Promise<Begun> {
  const { t } = vscode.l10n;
  await tenant.restore();
  const live = tenant.current;
  if (live?.kind !== 'live') {
    throw new OperationError(t('What is open is no live tenant, so nothing can be changed in it. Sign in first.'), {
      actions: [{ title: t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') }],
    });
  }
  const identity = await identityOf(tenant, live, target);
  // A tenant of the last window: its door is opened again.
  if (!tenant.clients) await tenant.refresh(Number.MAX_SAFE_INTEGER);
  const { clients } = tenant;
  if (!clients) throw new OperationError(t('Nobody is signed in.'));
  return { tenant, live, clients, identity, requests };
}

async function identityOf(
  tenant: TenantSession,
  { source }: LiveInventory,
  target: Target | string | undefined,
): Promise<Identity> {
  for (let each = target; each !== undefined; each = typeof each === 'string' ? undefined : each.parent) {
    const clientId = typeof each === 'string' ? each : (each.clientId ?? each.identity?.clientId);
    const identity = clientId === undefined ? undefined : source.identity(clientId);
    if (identity) return identity;
  }
  const clientId = await (await tenant.tenant()).searchIdentities(source, tenant.now);
  const found = clientId === undefined ? undefined : source.identity(clientId);
  if (!found) throw new UserCancelledError();
  return found;
}

/** What a tenant, and an identity in it, is called where a change is confirmed. */
export function whereLines({ live, identity }: Begun): readonly string[] {
  const { t } = vscode.l10n;
  return [
    t('Tenant: {0} ({1})', live.name, live.connection.account),
    t('Identity: {0} ({1})', identity.displayName, identity.clientId),
  ];
}

export function showAction({ clientId }: Identity) {
  return {
    title: vscode.l10n.t('Show in Workload Identities'),
    run: () => vscode.commands.executeCommand('keyless.inventory.reveal', clientId),
  };
}

export function entraAction({ clientId }: Identity) {
  return {
    title: vscode.l10n.t('Open in Entra Admin Center'),
    run: () => vscode.commands.executeCommand('keyless.openInEntra', clientId),
  };
}
