import * as vscode from 'vscode';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FederationSession, OpenedWorkspace } from '../../infrastructure/federation/federation-session.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/** A row of the tree, or what else names a federated credential of the tenant. */
export interface TrustTarget {
  readonly identity?: Pick<Identity, 'clientId'>;
  readonly trust?: Pick<FederatedTrust, 'name'>;
}

export interface ChosenTrust extends OpenedWorkspace {
  readonly identity: Identity;
  readonly trust: FederatedTrust;
}

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  /** Where there is none. */
  readonly none: string;
}

/**
 * The credential that a command is for, or one that is chosen among those worth it.
 * @param why why a credential is worth it; undefined where it is not
 * @throws OperationError where no tenant is open or there is no such credential; UserCancelledError
 */
export async function chooseTrust(
  session: FederationSession,
  tenant: TenantSession,
  target: TrustTarget | undefined,
  question: Question,
  why: (trust: FederatedTrust, workspace: OpenedWorkspace, identity: Identity) => string | undefined,
): Promise<ChosenTrust> {
  const workspace = await session.workspace();
  const { source } = tenant;
  const { inventory } = workspace.sources;
  if (!source || !inventory) {
    throw new OperationError(vscode.l10n.t('No tenant is open.'), {
      actions: [
        { title: vscode.l10n.t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') },
        {
          title: vscode.l10n.t('Open Demo Tenant'),
          run: () => vscode.commands.executeCommand('keyless.openDemoTenant'),
        },
      ],
    });
  }
  const named = target?.identity && source.identity(target.identity.clientId);
  const trust = named?.federatedCredentials.find(({ name }) => name === target?.trust?.name);
  if (named && trust) return { ...workspace, identity: named, trust };
  const items = [...inventory.federatedIdentities()].flatMap(({ clientId }) => {
    const identity = source.identity(clientId);
    return (identity?.federatedCredentials ?? []).flatMap((each) => {
      const reason = identity && why(each, workspace, identity);
      if (!identity || reason === undefined) return [];
      const kind =
        identity.kind === 'managed-identity' ? vscode.l10n.t('managed identity') : vscode.l10n.t('application');
      const description = `${kind} · ${each.name}`;
      return [{ identity, trust: each, label: identity.displayName, description, detail: reason }];
    });
  });
  if (items.length === 0) throw new OperationError(question.none);
  const chosen = await pick(items, question);
  return { ...workspace, identity: chosen.identity, trust: chosen.trust };
}
