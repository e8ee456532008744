import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import { DOCUMENTS } from '../../infrastructure/linting/linted-files.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

const GUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i;

/** Whose an id is, where the pointer rests on it: name, credentials and their ends, roles, trust. */
export function activateIdentityHover(session: TenantSession): Disposable {
  const feature = new Disposable();
  feature.register(
    vscode.languages.registerHoverProvider(DOCUMENTS, {
      provideHover: async (document, position, token) => {
        const range = document.getWordRangeAtPosition(position, GUID);
        if (!range) return undefined;
        await session.restore();
        const { source, now } = session;
        if (!source || token.isCancellationRequested) return undefined;
        const id = document.getText(range);
        const identity = source.identity(id) ?? source.identityOfObject(id);
        const { identityMarkdown, tenantMarkdown } = await session.tenant();
        if (identity) return new vscode.Hover(identityMarkdown(identity, now), range);
        const markdown = tenantMarkdown(id, source);
        return markdown && new vscode.Hover(markdown, range);
      },
    }),
  );
  return feature;
}
