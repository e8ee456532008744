import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Plan, Step } from '../plan.ts';
import { BOX, NOTES, parsePlan } from './parse.ts';
import { doneLine, NOTES_HEADING, outcomeLine, printHead, printPlan, standingText } from './print.ts';

/**
 * The edits that make the text of a plan say where its steps stand, and change nothing else: states and outcomes in the
 * head, check boxes, the lines that tell the last outcome, and how many steps are done.
 * @param text of the file, as somebody may have edited it
 * @throws PlanError where the text is no plan
 */
export function updateEdits(text: string, plan: Plan): readonly TextEdit[] {
  const before = new Map(parsePlan(text).steps.map((step) => [step.id, step]));
  const changed = plan.steps.filter((step) => {
    const old = before.get(step.id);
    return old !== undefined && (old.state !== step.state || !isSame(old.outcome, step.outcome));
  });
  if (changed.length === 0) return [];
  const after = new Map(changed.map((step) => [step.id, step]));
  const steps = [...before.values()].map((step) => after.get(step.id) ?? step);
  return [...headEdits(text, changed, { ...plan, steps }), ...bodyEdits(text, changed, doneLine(steps))];
}

/**
 * The text of a plan that was made anew, in place of one that is there: with the line endings of that and, from the
 * heading of the notes on, every byte of it.
 */
export function rewrittenPlan(text: string, plan: Plan): string {
  const newline = newlineOf(text);
  const printed = printPlan({ ...plan, notes: '' }).replaceAll('\n', newline);
  const notes = NOTES.exec(text);
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (!notes) return mark + printed;
  return mark + printed.slice(0, printed.lastIndexOf(NOTES_HEADING)) + text.slice(notes.index);
}

function isSame(a: Step['outcome'], b: Step['outcome']): boolean {
  return a?.at === b?.at && a?.text === b?.text && a?.requestId === b?.requestId;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

const HEAD = /^\uFEFF?---\r?\n([\s\S]*?\n)---\s*?$/mu;

/** In the head where it is written as Keyless writes it; else all of the head. */
function headEdits(text: string, changed: readonly Step[], plan: Plan): readonly TextEdit[] {
  const found = HEAD.exec(text);
  if (!found) return [];
  const [whole, head = ''] = found;
  const start = found.index + whole.indexOf(head, 3);
  const newline = newlineOf(text);
  const document = parseDocument(head, { logLevel: 'silent' });
  const items = document.get('steps');
  const edits: TextEdit[] = [];
  for (const step of changed) {
    const item = isSeq(items) ? items.items.find((each) => isMap(each) && each.get('id') === step.id) : undefined;
    const own = isMap(item) ? stepEdits(item, step, head, newline) : undefined;
    if (!own)
      return [{ range: { start, end: start + head.length }, newText: printHead(plan).replaceAll('\n', newline) }];
    edits.push(...own.map(({ range, newText }) => ({ range: shifted(range, start), newText })));
  }
  return edits;
}

function shifted({ start, end }: TextEdit['range'], by: number): TextEdit['range'] {
  return { start: start + by, end: end + by };
}

/** Undefined where the item is written in another way than line by line. */
function stepEdits(item: YAMLMap, step: Step, head: string, newline: string): readonly TextEdit[] | undefined {
  const state = rangeOf(pairOf(item, 'state')?.value);
  const last = item.items.at(-1);
  const key = rangeOf(last?.key);
  if (item.flow || !state || !key) return undefined;
  const edits: TextEdit[] = [];
  if (head.slice(state.start, state.end) !== step.state) edits.push({ range: state, newText: step.state });
  const indent = ' '.repeat(key.start - (head.lastIndexOf('\n', key.start - 1) + 1));
  const outcome = pairOf(item, 'outcome');
  const written =
    step.outcome === undefined
      ? ''
      : stringify({ outcome: step.outcome }, { lineWidth: 0 })
          .trimEnd()
          .split('\n')
          .map((line) => newline + indent + line)
          .join('');
  const place = outcome ? pairRange(outcome, head) : endOf(last, head);
  if (!place) return undefined;
  if (head.slice(place.start, place.end) !== written) edits.push({ range: place, newText: written });
  return edits;
}

function pairOf(item: YAMLMap, name: string): Pair | undefined {
  return item.items.find(({ key }) => isScalar(key) && key.value === name);
}

function rangeOf(node: unknown): TextEdit['range'] | undefined {
  const range = (node as { readonly range?: readonly number[] | null } | null | undefined)?.range;
  const [start, end] = range ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** A pair with the line break before it. */
function pairRange(pair: Pair, head: string): TextEdit['range'] | undefined {
  const key = rangeOf(pair.key);
  const end = endOf(pair, head)?.end;
  if (!key || end === undefined) return undefined;
  return { start: head.slice(0, key.start).trimEnd().length, end };
}

/** Behind the value of a pair, without the line break and white space that may belong to it. */
function endOf(pair: Pair | undefined, head: string): TextEdit['range'] | undefined {
  const value = rangeOf(pair?.value) ?? rangeOf(pair?.key);
  if (!value) return undefined;
  const end = head.slice(0, value.end).trimEnd().length;
  return { start: end, end };
}

function bodyEdits(text: string, changed: readonly Step[], done: string): readonly TextEdit[] {
  const start = HEAD.exec(text)?.[0].length ?? 0;
  const end = NOTES.exec(text)?.index ?? text.length;
  const edits: TextEdit[] = [];
  const count = /\d+ of \d+ steps done\./u.exec(text.slice(start, end));
  if (count && count[0] !== done) {
    const at = start + count.index;
    edits.push({ range: { start: at, end: at + count[0].length }, newText: done });
  }
  const boxes = [...text.slice(0, end).matchAll(BOX)].filter(({ index }) => index >= start);
  for (const step of changed) {
    // A step that stands there twice is told of twice.
    for (const box of boxes.filter(([, , id]) => id === step.id)) {
      edits.push(...boxEdits(text, box, step), ...outcomeEdits(text, box, step, end));
    }
  }
  return edits;
}

function boxEdits(text: string, box: RegExpMatchArray, { id, state }: Step): readonly TextEdit[] {
  const line = box[0];
  const at = box.index ?? 0;
  const mark = at + line.indexOf('[') + 1;
  const wanted = state === 'done' ? 'x' : ' ';
  const isTicked = text[mark] !== ' ';
  const edits: TextEdit[] = [];
  if (isTicked !== (state === 'done')) edits.push({ range: { start: mark, end: mark + 1 }, newText: wanted });
  const comment = line.lastIndexOf(` <!-- ${id} -->`);
  const standing = / _\((?:refused|unclear)\)_$/u.exec(line.slice(0, comment))?.[0] ?? '';
  if (standing !== standingText(state)) {
    const to = at + comment;
    edits.push({ range: { start: to - standing.length, end: to }, newText: standingText(state) });
  }
  return edits;
}

/** The line that tells the last outcome: changed, added behind what is indented below the box, or taken away. */
function outcomeEdits(text: string, box: RegExpMatchArray, { outcome }: Step, end: number): readonly TextEdit[] {
  const newline = newlineOf(text);
  const from = (box.index ?? 0) + box[0].trimEnd().length;
  const next = /\n(?:[-*] \[[ xX]\]|#{1,6} )/u.exec(text.slice(from, end));
  const part = text.slice(from, next ? from + next.index : end);
  const known = /\r?\n[ \t]+[-*] Last: [^\r\n]*/u.exec(part);
  const written = outcome === undefined ? '' : `${newline}  - ${outcomeLine(outcome)}`;
  if (known) {
    if (known[0] === written) return [];
    const start = from + known.index;
    return [{ range: { start, end: start + known[0].length }, newText: written }];
  }
  if (written === '') return [];
  const indented = [...part.matchAll(/\n[ \t]+[^\s][^\r\n]*/gu)].at(-1);
  const at = from + (indented ? indented.index + indented[0].trimEnd().length : 0);
  return [{ range: { start: at, end: at }, newText: written }];
}
