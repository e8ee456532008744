import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { DoorId } from '../../infrastructure/tenant/doors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { deviceCodePrompt } from './device-code.ts';
import { describeDoor } from './door-names.ts';
import { showTenant } from './show-tenant.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Signing in to a tenant, out of it, and what is seen of it. */
export function activateSignIn(session: TenantSession, commands: Commands): Disposable {
  const feature = new Disposable();

  const signIn = async (door: DoorId, tenantId?: string) => {
    const title = vscode.l10n.t('Signing in ({0})', describeDoor(door).label);
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
        session.signIn(door, deviceCodePrompt, tenantId),
      );
    } catch (error) {
      throw explained(door, error);
    }
  };

  commands.add('keyless.signIn', vscode.l10n.t('Sign In'), async (door?: DoorId) => {
    await signIn(door ?? (await pickDoor(session)));
  });
  commands.add('keyless.signOut', vscode.l10n.t('Sign Out'), () => session.signOut());
  commands.add('keyless.switchTenant', vscode.l10n.t('Switch Tenant'), async () => {
    const tenantId = await input({
      title: vscode.l10n.t('Switch Tenant'),
      prompt: vscode.l10n.t('ID or a domain of the tenant'),
      placeHolder: 'contoso.onmicrosoft.com',
      validateInput: (value) =>
        GUID.test(value.trim()) || /^[\w-]+(?:\.[\w-]+)+$/.test(value.trim())
          ? undefined
          : vscode.l10n.t('This is neither a tenant ID nor a domain.'),
    });
    const { current } = session;
    const door = current?.kind === 'live' ? current.connection.door : await pickDoor(session);
    await signIn(door, tenantId.trim());
  });
  commands.add('keyless.showTenant', vscode.l10n.t('Show Tenant and Permissions'), () => showTenant(session));
  commands.add('keyless.forgetTenant', vscode.l10n.t('Forget Tenant'), async () => {
    const { current } = session;
    if (current?.kind !== 'live') return;
    const forget = vscode.l10n.t('Forget');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Forget what was read of {0}?', current.name),
      {
        modal: true,
        detail: vscode.l10n.t(
          'You are signed out and the inventory is removed from this machine. The tenant is not changed.',
        ),
      },
      forget,
    );
    if (answer === forget) await session.forget();
  });
  return feature;
}

async function pickDoor(session: TenantSession): Promise<DoorId> {
  const items = session.openableDoors.map((door) => ({ door, ...describeDoor(door) }));
  if (items.length === 0) {
    throw new OperationError(
      vscode.l10n.t(
        'In a browser, Keyless signs in with an application registration of your own: set its client ID first.',
      ),
      { actions: [openSetting('keyless.tenant.clientId')] },
    );
  }
  const { door } = await pick(items, {
    title: vscode.l10n.t('Sign In to a Tenant'),
    placeHolder: vscode.l10n.t('How to get a token for Microsoft Graph'),
  });
  return door;
}

/** A failed sign-in with what to do about it. */
function explained(door: DoorId, error: unknown): unknown {
  const details = error as { readonly kind?: unknown; readonly code?: unknown; readonly detail?: unknown };
  if (details?.kind !== 'sign-in') return error;
  const detail = typeof details.detail === 'string' ? details.detail : '';
  if (door === 'azure-cli') {
    return new OperationError(vscode.l10n.t('The Azure CLI gave no token. Run "az login" and try again. {0}', detail), {
      cause: error,
      actions: [runInTerminal('az login')],
    });
  }
  if (door === 'azd') {
    return new OperationError(
      vscode.l10n.t('The Azure Developer CLI gave no token. Run "azd auth login" and try again. {0}', detail),
      { cause: error, actions: [runInTerminal('azd auth login')] },
    );
  }
  return new OperationError(vscode.l10n.t('Signing in did not succeed. {0}', detail), {
    cause: error,
    actions: [openSetting('keyless.tenant')],
  });
}

function runInTerminal(command: string) {
  return {
    title: vscode.l10n.t('Run {0}', command),
    run: () => {
      const terminal = vscode.window.createTerminal('Keyless');
      terminal.show();
      terminal.sendText(command);
    },
  };
}

function openSetting(id: string) {
  return {
    title: vscode.l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', id),
  };
}
