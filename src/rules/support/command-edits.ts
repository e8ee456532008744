import type { Script } from '../../model/script.ts';
import type { ScriptCommand, ScriptOption } from '../../syntax/script/index.ts';
import type { Range } from '../../text/range.ts';
import { deletion, insertion, type TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from './edits.ts';

/** Takes a part of a command out with the gap before it, a continued line's end included. `part` is the script's. */
export function removePart(script: Script, part: Range): TextEdit {
  return deletion(script.rangeOf({ start: startOfGap(script.body.raw, part.start), end: part.end }));
}

/** Writes `text`, words without quotes, in the place of a part of a command. */
export function replacePart(script: Script, part: Range, text: string): TextEdit {
  return { range: script.rangeOf(part), newText: text };
}

/** Adds words behind a part of a command. */
export function addBehind(script: Script, part: Range, text: string): TextEdit {
  return insertion(script.rangeOf(part).end, ` ${text}`);
}

/** The first option's place takes the text, the others go. */
export function replaceOptions(script: Script, options: readonly ScriptOption[], text: string): readonly TextEdit[] {
  const [first, ...others] = options;
  if (!first) return [];
  return [replacePart(script, first.range, text), ...others.map(({ range }) => removePart(script, range))];
}

/** The words of a command from the program to the last one: what an edit of the whole command replaces. */
export function wholeCommand(command: ScriptCommand): Range {
  const start = command.words[0]?.range.start ?? command.range.start;
  return { start, end: command.words.at(-1)?.range.end ?? command.range.end };
}

/** Blanks, and ends of lines that the sign before them continues: backslash, backtick, caret. */
const GAP = /(?:[ \t]|[\\`^][ \t]*\r?\n)+$/;

/** Gaps are short; the bound keeps the search for where one begins cheap. */
const MAX_GAP = 200;

function startOfGap(text: string, end: number): number {
  const from = Math.max(0, end - MAX_GAP);
  const gap = GAP.exec(text.slice(from, end));
  return gap ? from + gap.index : end;
}

/**
 * The fixes of a finding in a script; none where one is not possible or changes nothing, nor in the build of an image:
 * no session of an identity is to be had there.
 */
export function scriptFixes(script: Script, fix: ScriptFix | undefined): readonly Fix[] {
  if (script.document.kind === 'dockerfile') return [];
  const edits = fix && editsOf(script.document.uri, fix.edits);
  if (!fix || !edits) return [];
  return [{ title: fix.title, safety: 'needs-review', edits, followUps: fix.followUps }];
}

export interface ScriptFix {
  readonly title: string;
  readonly edits: readonly TextEdit[] | undefined;
  readonly followUps: readonly string[];
}

/** Takes exactly this out. `part` is the script's. */
export function removeText(script: Script, part: Range): TextEdit {
  return deletion(script.rangeOf(part));
}
