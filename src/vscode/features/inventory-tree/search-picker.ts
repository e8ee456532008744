import * as vscode from 'vscode';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';

/** Rows that a search shows; who wants more types another letter. */
const ROWS = 100;

interface Found extends vscode.QuickPickItem {
  readonly clientId: string;
}

/**
 * Searches everything in the store while a person types.
 * @returns the client id of what was chosen; undefined where nothing was
 */
export function searchIdentities(source: InventorySource, now: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<Found>();
    picker.title = vscode.l10n.t('Search Identities');
    picker.placeholder = vscode.l10n.t('Beginning of a word of the name, or of an ID');
    const show = () => {
      const { rows, total } = source.query({ text: picker.value, now, limit: ROWS });
      picker.title = vscode.l10n.t('Search Identities ({0})', total.toLocaleString());
      // The store has done the matching: the picker must not do it once more, by its own rules.
      picker.items = rows.map((row) => ({
        clientId: row.clientId,
        label: row.displayName,
        description: row.clientId,
        alwaysShow: true,
      }));
    };
    picker.onDidChangeValue(show);
    picker.onDidAccept(() => {
      // Who types fast accepts before the rows for the last letter are there: the first of those is meant.
      const chosen = picker.selectedItems[0] ?? picker.items[0];
      if (!chosen) return;
      resolve(chosen.clientId);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    show();
    picker.show();
  });
}
