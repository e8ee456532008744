import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { Migrations } from './migrations.ts';

/** What can be done about each step of a plan, above it in its document. */
export class PlanLenses extends Disposable implements vscode.CodeLensProvider {
  readonly #migrations: () => Promise<Migrations>;
  readonly #boundary: ErrorBoundary;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses: vscode.Event<void> = this.#changed.event;
  #isListening = false;

  constructor(migrations: () => Promise<Migrations>, boundary: ErrorBoundary) {
    super();
    this.#migrations = migrations;
    this.#boundary = boundary;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[] | undefined> {
    return this.#boundary.runQuietly('Lenses of a plan', async () => {
      const migrations = await this.#migrations();
      if (!this.#isListening) {
        this.#isListening = true;
        this.register(migrations.onDidChange(() => this.#changed.fire()));
      }
      return migrations.lensesOf(document);
    });
  }
}
