import * as vscode from 'vscode';
import type { FigureObject } from '../../../tenant/assessment/figures/figure.ts';

/** Rows that are shown; who wants another one types a part of its name. */
const ROWS = 200;

export interface PickedObject extends FigureObject {
  /** In a word, before the client id. */
  readonly note?: string;
  /** A line of its own. */
  readonly detail?: string;
}

interface Row extends vscode.QuickPickItem {
  readonly clientId: string | undefined;
}

/** Lists objects, however many there are; the chosen one is shown. One alone needs no choice. */
export async function pickObject(title: string, objects: readonly PickedObject[]): Promise<void> {
  const [only] = objects;
  if (objects.length === 1 && only?.clientId !== undefined) return showDetails(only.clientId);
  const sorted = [...objects].sort(byName);
  const clientId = await new Promise<string | undefined>((resolve) => {
    const picker = vscode.window.createQuickPick<Row>();
    const reveal = {
      iconPath: new vscode.ThemeIcon('list-tree'),
      tooltip: vscode.l10n.t('Show in Workload Identities'),
    };
    const show = () => {
      const found = matching(sorted, picker.value);
      picker.title = found.length > ROWS ? vscode.l10n.t('{0} (first {1} of {2})', title, ROWS, found.length) : title;
      // The matching is done: the picker must not do it once more, by its own rules.
      picker.items = found.slice(0, ROWS).map((object) => ({
        clientId: object.clientId,
        label: object.displayName.trim() === '' ? vscode.l10n.t('(no name)') : object.displayName,
        description: [object.note, object.clientId].filter((part) => part !== undefined).join(' · '),
        ...(object.detail !== undefined && { detail: object.detail }),
        alwaysShow: true,
        buttons: object.clientId === undefined ? [] : [reveal],
      }));
    };
    picker.placeholder = vscode.l10n.t('Part of a name or of a client ID');
    picker.onDidChangeValue(show);
    picker.onDidTriggerItemButton(({ item }) => {
      picker.hide();
      void vscode.commands.executeCommand('keyless.inventory.reveal', item.clientId);
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems[0] ?? picker.items[0];
      resolve(chosen?.clientId);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    show();
    picker.show();
  });
  if (clientId !== undefined) await showDetails(clientId);
}

async function showDetails(clientId: string): Promise<void> {
  await vscode.commands.executeCommand('keyless.showDetails', clientId);
}

function matching(objects: readonly PickedObject[], value: string): readonly PickedObject[] {
  const text = value.trim().toLowerCase();
  if (text === '') return objects;
  return objects.filter(
    ({ displayName, clientId }) => displayName.toLowerCase().includes(text) || clientId?.includes(text),
  );
}

function byName(a: FigureObject, b: FigureObject): number {
  return a.displayName < b.displayName ? -1 : a.displayName > b.displayName ? 1 : 0;
}
