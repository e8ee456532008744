import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';

/** All settings of the extension; package.json has their descriptions, bounds and defaults. */
const SECTION = 'keyless';
const KEYS = {
  enable: 'enable',
  lintDebounce: 'lint.debounce',
  lintWorkspace: 'lint.workspace',
  statusEnable: 'status.enable',
} as const;

export const MAX_DEBOUNCE_MILLISECONDS = 5000;

/** Reads settings as what they mean. Values out of bounds, as a hand-written settings.json has them, are moved in. */
export class Settings extends Disposable {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** One of the settings of the extension has another value now. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.#changed.fire();
      }),
    );
  }

  isEnabled(uri: vscode.Uri): boolean {
    return read(KEYS.enable, true, uri);
  }

  /** Milliseconds between the last keystroke and the look at the file. */
  get debounce(): number {
    const value = read(KEYS.lintDebounce, 150);
    return Number.isFinite(value) ? Math.max(0, Math.min(value, MAX_DEBOUNCE_MILLISECONDS)) : 150;
  }

  /** Whether files that are not open are linted without being asked. */
  get lintsWorkspaceAutomatically(): boolean {
    return read<string>(KEYS.lintWorkspace, 'automatic') !== 'manual';
  }

  get showsStatus(): boolean {
    return read(KEYS.statusEnable, true);
  }
}

function read<T>(key: string, fallback: T, scope?: vscode.Uri): T {
  return vscode.workspace.getConfiguration(SECTION, scope).get<T>(key, fallback);
}
