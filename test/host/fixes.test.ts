import * as vscode from 'vscode';
import { apply, codeActions, equal, ok, tidyUp, waitFor, waitForProblems, write, writeAndOpen } from './support.ts';
import { LOGIN_WITH_OIDC, LOGIN_WITH_SECRET, UNUSED_SUPPRESSION, WITHOUT_SUPPRESSION } from './texts.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('keyless');

describe('fixes', () => {
  afterEach(tidyUp);

  it('replaces a secret by OIDC', async () => {
    const document = await writeAndOpen('.github/workflows/fix.yml', LOGIN_WITH_SECRET);
    const [problem] = await waitForProblems(document.uri, ['client-secret@13']);
    ok(problem, 'there is a problem');
    const fix = (await codeActions(document, problem.range)).find(({ title }) => title.includes('OIDC'));
    ok(fix, 'there is a fix');
    equal(fix.isPreferred, true, 'preference');
    equal(fix.command?.command, 'keyless.showFollowUps', 'command that follows');
    await apply(fix);
    equal(document.getText(), LOGIN_WITH_OIDC, 'text');
    await waitForProblems(document.uri, []);
  });

  it('offers nothing where there is no problem', async () => {
    const document = await writeAndOpen('.github/workflows/fix.yml', LOGIN_WITH_SECRET);
    await waitForProblems(document.uri, ['client-secret@13']);
    const mine = (await codeActions(document, new vscode.Range(0, 0, 0, 0))).filter(({ title }) =>
      /Ignore|OIDC/.test(title),
    );
    equal(mine, [], 'actions');
  });

  it('fixes all that is safe in one go, and nothing else', async () => {
    const document = await writeAndOpen(
      '.github/workflows/all.yml',
      `${UNUSED_SUPPRESSION}      - uses: azure/login@v2\n        with:\n          creds: \${{ secrets.AZURE_CREDENTIALS }}\n`,
    );
    await waitForProblems(document.uri, ['unused-suppression@1', 'client-secret@11']);
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const [fixAll] = await codeActions(document, range, FIX_ALL);
    ok(fixAll, 'there is a fix-all');
    await apply(fixAll);
    ok(document.getText().startsWith('name: Build'), 'the suppression is gone');
    ok(document.getText().includes('creds:'), 'the fix that needs a review was left alone');
    await waitForProblems(document.uri, ['client-secret@10']);
    equal(await codeActions(document, range, FIX_ALL), [], 'what is left to fix');
  });

  it('fixes the active file by command', async () => {
    const document = await writeAndOpen('.github/workflows/command.yml', UNUSED_SUPPRESSION);
    await waitForProblems(document.uri, ['unused-suppression@1']);
    await vscode.commands.executeCommand('keyless.fixFile');
    await waitFor('the fixed text', () => document.getText() === WITHOUT_SUPPRESSION);
  });

  it('fixes on save, where a setting says so', async () => {
    const setting = vscode.workspace.getConfiguration('editor');
    await setting.update(
      'codeActionsOnSave',
      { 'source.fixAll.keyless': 'explicit' },
      vscode.ConfigurationTarget.Global,
    );
    try {
      const document = await writeAndOpen('.github/workflows/save.yml', UNUSED_SUPPRESSION);
      await waitForProblems(document.uri, ['unused-suppression@1']);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount, 0), '      - run: npm run build\n');
      await vscode.workspace.applyEdit(edit);
      await document.save();
      equal(document.getText(), `${WITHOUT_SUPPRESSION}      - run: npm run build\n`, 'text');
    } finally {
      await setting.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('offers to ignore a problem, and takes the comment at its word', async () => {
    const document = await writeAndOpen('.github/workflows/ignore.yml', LOGIN_WITH_SECRET);
    const [problem] = await waitForProblems(document.uri, ['client-secret@13']);
    ok(problem, 'there is a problem');
    const titles = (await codeActions(document, problem.range)).map(({ title }) => title);
    ok(titles.includes('Ignore client-secret here...'), 'the finding can be ignored');
    ok(titles.includes('Ignore client-secret in this file...'), 'the file can be ignored');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(problem.range.start.line, 0),
      '          # keyless: ignore[client-secret] until the migration\n',
    );
    await vscode.workspace.applyEdit(edit);
    await waitForProblems(document.uri, []);
  });

  it('explains a finding where the pointer rests on it', async () => {
    const document = await writeAndOpen('.github/workflows/hover.yml', LOGIN_WITH_SECRET);
    const [problem] = await waitForProblems(document.uri, ['client-secret@13']);
    ok(problem, 'there is a problem');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      problem.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
      .join('\n');
    ok(text.includes('CWE-522'), 'the hover names the weakness');
    ok(text.includes('command:keyless.explainRule'), 'the hover links the page');
  });

  it('opens the page of a rule offline', async () => {
    await vscode.commands.executeCommand('keyless.explainRule', 'client-secret');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('keyless-rule:/client-secret.md'));
    ok(document.getText().startsWith('# '), 'the page has a title');
    await waitFor('the preview', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('client-secret'),
    );
  });

  it('fixes files that are not open', async () => {
    const uri = await write('.github/workflows/unopened.yml', UNUSED_SUPPRESSION);
    await vscode.commands.executeCommand('keyless.lintWorkspace');
    await waitForProblems(uri, ['unused-suppression@1']);
  });
});
