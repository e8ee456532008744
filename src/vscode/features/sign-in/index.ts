import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { DoorId } from '../../infrastructure/tenant/doors.ts';
import type { SignInOptions } from '../../infrastructure/tenant/live-clients.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { tellChallenges } from './challenges.ts';
import { DeviceCodePrompt } from './device-code.ts';
import { describeDoor } from './door-names.ts';
import { explained, openSetting } from './failures.ts';
import { pickAccount } from './pick-account.ts';
import { pickTenant } from './pick-tenant.ts';
import { TenantPage } from './tenant-page.ts';

/** Signing in to a tenant, out of it, and what is seen of it. */
export function activateSignIn(session: TenantSession, commands: Commands): Disposable {
  const feature = new Disposable();
  const page = feature.register(new TenantPage(session));
  const prompt = new DeviceCodePrompt();
  feature.register(session.onDidAskForCode((code) => prompt.show(code)));
  commands.add('keyless.copyDeviceCode', vscode.l10n.t('Copy Code and Open Page'), () => prompt.copyAndOpen());
  feature.register(tellChallenges(session));

  const signIn = async (door: DoorId, options: SignInOptions) => {
    const title = vscode.l10n.t('Signing in ({0})', describeDoor(door).label);
    const location = vscode.ProgressLocation.Notification;
    try {
      await vscode.window.withProgress({ location, title, cancellable: true }, async (_progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
        await session.signIn(door, { ...options, signal: controller.signal });
      });
    } catch (error) {
      throw explained(door, error);
    }
  };

  commands.add('keyless.signIn', vscode.l10n.t('Sign In'), async (chosen?: DoorId) => {
    const door = chosen ?? (await pickDoor(session));
    // Who names the door is a program or a test: nobody is there to choose an account.
    await signIn(door, door === 'vscode' && chosen === undefined ? await pickAccount() : {});
  });
  commands.add('keyless.signOut', vscode.l10n.t('Sign Out'), () => session.signOut());
  commands.add('keyless.switchTenant', vscode.l10n.t('Switch Tenant'), async (id?: string) => {
    const choice = id === undefined ? await pickTenant(session) : { tenantId: id };
    if ('connection' in choice) {
      await session.reopen(choice.connection);
      return;
    }
    const { current } = session;
    const { tenantId } = choice;
    if (current?.kind === 'live') {
      const { door, account } = current.connection;
      await signIn(door, { tenantId, account: account === '' ? undefined : account });
    } else await signIn(await pickDoor(session), { tenantId });
  });
  commands.add('keyless.showTenant', vscode.l10n.t('Show Tenant and Permissions'), () => page.show());
  commands.add('keyless.forgetTenant', vscode.l10n.t('Forget Tenant'), async (isSure = false) => {
    const { current } = session;
    if (current?.kind !== 'live') return;
    if (isSure === true || (await confirmsForgetting(current.name))) await session.forget();
  });
  return feature;
}

async function confirmsForgetting(name: string): Promise<boolean> {
  const forget = vscode.l10n.t('Forget');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Forget what was read of {0}?', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'You are signed out and the inventory is removed from this machine. The tenant is not changed.',
      ),
    },
    forget,
  );
  return answer === forget;
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
