import type { DocumentKind, SourceDocument } from '../model/document.ts';
import { commentsOf, syntaxErrorsOf } from '../model/model.ts';
import type { Finding } from '../rules/finding.ts';
import { SourceText } from '../text/source-text.ts';
import { applyEdits, insertion, type TextEdit } from '../text/text-edit.ts';
import { commentOnlyLines, firstLineOfText, suppressedLines } from './suppressed-lines.ts';

export interface SuppressionEditOptions {
  /** `line` hides this finding, `file` all of its rule in the file. */
  readonly scope?: 'line' | 'file';
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** How far above a finding a place for the comment is looked for: a text may begin many lines before. */
const MAX_LINES_UP = 100;

/**
 * The edit that suppresses a finding by a comment in the language of its file.
 * @returns no edit where no comment can be put that would hide it
 * @throws RangeError where the reason is empty: a suppression without one has no effect
 */
export function suppressionEdit(
  document: SourceDocument,
  finding: Pick<Finding, 'ruleId' | 'range'>,
  reason: string,
  options: SuppressionEditOptions = {},
): readonly TextEdit[] {
  const why = reason.replace(/\s+/g, ' ').replaceAll('*/', '').trim();
  if (why === '') throw new RangeError('A suppression needs a reason.');
  const until = options.until === undefined ? '' : `until=${options.until} `;
  const keyword = options.scope === 'file' ? 'ignore-file' : 'ignore';
  const comment = `${commentDelimiter(document.kind)} keyless: ${keyword}[${finding.ruleId}] ${until}${why}`;
  if (options.scope === 'file') return [insertAbove(document, 0, comment, '')];

  const line = document.source.positionAt(finding.range.start).line;
  const start = firstLineOfText(document, line);
  for (let at = start; at >= Math.max(0, start - MAX_LINES_UP); at--) {
    const indentation = document.source.indentationAt(document.source.lineRange(at).start);
    const edit = insertAbove(document, at, comment, indentation);
    if (hides(document, edit, line)) return [edit];
  }
  return [];
}

function commentDelimiter(kind: DocumentKind): '//' | '#' {
  return kind === 'bicep' || kind === 'bicepparam' || kind.startsWith('arm-') ? '//' : '#';
}

function insertAbove({ source }: SourceDocument, line: number, comment: string, indentation: string): TextEdit {
  const { start } = source.lineRange(line);
  const offset = start === 0 && source.text.startsWith('\uFEFF') ? 1 : start;
  return insertion(offset, `${indentation}${comment}${source.lineEnding}`);
}

/** Whether the inserted text is a comment there, breaks nothing, and speaks for the finding's line. */
function hides(document: SourceDocument, edit: TextEdit, line: number): boolean {
  const edited: SourceDocument = { ...document, source: new SourceText(applyEdits(document.source.text, [edit])) };
  const comments = commentsOf(edited);
  const end = edit.range.start + edit.newText.length;
  const comment = comments.find((range) => range.start >= edit.range.start && range.end <= end);
  if (!comment || syntaxErrorsOf(edited).length > syntaxErrorsOf(document).length) return false;
  const lines = suppressedLines(edited, comment, commentOnlyLines(edited, comments));
  return lines.first <= line + 1 && line + 1 <= lines.last;
}
