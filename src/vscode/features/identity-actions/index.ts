import * as vscode from 'vscode';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { CommandId, Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { IdentityDocuments } from './identity-documents.ts';
import { azCommand, entraUrl, portalUrl } from './links.ts';

/** A row of the tree, or whatever else names an identity. */
interface Target {
  readonly clientId?: string;
  readonly identity?: Identity;
  readonly parent?: Target;
}

/** What can be done with one identity: copy its ids, open it elsewhere, look at all that is known. */
export function activateIdentityActions(session: TenantSession, commands: Commands): Disposable {
  const feature = new Disposable();
  const documents = feature.register(new IdentityDocuments(session));

  const identityOf = async (target: Target | string | undefined): Promise<Identity> => {
    await session.restore();
    const { source, now } = session;
    for (let each = target; each !== undefined; each = typeof each === 'string' ? undefined : each.parent) {
      const clientId = typeof each === 'string' ? each : (each.clientId ?? each.identity?.clientId);
      const identity = clientId === undefined ? undefined : source?.identity(clientId);
      if (identity) return identity;
    }
    if (!source) throw new OperationError(vscode.l10n.t('No tenant is open.'));
    const clientId = await (await session.tenant()).searchIdentities(source, now);
    const found = clientId === undefined ? undefined : source.identity(clientId);
    if (!found) throw new vscode.CancellationError();
    return found;
  };

  const copy = (id: CommandId, title: string, what: (identity: Identity) => string | undefined) =>
    commands.add(id, title, async (target?: Target | string) => {
      const identity = await identityOf(target);
      const text = what(identity);
      if (text === undefined) throw new OperationError(vscode.l10n.t('{0} has none.', identity.displayName));
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', text), 3_000);
    });
  copy('keyless.copyClientId', vscode.l10n.t('Copy Client ID'), (identity) => identity.clientId);
  copy(
    'keyless.copyObjectId',
    vscode.l10n.t('Copy Object ID'),
    (identity) => identity.applicationId ?? identity.servicePrincipalId,
  );
  copy('keyless.copyTenantId', vscode.l10n.t('Copy Tenant ID'), () => session.source?.header?.tenant.id);
  copy('keyless.copyResourceId', vscode.l10n.t('Copy Resource ID'), (identity) => identity.managedIdentity?.resourceId);
  copy('keyless.copyAzCommand', vscode.l10n.t('Copy az Command'), azCommand);

  const open = (
    id: CommandId,
    title: string,
    url: (identity: Identity, endpoints: CloudEndpoints) => string | undefined,
  ) =>
    commands.add(id, title, async (target?: Target | string) => {
      const identity = await identityOf(target);
      const { endpointsOf } = await session.services();
      const address = url(identity, endpointsOf(session.source?.header?.tenant.cloud ?? 'public'));
      if (address === undefined) {
        throw new OperationError(vscode.l10n.t('{0} has no page there.', identity.displayName));
      }
      await vscode.env.openExternal(vscode.Uri.parse(address, true));
    });
  open('keyless.openInEntra', vscode.l10n.t('Open in Entra Admin Center'), entraUrl);
  open('keyless.openInPortal', vscode.l10n.t('Open in Azure Portal'), (identity, endpoints) =>
    portalUrl(identity, endpoints, session.source?.header?.tenant.id),
  );
  commands.add('keyless.showIdentityAsJson', vscode.l10n.t('Show as JSON'), async (target?: Target | string) => {
    await documents.show(await identityOf(target));
  });
  commands.add(
    'keyless.copyValue',
    vscode.l10n.t('Copy Value'),
    async (row?: { options?: { description?: string } }) => {
      await vscode.env.clipboard.writeText(row?.options?.description ?? '');
    },
  );
  return feature;
}
