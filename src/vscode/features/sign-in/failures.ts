import * as vscode from 'vscode';
import { type ErrorAction, OperationError } from '../../infrastructure/errors.ts';
import type { DoorId } from '../../infrastructure/tenant/doors.ts';

const SIGN_IN_PAGE = 'https://github.com/keyless-dev/keyless/blob/main/docs/sign-in.md';

/** What the numbers of Entra mean here, and what to do. Source: "Microsoft Entra authentication and authorization error codes". */
const MEANINGS: Readonly<Record<string, () => string>> = {
  AADSTS50011: () => vscode.l10n.t('The application has no redirect URI that fits: add http://localhost to it.'),
  AADSTS50020: () => vscode.l10n.t('The account is not a member or guest of this tenant.'),
  AADSTS50076: () => vscode.l10n.t('The tenant asks for another factor.'),
  AADSTS53003: () => vscode.l10n.t('A Conditional Access policy does not let this sign-in in.'),
  AADSTS65001: () => vscode.l10n.t('Nobody has consented to what the application asks for: an administrator has to.'),
  AADSTS65002: () =>
    vscode.l10n.t('This application of Microsoft may not read the directory: use a registration of your own.'),
  AADSTS65004: () => vscode.l10n.t('The consent was declined.'),
  AADSTS70043: () => vscode.l10n.t('The session has expired.'),
  AADSTS90094: () => vscode.l10n.t('An administrator has to consent to what the application asks for.'),
  AADSTS90002: () => vscode.l10n.t('There is no such tenant.'),
  AADSTS700016: () => vscode.l10n.t('The application is not in this tenant: check the client ID and the tenant.'),
  AADSTS7000218: () => vscode.l10n.t('The application does not allow public client flows.'),
};

/** A failed sign-in with what to do about it. */
export function explained(door: DoorId, error: unknown): unknown {
  const details = error as { readonly kind?: unknown; readonly code?: unknown; readonly detail?: unknown };
  if (details?.kind !== 'sign-in') return error;
  const detail = typeof details.detail === 'string' ? details.detail : '';
  const meaning = MEANINGS[String(details.code)]?.();
  const command = commandIn(detail);
  const said = [meaning, detail].filter((text) => text !== undefined && text !== '').join(' ');
  if (door === 'azure-cli' || door === 'azd') {
    const login = command ?? (door === 'azd' ? 'azd auth login' : 'az login');
    const name = door === 'azd' ? 'Azure Developer CLI' : 'Azure CLI';
    const message =
      meaning === undefined
        ? vscode.l10n.t('The {0} gave no token. Run "{1}" and try again. {2}', name, login, detail)
        : vscode.l10n.t('The {0} gave no token. {1}', name, said);
    return new OperationError(message, { cause: error, actions: [runInTerminal(login), openPage()] });
  }
  return new OperationError(vscode.l10n.t('Signing in did not succeed. {0}', said), {
    cause: error,
    actions: [openPage(), openSetting('keyless.tenant')],
  });
}

/** The command that a command line's answer says to run: `az login --claims-challenge ...`. */
export function commandIn(text: string): string | undefined {
  return /\baz login --claims-challenge\s[\w+/=\s:.-]*/.exec(text)?.[0].trim();
}

export function runInTerminal(command: string): ErrorAction {
  const name = command
    .split(' ')
    .slice(0, command.startsWith('azd') ? 3 : 2)
    .join(' ');
  return {
    title: vscode.l10n.t('Run {0}', name),
    run: () => {
      const terminal = vscode.window.createTerminal('Keyless');
      terminal.show();
      terminal.sendText(command);
    },
  };
}

export function openSetting(id: string): ErrorAction {
  return {
    title: vscode.l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', id),
  };
}

function openPage(): ErrorAction {
  return {
    title: vscode.l10n.t('How to Sign In'),
    run: () => vscode.env.openExternal(vscode.Uri.parse(SIGN_IN_PAGE, true)),
  };
}
