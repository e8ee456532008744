import * as vscode from 'vscode';

/** What a test of the whole editor needs: files, what is shown about them, and patience for what takes its time. */

const POLL_MILLISECONDS = 20;
const PATIENCE_MILLISECONDS = 10_000;

export const EXTENSION_ID = 'keyless.keyless';

/** Asks again and again until there is an answer. @throws Error with the last state where there is none */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(POLL_MILLISECONDS);
  }
  throw new Error(`Waited in vain for ${what}.`);
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [a, b] = [JSON.stringify(actual, undefined, 2), JSON.stringify(expected, undefined, 2)];
  if (a !== b) throw new Error(`The ${what} is\n${a}\nand should be\n${b}`);
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Not so: ${what}.`);
}

export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  ok(first, 'a folder is open');
  return first.uri;
}

export function inFolder(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

/** Writes a file that goes away with the test. */
export async function write(path: string, text: string | Uint8Array): Promise<vscode.Uri> {
  const uri = inFolder(path);
  written.add(uri.toString());
  await vscode.workspace.fs.writeFile(uri, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return uri;
}

export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

export async function writeAndOpen(path: string, text: string): Promise<vscode.TextDocument> {
  return open(await write(path, text));
}

/** What the tests are about; other rules may have something to say about their files, today or tomorrow. */
const RULES_UNDER_TEST = new Set([
  'client-secret',
  'configuration-error',
  'invalid-suppression',
  'oidc-permission',
  'skipped-file',
  'unused-suppression',
]);

/** What Keyless shows about a file, as `rule-id@line`, lines from 1, sorted by place. */
export function shown(uri: vscode.Uri): readonly string[] {
  return problems(uri).map((problem) => `${ruleOf(problem)}@${problem.range.start.line + 1}`);
}

export function problems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((problem) => problem.source === 'keyless' && RULES_UNDER_TEST.has(ruleOf(problem)))
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Waits until exactly these problems are shown. */
export async function waitForProblems(
  uri: vscode.Uri,
  expected: readonly string[],
): Promise<readonly vscode.Diagnostic[]> {
  try {
    return await waitFor('problems', () => JSON.stringify(shown(uri)) === JSON.stringify(expected) && problems(uri));
  } catch {
    throw new Error(`${uri.path} shows ${JSON.stringify(shown(uri))} and should show ${JSON.stringify(expected)}.`);
  }
}

export async function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
    50,
  );
  return actions;
}

/** Applies an action as the editor does: the edit first, then the command. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  ok(action.edit, `"${action.title}" has an edit`);
  ok(await vscode.workspace.applyEdit(action.edit), 'the edit was applied');
}

/** Replaces a text of a document that occurs once. */
export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  ok(start >= 0, `the document holds "${before}"`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, after);
  ok(await vscode.workspace.applyEdit(edit), 'the edit was applied');
}

const written = new Set<string>();

/** Leaves nothing for the next test: no editor, no file, no setting. */
export async function tidyUp(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const uri of written) {
    try {
      await vscode.workspace.fs.delete(vscode.Uri.parse(uri), { useTrash: false });
    } catch {
      // The test took it away itself.
    }
  }
  written.clear();
}
