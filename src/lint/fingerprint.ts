import type { SourceDocument } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import { sha256 } from './sha256.ts';

/**
 * A name for each finding of one file that survives moved lines: rule, message, the key of its line, the lines it is
 * nested in, and its number among those that agree in all this. Values never go in: even a hash of a weak secret can
 * be guessed.
 * @returns 32 hex digits per finding, in the order given
 */
export function fingerprints(document: SourceDocument, findings: readonly Finding[]): readonly string[] {
  const occurrences = new Map<string, number>();
  return findings.map((finding) => {
    const context = [finding.ruleId, finding.messageId, ...lineContext(document, finding)].join('\n');
    const occurrence = occurrences.get(context) ?? 0;
    occurrences.set(context, occurrence + 1);
    return sha256(`${context}\n${occurrence}`).slice(0, 32);
  });
}

const MAX_ANCESTORS = 8;

/** The key of the finding's line, then what opens the blocks around it, from the inside out. */
function lineContext(document: SourceDocument, finding: Finding): string[] {
  const first = document.source.positionAt(finding.range.start).line;
  const own = lineText(document, first);
  const context = [keyOf(own)];
  let indentation = indentationOf(own);
  for (let line = first - 1; line >= 0 && indentation > 0 && context.length <= MAX_ANCESTORS; line--) {
    const text = lineText(document, line);
    if (text.trim() === '' || indentationOf(text) >= indentation) continue;
    indentation = indentationOf(text);
    context.push(headOf(text));
  }
  return context;
}

/** A line that only opens a block holds names, no value, and is kept whole; of any other only the key is. */
function headOf(line: string): string {
  const code = line.replace(/\s+(?:#|\/\/).*$/, '').trim();
  return /[{[(:]$/.test(code) ? code.replace(/\s+/g, ' ') : keyOf(line);
}

/** The name a line begins with where a value follows it: `password` of `password: 'x'`; empty for plain text. */
function keyOf(line: string): string {
  return /^[\s\-{[]*["']?([A-Za-z_][\w.-]*)["']?\s*(?:[:={(]|\s["'])/.exec(line)?.[1] ?? '';
}

function indentationOf(text: string): number {
  return /^[\s\uFEFF]*/.exec(text)?.[0].length ?? 0;
}

function lineText(document: SourceDocument, line: number): string {
  return document.source.slice(document.source.lineRange(line));
}
