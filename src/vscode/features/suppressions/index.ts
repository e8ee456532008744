import * as vscode from 'vscode';
import type { Finding } from '../../../rules/finding.ts';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { toWorkspaceEdit } from '../../infrastructure/edits.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { DOCUMENTS } from '../../infrastructure/linting/linted-files.ts';
import { findDiagnostic, findingsAt } from '../../infrastructure/positions.ts';
import { input } from '../../infrastructure/prompts.ts';

const IGNORE = 'keyless.ignoreFinding';

type Scope = 'line' | 'file';

/** "Ignore here": a comment that hides a finding, with the reason that it must give. */
export function activateSuppressions(session: LintSession, commands: Commands): Disposable {
  const feature = new Disposable();
  feature.register(
    vscode.languages.registerCodeActionsProvider(
      DOCUMENTS,
      { provideCodeActions: (document, range, context) => ignoreActions(session, document, range, context) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  commands.add(IGNORE, vscode.l10n.t('Ignore Finding'), (uri: vscode.Uri, identity: string, scope: Scope) =>
    ignoreFinding(session, uri, identity, scope),
  );
  return feature;
}

async function ignoreActions(
  session: LintSession,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
  const file = await session.findingsForActions(document, context);
  if (!file) return [];
  const { ENGINE_RULES, findingIdentity } = await session.engine();
  return findingsAt(file, range)
    .filter(({ ruleId }) => !ENGINE_RULES.some(({ id }) => id === ruleId))
    .flatMap((finding) => {
      const titles: Readonly<Record<Scope, string>> = {
        line: vscode.l10n.t('Ignore {0} here...', finding.ruleId),
        file: vscode.l10n.t('Ignore {0} in this file...', finding.ruleId),
      };
      return (['line', 'file'] as const).map((scope) => {
        const action = new vscode.CodeAction(titles[scope], vscode.CodeActionKind.QuickFix);
        action.diagnostics = findDiagnostic(context.diagnostics, file, finding);
        const identity = findingIdentity(finding);
        action.command = { command: IGNORE, title: titles[scope], arguments: [document.uri, identity, scope] };
        return action;
      });
    });
}

/** @throws OperationError where the finding is gone or its place takes no comment */
async function ignoreFinding(session: LintSession, uri: vscode.Uri, identity: string, scope: Scope): Promise<void> {
  const { finding: asked } = await find(session, uri, identity);
  const reason = await input({
    title: vscode.l10n.t('Ignore {0}', asked.ruleId),
    prompt: vscode.l10n.t('Why is this acceptable? The reason stands in the comment, for whoever reads the file next.'),
    placeHolder: vscode.l10n.t('Rotated by the platform team until the migration in March'),
    validateInput: (value) =>
      value.trim() === '' ? vscode.l10n.t('A suppression without a reason has no effect.') : undefined,
  });
  // The document may have been edited while the box was open.
  const { file, finding } = await find(session, uri, identity);
  const folder = await session.folderOf(uri);
  const { suppressionEdit } = await session.engine();
  const document = folder.get(uri.toString());
  const edits = document ? suppressionEdit(document, finding, reason, { scope }) : [];
  if (edits.length === 0) {
    throw new OperationError(
      vscode.l10n.t('No comment can stand here. Ignore {0} for this file in keyless.yaml instead.', finding.ruleId),
    );
  }
  await vscode.workspace.applyEdit(toWorkspaceEdit(file, [{ uri: uri.toString(), edits }], asked.ruleId));
}

async function find(session: LintSession, uri: vscode.Uri, identity: string) {
  const { findingIdentity } = await session.engine();
  const file = await session.lintDocument(await vscode.workspace.openTextDocument(uri));
  const finding = file?.findings.find((each: Finding) => findingIdentity(each) === identity);
  if (!file || !finding) {
    throw new OperationError(vscode.l10n.t('The problem is no longer there, so there is nothing to ignore.'));
  }
  return { file, finding };
}
