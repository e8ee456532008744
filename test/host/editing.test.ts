import * as vscode from 'vscode';
import {
  ok,
  open,
  problems,
  replace,
  ruleOf,
  tidyUp,
  waitFor,
  waitForProblems,
  write,
  writeAndOpen,
} from './support.ts';
import { BICEP_WITH_SECRET, LOGIN_WITH_OIDC, LOGIN_WITH_SECRET } from './texts.ts';

const SECRET = 'creds: ${{ secrets.AZURE_CREDENTIALS }}';

describe('editing', () => {
  afterEach(tidyUp);

  it('follows the text', async () => {
    const document = await writeAndOpen('.github/workflows/edit.yml', LOGIN_WITH_SECRET);
    await waitForProblems(document.uri, ['client-secret@13']);
    await replace(document, 'name: Deploy\n', 'name: Deploy\n# a comment\n');
    await waitForProblems(document.uri, ['client-secret@14']);
    await replace(document, SECRET, 'client-id: x\n          tenant-id: y');
    await waitForProblems(document.uri, ['oidc-permission@12']);
  });

  it('waits for the end of typing', async () => {
    const settings = vscode.workspace.getConfiguration('keyless');
    await settings.update('lint.debounce', 400, vscode.ConfigurationTarget.Workspace);
    const document = await writeAndOpen('.github/workflows/fast.yml', LOGIN_WITH_OIDC);
    await waitForProblems(document.uri, []);
    let changes = 0;
    const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString())) changes += 1;
    });
    try {
      await replace(document, 'name: Deploy\n', 'name: Deploy\nenv:\n  ARM_CLIENT_SECRET: ${{ secrets.TYPED_0 }}\n');
      for (let i = 0; i < 8; i++) await replace(document, `TYPED_${i}`, `TYPED_${i + 1}`);
      await waitFor('the problem of the last text', () => problems(document.uri)[0]?.message.includes('TYPED_8'));
    } finally {
      subscription.dispose();
      await settings.update('lint.debounce', undefined, vscode.ConfigurationTarget.Workspace);
    }
    ok(changes < 4, `nine changes of the text are not nine looks at it, but ${changes}`);
  });

  it('copes with a broken file, and shows what is right in it', async () => {
    const broken = BICEP_WITH_SECRET.replace("uniqueName: 'web'", "uniqueName: 'web\n  }}} ((");
    const document = await writeAndOpen(
      'infra/broken.bicep',
      `${broken}\n${BICEP_WITH_SECRET.replace('resource app', 'resource other')}`,
    );
    const problem = await waitForProblem(document.uri, 'client-secret');
    ok(problem.range.start.line > 10, 'the second resource is found behind the broken one');
  });

  it('lints an untitled document by the name it has', async () => {
    const uri = vscode.Uri.parse('untitled:/somewhere/main.bicep');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), BICEP_WITH_SECRET);
    await vscode.workspace.applyEdit(edit);
    await waitForProblems(uri, ['client-secret@6']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await waitForProblems(uri, []);
  });

  it('puts problems where the editor counts, with a byte order mark and with CRLF', async () => {
    const text = `\uFEFF${LOGIN_WITH_SECRET.replaceAll('\n', '\r\n')}`;
    const uri = await write('.github/workflows/crlf.yml', text);
    const document = await open(uri);
    const [problem] = await waitForProblems(document.uri, ['client-secret@13']);
    ok(problem && SECRET.includes(document.getText(problem.range)), 'the range is inside the entry');
  });

  it('keeps up in a file of 5,000 lines', async () => {
    const filler = Array.from(
      { length: 1250 },
      (_, i) => `param p${i} string = 'x'\nvar v${i} = {\n  a: p${i}\n}\n`,
    ).join('');
    const document = await writeAndOpen('infra/large.bicep', `${filler}${BICEP_WITH_SECRET}`);
    await waitForProblems(document.uri, ['client-secret@5006']);
    await replace(document, "displayName: 'Web'", "displayName: 'Web'\n  tags: []");
    await waitForProblems(document.uri, ['client-secret@5007']);
  });

  it('forgets a file of another folder when it is closed', async () => {
    const uri = vscode.Uri.parse('untitled:/elsewhere/.github/workflows/loose.yml');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), LOGIN_WITH_SECRET);
    await vscode.workspace.applyEdit(edit);
    await waitForProblems(uri, ['client-secret@13']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await waitForProblems(uri, []);
  });
});

async function waitForProblem(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return waitFor(rule, () => problems(uri).find((problem) => ruleOf(problem) === rule));
}
