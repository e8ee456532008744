import * as vscode from 'vscode';
import type { DoorId } from '../../infrastructure/tenant/doors.ts';

/** What a door is called, and what it shows. docs/sign-in.md has the whole of it. */
export function describeDoor(door: DoorId): { readonly label: string; readonly detail: string } {
  switch (door) {
    case 'vscode':
      return {
        label: vscode.l10n.t('VS Code Account, Own Application'),
        detail: vscode.l10n.t('All columns that an administrator has consented to for your application.'),
      };
    case 'azure-cli':
      return {
        label: vscode.l10n.t('Azure CLI'),
        detail: vscode.l10n.t('Everything but risk and policies, without any consent. Needs "az login".'),
      };
    case 'azd':
      return {
        label: vscode.l10n.t('Azure Developer CLI'),
        detail: vscode.l10n.t('What its application may read. Needs "azd auth login".'),
      };
    case 'device-code':
      return {
        label: vscode.l10n.t('Device Code, Own Application'),
        detail: vscode.l10n.t('Sign in on another device with a code.'),
      };
    case 'browser':
      return {
        label: vscode.l10n.t('Browser, Own Application'),
        detail: vscode.l10n.t('Sign in in a browser on this machine.'),
      };
  }
}
