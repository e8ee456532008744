import type { SourceDocument } from '../model/document.ts';
import {
  appendItem,
  beginMapping,
  type Edits,
  fillPair,
  fillSequence,
  insertPairs,
  type NewPair,
  parseYaml,
  removeItem,
  removePairs,
  replacePairs,
  replaceScalar,
  type YamlFile,
  type YamlItem,
  type YamlMapping,
  type YamlPair,
  type YamlScalar,
} from '../syntax/yaml/index.ts';
import type { Range } from '../text/range.ts';
import { SourceText } from '../text/source-text.ts';
import { applyEdits, deletion } from '../text/text-edit.ts';
import { type LocatedMute, mutesIn, readMutes } from './configuration-mutes.ts';

/** A mute as it is to be written. */
export type NewMute = Omit<LocatedMute, 'range'>;

/**
 * The edits that add a mute to a `keyless.yaml`, or give one of the same check and identity another reason and end. No
 * other byte moves.
 * @returns undefined where the file has mistakes that leave no place for it
 */
export function muteEdits(document: SourceDocument, mute: NewMute): Edits {
  const file = parseYaml(document.source);
  if (file.errors.length > 0 || file.documents.length > 1) return undefined;
  const before = readMutes(file, document);
  const same = before.find((each) => isSame(each, mute));
  const edits = same ? replaceMute(file, same, mute) : addMute(file, mute);
  const expected = same ? before.map((each) => (each === same ? mute : each)) : [...before, mute];
  return verified(document, edits, expected);
}

/** The edits that take a mute out, with what would be left empty around it. @returns undefined as `muteEdits` */
export function unmuteEdits(document: SourceDocument, mute: LocatedMute): Edits {
  const file = parseYaml(document.source);
  const item = itemAt(file, mute);
  if (file.errors.length > 0 || !item) return undefined;
  const others = readMutes(file, document).filter(({ range }) => range.start !== mute.range.start);
  const edits = item.parent.items.length > 1 ? removeItem(file, item) : removeHolder(file, item);
  return verified(document, edits, others);
}

/** Edits that do what they should, whatever the layout of the file was: else none. */
function verified(document: SourceDocument, edits: Edits, expected: readonly NewMute[]): Edits {
  if (!edits) return undefined;
  const source = new SourceText(applyEdits(document.source.text, edits));
  const file = parseYaml(source);
  const found = readMutes(file, { ...document, source });
  const isRight = found.length === expected.length && found.every((each, index) => isEqual(each, expected[index]));
  return file.errors.length === 0 && isRight ? edits : undefined;
}

function addMute(file: YamlFile, mute: NewMute): Edits {
  const { root } = file;
  const entry = pairsOf(mute);
  const list: NewPair = { name: 'mute', value: { items: [entry] } };
  const posture: NewPair = { name: 'posture', value: [list] };
  if (!root) return beginMapping(file, [posture]);
  if (root.kind !== 'mapping') return undefined;
  const outer = root.get('posture');
  if (!outer) return insertPairs(file, root, [posture], undefined, { separate: isAiry(file, root) });
  if (outer.value?.kind !== 'mapping' || outer.value.pairs.length === 0) return fillPair(file, outer, [list]);
  const inner = outer.value.get('mute');
  if (!inner) return insertPairs(file, outer.value, [list]);
  const { value } = inner;
  const isFilled = value?.kind === 'sequence' && value.items.length > 0;
  return isFilled ? appendItem(file, value, entry) : fillSequence(file, inner, entry);
}

function replaceMute(file: YamlFile, same: LocatedMute, mute: NewMute): Edits {
  const mapping = itemAt(file, same)?.value;
  if (mapping?.kind !== 'mapping') return undefined;
  const reason = mapping.get('reason');
  if (reason?.value?.kind !== 'scalar') return undefined;
  const replaced = mute.reason === same.reason ? [] : replaceReason(file, reason, reason.value, mute.reason);
  const ended = replaceEnd(file, mapping, reason, mute.until);
  return replaced && ended && [...replaced, ...ended];
}

function replaceReason(file: YamlFile, pair: YamlPair, value: YamlScalar, reason: string): Edits {
  return NO_TEXT.test(reason) ? replacePairs(file, [pair], [reasonPair(reason)]) : replaceScalar(file, value, reason);
}

function replaceEnd(file: YamlFile, mapping: YamlMapping, reason: YamlPair, until: string | undefined): Edits {
  const pair = mapping.get('until');
  if (until === undefined) return pair ? removePairs(file, [pair]) : [];
  if (!pair) return insertPairs(file, mapping, [{ name: 'until', value: until }], { after: reason });
  return pair.value?.kind === 'scalar' ? replaceScalar(file, pair.value, until) : undefined;
}

/** The only entry of a list goes with the list, and with what held nothing else. */
function removeHolder(file: YamlFile, { parent }: YamlItem): Edits {
  const list = parent.parent;
  if (list?.kind !== 'pair') return undefined;
  const outer = list.parent.parent;
  const whole = outer?.kind === 'pair' && outer.parent.parent === undefined && list.parent.pairs.length === 1;
  return whole && outer.parent.style === 'block' ? [deletion(wholeLines(file, outer))] : removePairs(file, [list]);
}

/** The lines of a section; at the end of the file with the blank line that sets it off. */
function wholeLines({ source }: YamlFile, { range, value }: YamlPair): Range {
  const first = source.positionAt(range.start).line;
  const { end } = source.fullLineRange(source.positionAt(value?.range.end ?? range.end).line);
  const above = source.lineRange(first - 1);
  const isLast = first > 0 && source.text.slice(end).trim() === '';
  const isSetOff = isLast && source.slice(above).trim() === '' && above.end > 0;
  const { start } = source.lineRange(isSetOff ? first - 1 : first);
  return { start: start === 0 && source.text.startsWith('\uFEFF') ? 1 : start, end };
}

/** Whether a blank line sets off the sections of the file. */
function isAiry({ source }: YamlFile, { pairs }: YamlMapping): boolean {
  return pairs.slice(1).some(({ range }) => {
    const { line } = source.positionAt(range.start);
    return source.slice(source.lineRange(line - 1)).trim() === '';
  });
}

function pairsOf({ check, identity, reason, until }: NewMute): readonly NewPair[] {
  return [
    { name: 'check', value: check },
    ...(identity === undefined ? [] : [{ name: 'identity', value: identity }]),
    reasonPair(reason),
    ...(until === undefined ? [] : [{ name: 'until', value: until }]),
  ];
}

/** Without quotes it would be read as a number or a truth. */
const NO_TEXT = /^(?:true|false|-?\d+)$/i;

function reasonPair(reason: string): NewPair {
  return { name: 'reason', value: reason, ...(NO_TEXT.test(reason) && { style: 'single-quoted' }) };
}

function itemAt(file: YamlFile, { range }: LocatedMute): YamlItem | undefined {
  return mutesIn(file).find(({ value }) => value?.range.start === range.start);
}

function isSame(a: NewMute, b: NewMute): boolean {
  return a.check === b.check && a.identity?.toLowerCase() === b.identity?.toLowerCase();
}

function isEqual(a: NewMute, b: NewMute | undefined): boolean {
  return b !== undefined && isSame(a, b) && a.reason === b.reason.trim() && a.until === b.until;
}
