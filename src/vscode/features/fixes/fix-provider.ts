import * as vscode from 'vscode';
import type { Finding, Fix } from '../../../rules/finding.ts';
import { assertUnchanged, toWorkspaceEdit } from '../../infrastructure/edits.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { findDiagnostic, findingsAt } from '../../infrastructure/positions.ts';
import { safeFixesOf } from './fix-all.ts';
import { type OfferedFixes, SHOW_FOLLOW_UPS } from './follow-ups.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('keyless');

/** A fix in the menu of the editor. Its edit is made when it is chosen. */
class FixAction extends vscode.CodeAction {
  readonly file: FileFindings;
  readonly fix: Fix;

  constructor(file: FileFindings, finding: Finding, fix: Fix, diagnostics: readonly vscode.Diagnostic[]) {
    super(fix.title, vscode.CodeActionKind.QuickFix);
    this.file = file;
    this.fix = fix;
    this.diagnostics = findDiagnostic(diagnostics, file, finding);
    // Only where there is nothing to choose between.
    this.isPreferred = finding.fixes.length === 1;
    if (fix.followUps.length > 0) {
      this.command = { command: SHOW_FOLLOW_UPS, title: fix.title };
    }
  }
}

/** Offers the fixes of the findings at the cursor, and one action that applies all safe fixes of the file. */
export class FixProvider implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
  };
  readonly #session: LintSession;
  readonly #offered: OfferedFixes;
  readonly #boundary: ErrorBoundary;

  constructor(session: LintSession, offered: OfferedFixes, boundary: ErrorBoundary) {
    this.#session = session;
    this.#offered = offered;
    this.#boundary = boundary;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { only } = context;
    const wantsFixes = !only || only.contains(vscode.CodeActionKind.QuickFix);
    // Fix-all shows in its own menu and on save, which ask for it; beside quick fixes it would be noise.
    const wantsFixAll = only?.contains(FIX_ALL) ?? false;
    if (!wantsFixes && !wantsFixAll) return [];
    const file = await this.#session.findingsForActions(document, context);
    if (!file || token.isCancellationRequested) return [];
    const actions: vscode.CodeAction[] = [];
    if (wantsFixes) {
      for (const finding of findingsAt(file, range)) {
        actions.push(...finding.fixes.map((fix) => new FixAction(file, finding, fix, context.diagnostics)));
      }
    }
    if (wantsFixAll) {
      const edit = await safeFixesOf(this.#session, file, () => token.isCancellationRequested);
      if (edit.size > 0) {
        const action = new vscode.CodeAction(vscode.l10n.t('Fix all safe Keyless problems'), FIX_ALL);
        action.edit = edit;
        actions.push(action);
      }
    }
    return actions;
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof FixAction)) return action;
    await this.#boundary.run(action.title, async () => {
      await assertUnchanged(action.file.otherSources);
      action.edit = toWorkspaceEdit(action.file, action.fix.edits, action.title);
      this.#offered.remember(action);
    });
    return action;
  }
}
