import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { findingsAt } from '../../infrastructure/positions.ts';
import { pick } from '../../infrastructure/prompts.ts';
import { EXPLAIN_RULE, RULE_PAGE_SCHEME, rulePage } from '../../infrastructure/rule-links.ts';

const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The pages that explain the rules, shipped with the extension. */
export function activateRulePages(extensionUri: vscode.Uri, session: LintSession, commands: Commands): Disposable {
  const feature = new Disposable();
  feature.register(
    vscode.workspace.registerTextDocumentContentProvider(RULE_PAGE_SCHEME, {
      provideTextDocumentContent: (uri) => readPage(extensionUri, uri),
    }),
  );
  commands.add(EXPLAIN_RULE, vscode.l10n.t('Explain Rule'), async (subject?: unknown) => {
    await openPage(ruleIdOf(subject) ?? ruleAtCursor(session) ?? (await pickRule(session)));
  });
  return feature;
}

/** @throws OperationError where there is no such page */
async function readPage(extensionUri: vscode.Uri, uri: vscode.Uri): Promise<string> {
  const id = uri.path.replace(/^\//, '').replace(/\.md$/, '');
  // The name comes from a link, and must not lead anywhere else.
  if (!RULE_ID.test(id)) throw new OperationError(vscode.l10n.t('There is no rule "{0}".', id));
  const page = vscode.Uri.joinPath(extensionUri, 'dist', 'rules', `${id}.md`);
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
  } catch (cause) {
    throw new OperationError(vscode.l10n.t('There is no page for the rule "{0}".', id), { cause });
  }
}

async function openPage(ruleId: string): Promise<void> {
  const uri = rulePage(ruleId);
  // Reading it first makes a missing page an error message here instead of an empty preview.
  await vscode.workspace.openTextDocument(uri);
  await vscode.commands.executeCommand('vscode.open', uri);
}

/** A rule id, from a link, or what the tree of findings passes: something with a `ruleId`. */
function ruleIdOf(subject: unknown): string | undefined {
  if (typeof subject === 'string') return subject;
  if (typeof subject !== 'object' || subject === null || !('ruleId' in subject)) return undefined;
  return typeof subject.ruleId === 'string' ? subject.ruleId : undefined;
}

function ruleAtCursor(session: LintSession): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const file = editor && session.store.get(editor.document.uri);
  return file && findingsAt(file, editor.selection)[0]?.ruleId;
}

async function pickRule(session: LintSession): Promise<string> {
  const { RULES, ENGINE_RULES } = await session.engine();
  const items = [...RULES, ...ENGINE_RULES].map(({ id, title }) => ({ label: id, detail: title }));
  const { label } = await pick(items, {
    title: vscode.l10n.t('Explain Rule'),
    placeHolder: vscode.l10n.t('Which rule?'),
  });
  return label;
}
