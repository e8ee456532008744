import * as vscode from 'vscode';
import type { RequestPreview } from '../../../migrate/execute/preview.ts';
import { Disposable } from '../../infrastructure/disposable.ts';

const SCHEME = 'keyless-request';

/** The request that is asked about, in full, as a read-only document. */
export class RequestDocuments extends Disposable {
  readonly #texts = new Map<string, string>();

  constructor() {
    super();
    this.register(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
    );
    this.register(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())));
  }

  async show({ service, method, path, body }: RequestPreview): Promise<void> {
    const name = `${vscode.l10n.t('Request')}.json`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: crypto.randomUUID() });
    this.#texts.set(uri.toString(), `${JSON.stringify({ service, method, path, body }, undefined, 2)}\n`);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }
}
