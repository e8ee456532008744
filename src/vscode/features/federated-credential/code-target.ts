import * as vscode from 'vscode';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import { pick } from '../../infrastructure/prompts.ts';

export interface Code {
  /** Of an editor that shows it. */
  readonly language: string;
  /** Of files that it can be inserted into; undefined for a command. */
  readonly extension: 'bicep' | 'tf' | undefined;
  readonly text: string;
  /** What stands for the identity, which the code cannot tell. */
  readonly gap: string;
  /** Finds the declarations of identities in such a file, with the symbol as its first group. */
  readonly declaration: RegExp;
}

type Way = { readonly to: 'clipboard' | 'editor' | 'terminal' } | { readonly to: 'file'; readonly uri: vscode.Uri };

/** More files are no choice. */
const MAX_FILES = 30;

/** Puts code where a person wants it. What is inserted is shown and left unsaved. */
export async function deliverCode(session: FederationSession, code: Code): Promise<void> {
  const way = await chooseWay(session, code);
  switch (way.to) {
    case 'clipboard':
      await vscode.env.clipboard.writeText(code.text);
      void vscode.window.showInformationMessage(vscode.l10n.t('The federated credential is in the clipboard.'));
      return;
    case 'editor': {
      const document = await vscode.workspace.openTextDocument({ language: code.language, content: `${code.text}\n` });
      await vscode.window.showTextDocument(document);
      return;
    }
    case 'terminal': {
      const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
      terminal.show();
      terminal.sendText(code.text, false);
      return;
    }
    case 'file':
      await append(way.uri, code);
  }
}

async function chooseWay(session: FederationSession, code: Code): Promise<Way> {
  const { extension, text } = code;
  const { t } = vscode.l10n;
  const [firstLine = ''] = text.split('\n', 1);
  const items: (vscode.QuickPickItem & { readonly way: Way })[] = [
    { label: t('$(copy) Copy'), way: { to: 'clipboard' } },
    { label: t('$(new-file) Open in a new editor'), way: { to: 'editor' } },
    ...(extension === undefined
      ? [
          {
            label: t('$(terminal) Type into the terminal'),
            detail: t('It is not run before you press Enter.'),
            way: { to: 'terminal' as const },
          },
        ]
      : (await filesFor(session, extension, code)).map(({ uri, path }) => ({
          label: t('$(insert) Insert into {0}', path),
          way: { to: 'file' as const, uri },
        }))),
  ];
  const { way } = await pick(items, { title: t('Federated Credential'), placeHolder: firstLine });
  return way;
}

/** Files that declare such identities first. */
async function filesFor(
  session: FederationSession,
  extension: string,
  { declaration }: Code,
): Promise<readonly { readonly uri: vscode.Uri; readonly path: string }[]> {
  const documents = (await session.documents()).filter(({ path }) => path.endsWith(`.${extension}`));
  const rank = (text: string) => {
    if (symbolsIn(text, declaration).length > 0) return 0;
    return /federated_?identity_?credential/iu.test(text) ? 1 : 2;
  };
  return documents
    .map(({ uri, path, source }) => ({ uri: vscode.Uri.parse(uri), path, rank: rank(source.text) }))
    .sort((a, b) => a.rank - b.rank || a.path.localeCompare(b.path, 'en'))
    .slice(0, MAX_FILES);
}

function symbolsIn(text: string, declaration: RegExp): readonly string[] {
  return Array.from(text.matchAll(declaration), ([, symbol]) => symbol ?? '');
}

/** At the end of a file. The only identity that the file declares fills the gap; else the gap is selected. */
async function append(uri: vscode.Uri, { text, gap, declaration }: Code): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const [symbol, ...more] = symbolsIn(document.getText(), declaration);
  const filled = symbol !== undefined && more.length === 0 ? text.replace(gap, symbol) : text;
  const newline = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const inserted = filled.replaceAll('\n', newline);
  const end = document.lineAt(document.lineCount - 1).range.end;
  const isBlank = document.getText().trim() === '';
  const blank = isBlank ? '' : end.character === 0 ? newline : newline + newline;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, end, blank + inserted + newline);
  const start = document.offsetAt(end) + blank.length;
  await vscode.workspace.applyEdit(edit);
  const gapAt = inserted.indexOf(gap);
  const [from, length] = gapAt < 0 ? [0, inserted.length] : [gapAt, gap.length];
  const selection = new vscode.Range(document.positionAt(start + from), document.positionAt(start + from + length));
  await vscode.window.showTextDocument(document, { selection });
}
