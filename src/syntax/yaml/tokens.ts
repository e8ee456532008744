import type { CST } from 'yaml';

/** A piece of the text. */
export interface Leaf {
  readonly type: CST.Token['type'];
  readonly offset: number;
  readonly source: string;
}

type Part = CST.Token | CST.CollectionItem;

/** The pieces of the text under these tokens, in order. Walked without recursion. */
export function leavesOf(tokens: readonly CST.Token[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const open: Part[] = [...tokens];
  for (let part = open.pop(); part; part = open.pop()) {
    if ('type' in part && 'source' in part) {
      if (part.type === 'block-scalar') {
        pushAll(open, part.props);
        leaves.push({ type: part.type, offset: scriptOffset(part), source: part.source });
      } else leaves.push(part);
    }
    if ('start' in part) pushAll(open, Array.isArray(part.start) ? part.start : [part.start]);
    if ('items' in part) pushAll(open, part.items);
    if ('sep' in part) pushAll(open, part.sep);
    if ('key' in part && part.key) open.push(part.key);
    if ('value' in part && part.value) open.push(part.value);
    if ('end' in part) pushAll(open, part.end);
  }
  return leaves.sort((a, b) => a.offset - b.offset);
}

/** Where the lines of a block scalar start: behind its header line. */
export function scriptOffset({ offset, props }: CST.BlockScalar): number {
  return props.reduce((at, prop) => at + ('source' in prop ? prop.source.length : 0), offset);
}

/** The length without the blanks and line endings at the end. YAML knows no other white space. */
export function endOfText(text: string): number {
  let end = text.length;
  while (end > 0 && BLANK.includes(text[end - 1] ?? '')) end -= 1;
  return end;
}

const BLANK = ' \t\r\n';

function pushAll(stack: Part[], parts: readonly Part[] | undefined): void {
  for (const part of parts ?? []) stack.push(part);
}
