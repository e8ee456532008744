import * as vscode from 'vscode';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { Connection } from '../../infrastructure/tenant/connection.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { describeDoor } from './door-names.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A tenant that was open before, with its account, or one that was typed or that the account can see. */
export type TenantChoice = { readonly connection: Connection } | { readonly tenantId: string };

interface TenantItem extends vscode.QuickPickItem {
  readonly choice?: TenantChoice;
}

/** Offers the tenants that were open before and those that the account is known in; any other can be typed. */
export async function pickTenant(session: TenantSession): Promise<TenantChoice> {
  const recent = session.recentConnections.map(
    (connection): TenantItem => ({
      label: connection.tenantName ?? connection.tenantId,
      description: [connection.account, describeDoor(connection.door).label].filter(Boolean).join(' · '),
      ...(connection.tenantName !== undefined && { detail: connection.tenantId }),
      choice: { connection },
    }),
  );
  const known = new Set(session.recentConnections.map(({ tenantId }) => tenantId));
  const visible = (await tenantsOf(session))
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, name, domain }): TenantItem => ({
        label: name ?? domain ?? id,
        ...(domain !== undefined && { description: domain }),
        detail: id,
        choice: { tenantId: id },
      }),
    );
  if (recent.length + visible.length === 0) return { tenantId: await askTenant() };
  const separator = (label: string): TenantItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [
    ...(recent.length > 0 ? [separator(vscode.l10n.t('Open before')), ...recent] : []),
    ...(visible.length > 0 ? [separator(vscode.l10n.t('Of this account')), ...visible] : []),
    separator(''),
    { label: vscode.l10n.t('Another Tenant…') },
  ];
  const { choice } = await pick(items, {
    title: vscode.l10n.t('Switch Tenant'),
    placeHolder: vscode.l10n.t('Which tenant?'),
  });
  return choice ?? { tenantId: await askTenant() };
}

interface VisibleTenant {
  readonly id: string;
  readonly name: string | undefined;
  readonly domain: string | undefined;
}

/** Tenants that Azure knows the account in; none where nobody is signed in to Azure. */
async function tenantsOf({ clients }: TenantSession): Promise<readonly VisibleTenant[]> {
  if (!clients) return [];
  try {
    const answer = await clients.arm.read('/tenants?api-version=2022-12-01', { what: 'the tenants' });
    const { value = [] } = (answer ?? {}) as { readonly value?: readonly Readonly<Record<string, unknown>>[] };
    const text = (found: unknown) => (typeof found === 'string' ? found : undefined);
    return value.flatMap((each) => {
      const id = text(each['tenantId'])?.toLowerCase();
      return id === undefined ? [] : [{ id, name: text(each['displayName']), domain: text(each['defaultDomain']) }];
    });
  } catch {
    // The list is a convenience: an id can be typed.
    return [];
  }
}

async function askTenant(): Promise<string> {
  const value = await input({
    title: vscode.l10n.t('Switch Tenant'),
    prompt: vscode.l10n.t('ID or a domain of the tenant'),
    placeHolder: 'contoso.onmicrosoft.com',
    validateInput: (text) =>
      GUID.test(text.trim()) || /^[\w-]+(?:\.[\w-]+)+$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('This is neither a tenant ID nor a domain.'),
  });
  return value.trim();
}
