import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

const SCHEME = 'keyless-identity';

/** Identities as read-only JSON documents that follow the inventory. */
export class IdentityDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  readonly #session: TenantSession;
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(session: TenantSession) {
    super();
    this.#session = session;
    this.register(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.register(
      session.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const identity = this.#session.source?.identity(uri.query);
    if (!identity) return `// ${vscode.l10n.t('This identity is not in the inventory that is open.')}\n`;
    return `${JSON.stringify(identity, undefined, 2)}\n`;
  }

  async show(identity: Identity): Promise<void> {
    const name = identity.displayName.replaceAll(/[/\\?#]+/g, '-');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.json`, query: identity.clientId });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'jsonc');
    await vscode.window.showTextDocument(document, { preview: true });
  }
}
