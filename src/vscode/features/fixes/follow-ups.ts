import * as vscode from 'vscode';
import { type Fix, inShort } from '../../../rules/finding.ts';
import { applyEdits } from '../../../text/text-edit.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';

export const SHOW_FOLLOW_UPS = 'keyless.showFollowUps';

/** More fixes than a menu has. */
const MAX_REMEMBERED = 32;

interface OfferedFix {
  readonly file: FileFindings;
  readonly fix: Fix;
}

/**
 * The fixes that the editor may be about to apply. It runs a fix's command after the fix's edit, but drops the
 * command's arguments as soon as the edit makes it ask for new fixes. So the command has no arguments, and which fix
 * was applied is told by the text it left.
 */
export class OfferedFixes {
  #fixes: readonly OfferedFix[] = [];

  remember(offered: OfferedFix): void {
    this.#fixes = [offered, ...this.#fixes.filter(({ fix }) => fix !== offered.fix)].slice(0, MAX_REMEMBERED);
  }

  /** The fix that was applied last; the one looked at last where the text was changed further, by formatting say. */
  applied(): Fix | undefined {
    return (this.#fixes.find(isApplied) ?? this.#fixes[0])?.fix;
  }
}

function isApplied({ file, fix }: OfferedFix): boolean {
  const uri = file.uri.toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  const edits = fix.edits.filter((each) => each.uri === uri).flatMap((each) => each.edits);
  return document !== undefined && document.getText() === applyEdits(file.source.text, edits);
}

/** Tells what a person must still do after a fix, and hands it out as text or as a checklist to keep. */
export async function showFollowUps({ title, followUps }: Fix): Promise<void> {
  const [first, ...others] = followUps;
  if (first === undefined) return;
  const copy = vscode.l10n.t('Copy');
  const open = vscode.l10n.t('Open as Checklist');
  const rest = others.length === 0 ? '' : ` ${vscode.l10n.t('(and {0} more)', others.length)}`;
  const message = vscode.l10n.t('Still to do by hand: {0}{1}', inShort(first), rest);
  const chosen = await vscode.window.showInformationMessage(message, open, copy);
  const text = checklist(title, followUps);
  if (chosen === copy) await vscode.env.clipboard.writeText(text);
  if (chosen !== open) return;
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
}

function checklist(title: string, followUps: readonly string[]): string {
  return [`# ${title}`, '', ...followUps.map((followUp) => `- [ ] ${indented(followUp)}`), ''].join('\n');
}

/** Later paragraphs and code belong to the item where they stand below its text. */
function indented(followUp: string): string {
  return followUp.replaceAll(/\n(?=[^\n])/g, '\n  ');
}
