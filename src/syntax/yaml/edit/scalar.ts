import type { Range } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';
import type { TextEdit } from '../../../text/text-edit.ts';
import type { YamlScalar } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { type Edits, isInFlow } from './edits.ts';
import { columnOf } from './layout.ts';
import { renderBlockScalar, renderScalar } from './render.ts';

/** Replaces a scalar's text and keeps its quoting, or block style, where the text allows it. */
export function replaceScalar(file: YamlFile, scalar: YamlScalar, text: string): Edits {
  if (scalar.style === 'literal' || scalar.style === 'folded')
    return replaceBlockScalar(file, scalar, scalar.style, text);
  const written = renderScalar(text, isInFlow(scalar) ? 'flow' : 'block', scalar.style);
  // An anchor or tag of nothing: the text needs a blank behind it.
  const isBare = scalar.range.start === scalar.range.end && /\S/.test(file.source.text[scalar.range.start - 1] ?? ' ');
  return [{ range: scalar.range, newText: isBare ? ` ${written}` : written }];
}

function replaceBlockScalar(file: YamlFile, scalar: YamlScalar, style: 'literal' | 'folded', text: string): Edits {
  const { source } = file;
  const { range, contentRange } = scalar;
  const head = source.slice({ start: range.start, end: contentRange.start });
  const header = /^[|>][-+\d]*/.exec(head)?.[0] ?? '';
  const indent = /^(?:[ \t]*\r?\n)*( +)/.exec(source.slice(contentRange))?.[1];
  const holder = scalar.parent;
  const parentColumn = holder?.kind === 'pair' ? columnOf(source, holder.parent.range.start) : undefined;
  const step = parentColumn === undefined ? undefined : (indent ?? '').length - parentColumn;
  const rendered = indent && renderBlockScalar(text, style, indent, step, source.lineEnding);
  const keeps = (candidate: string): boolean => candidate.endsWith('+');
  // Blank lines behind the scalar are part of it only where it keeps them: that cannot be switched on from here.
  if (!rendered || (keeps(rendered.header) && !keeps(header))) return [{ range, newText: renderScalar(text, 'block') }];
  const end = keeps(rendered.header) ? contentRange.end : range.end;
  const body = keeps(rendered.header) ? rendered.body : rendered.body.slice(0, -source.lineEnding.length);
  const edits = [
    smallest(source, { start: range.start, end: range.start + header.length }, rendered.header),
    smallest(source, { start: contentRange.start, end }, body),
  ];
  return edits.filter((edit) => edit !== undefined);
}

/** The replacement without what both texts begin and end with; nothing where they are equal. */
function smallest(source: SourceText, range: Range, newText: string): TextEdit | undefined {
  const old = source.slice(range);
  const most = Math.min(old.length, newText.length);
  let start = 0;
  while (start < most && old[start] === newText[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === newText[newText.length - 1 - end]) end += 1;
  if (start === old.length && start === newText.length) return undefined;
  return {
    range: { start: range.start + start, end: range.end - end },
    newText: newText.slice(start, newText.length - end),
  };
}
