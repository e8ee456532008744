import * as vscode from 'vscode';
import type { ChangedFile } from '../../../migrate/edits.ts';
import { Disposable } from '../../infrastructure/disposable.ts';

const SCHEME = 'keyless-plan-preview';
/** Older ones are forgotten: their editors have long been closed. */
const MAX_KEPT = 50;

/** Read-only documents that show what a step would change. They are kept in memory only: files may hold secrets. */
export class Previews extends Disposable {
  readonly #texts = new Map<string, string>();

  constructor() {
    super();
    this.register(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
    );
  }

  /** Each file beside what becomes of it. */
  async showFiles(title: string, files: readonly ChangedFile[]): Promise<void> {
    const pairs = files.map(({ uri, path, after }) => {
      const before = vscode.Uri.parse(uri);
      return [before, before, this.#keep(path, after)] as const;
    });
    const [only, ...more] = pairs;
    if (only && more.length === 0) {
      await vscode.commands.executeCommand('vscode.diff', only[0], only[2], title, { preview: true });
      return;
    }
    await vscode.commands.executeCommand('vscode.changes', title, pairs);
  }

  async showText(name: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#keep(name, text));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  #keep(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}`, query: crypto.randomUUID() });
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MAX_KEPT && oldest !== undefined) this.#texts.delete(oldest);
    return uri;
  }
}
