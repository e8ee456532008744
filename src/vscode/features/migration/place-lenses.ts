import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { MigrationNeeds } from './index.ts';
import type { Migrations } from './migrations.ts';

/** Above the place where a secret of a known identity is used: its plan, or how to make one. */
export class PlaceLenses extends Disposable implements vscode.CodeLensProvider {
  readonly #migrations: () => Promise<Migrations>;
  readonly #needs: MigrationNeeds;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses: vscode.Event<void> = this.#changed.event;

  constructor(migrations: () => Promise<Migrations>, needs: MigrationNeeds) {
    super();
    this.#migrations = migrations;
    this.#needs = needs;
    const { lint, tenant, settings } = needs;
    this.register(
      lint.store.onDidChange((uris) => {
        if (tenant.source && vscode.window.visibleTextEditors.some(({ document }) => isAmong(document.uri, uris))) {
          this.#changed.fire();
        }
      }),
    );
    this.register(settings.onDidChange(() => this.#changed.fire()));
    let isOpen = tenant.source !== undefined;
    this.register(
      tenant.onDidChange(() => {
        const isOpenNow = tenant.source !== undefined && tenant.sync === undefined;
        if (isOpenNow !== isOpen) this.#changed.fire();
        isOpen = isOpenNow;
      }),
    );
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    const { lint, tenant, settings, boundary } = this.#needs;
    if (!tenant.source || !settings.showsMigrationLens(document.uri)) return undefined;
    const file = lint.store.get(document.uri);
    // A text that is being typed gets its lenses when it has been looked at.
    if (!file || file.findings.length === 0 || file.source.text !== document.getText()) return undefined;
    return boundary.runQuietly('Lenses of secrets', async () =>
      (await this.#migrations()).placeLensesIn(document, file, token),
    );
  }
}

function isAmong(uri: vscode.Uri, uris: readonly vscode.Uri[]): boolean {
  return uris.some((each) => each.toString() === uri.toString());
}
