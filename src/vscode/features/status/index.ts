import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { FindingStore } from '../../infrastructure/linting/finding-store.ts';
import type { Settings } from '../../infrastructure/settings.ts';

/** How many findings the active file has, in the status bar; nothing where Keyless has nothing to do with the file. */
export function activateStatus(store: FindingStore, settings: Settings): Disposable {
  const feature = new Disposable();
  const item = feature.register(
    vscode.window.createStatusBarItem('keyless.status', vscode.StatusBarAlignment.Right, 100),
  );
  item.name = 'Keyless';
  item.command = 'keyless.findings.focus';
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const file = uri && store.get(uri);
    if (!file || !settings.showsStatus) {
      item.hide();
      return;
    }
    const count = file.findings.length;
    const text = describe(count);
    item.text = count === 0 ? '$(key)' : `$(key) ${count}`;
    item.tooltip = text;
    item.accessibilityInformation = { label: text };
    item.show();
  };
  feature.register(vscode.window.onDidChangeActiveTextEditor(update));
  feature.register(settings.onDidChange(update));
  feature.register(
    store.onDidChange((uris) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
  );
  return feature;
}

function describe(count: number): string {
  if (count === 0) return vscode.l10n.t('Keyless: no problems in this file');
  if (count === 1) return vscode.l10n.t('Keyless: 1 problem in this file');
  return vscode.l10n.t('Keyless: {0} problems in this file', count);
}
