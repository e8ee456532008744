import { compile } from '../pattern-set/automaton.ts';
import { Budget } from '../pattern-set/budget.ts';
import { charSet, intersect, union } from '../pattern-set/char-set.ts';
import { difference } from '../pattern-set/inclusion.ts';
import {
  ANY_STRING,
  char,
  choice,
  embedded,
  type Language,
  oneOrMore,
  sequence,
  slot as slotLanguage,
  text,
  zeroOrMore,
} from '../pattern-set/language.ts';
import { pathOf } from '../patterns/git-reference.ts';
import { MARKS } from '../patterns/marked-text.ts';
import type { Slot } from './platform.ts';

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string };

/** Splits `repo:{owner}/{repository}` into its literal and named parts. */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const [index, piece] of template.split(/[{}]/u).entries()) {
    if (index % 2 === 1) parts.push({ kind: 'slot', name: piece });
    else if (piece) parts.push({ kind: 'text', text: piece });
  }
  return parts;
}

export function templateSlots(template: string): readonly string[] {
  return templateParts(template).flatMap((part) => (part.kind === 'slot' ? [part.name] : []));
}

/**
 * The strings a template stands for. With `withUnknowns` unknown parts of the source may stand in slots;
 * `replacements` gives slots another content.
 */
export function templateLanguage(
  template: string,
  slots: Readonly<Record<string, Slot>>,
  {
    replacements = {},
    withUnknowns = true,
  }: { readonly replacements?: Readonly<Record<string, Language>>; readonly withUnknowns?: boolean } = {},
): Language {
  return sequence(
    ...templateParts(template).map((part) => {
      if (part.kind === 'text') return text(part.text);
      return slotLanguage(part.name, replacements[part.name] ?? slotContent(slots[part.name], withUnknowns));
    }),
  );
}

type TextSlot = Extract<Slot, { kind: 'text' }>;

const NOT_BLANK = charSet('^\u0000- ');
const NO_SLASH = charSet('^/');
const HEX = charSet('0-9a-fA-F');

/** The values of a slot; `withUnknowns` lets unknown parts stand where a character of it can. */
export function slotContent(slot: Slot | undefined, withUnknowns: boolean): Language {
  const chars = (spec: string) => char(withUnknowns ? union(charSet(spec), MARKS) : charSet(spec));
  switch (slot?.kind) {
    case undefined:
      return oneOrMore(chars('^'));
    case 'text':
      return textContent(slot, withUnknowns);
    case 'one-of': {
      const values = slot.values.map(text);
      return withUnknowns ? choice(...values, char(MARKS)) : choice(...values);
    }
    case 'path':
      return zeroOrMore(sequence(oneOrMore(chars(slot.chars)), text('/')));
    case 'uuid': {
      const groups = [8, 4, 4, 4, 12].map((length) => sequence(...Array.from({ length }, () => char(HEX))));
      const uuid = sequence(...groups.flatMap((group, index) => (index === 0 ? [group] : [text('-'), group])));
      return withUnknowns ? choice(uuid, char(MARKS)) : uuid;
    }
  }
}

function textContent(slot: TextSlot, withUnknowns: boolean): Language {
  const { chars, atLeast = 1, isTrimmed, neverBegins, isPath } = slot;
  if (neverBegins) {
    const all = compile(textContent({ kind: 'text', chars, atLeast, isPath: isPath === true }, withUnknowns));
    const refused = compile(sequence(choice(...neverBegins.map(text)), ANY_STRING));
    return embedded(difference(all, refused, new Budget(10_000)));
  }
  const own = charSet(chars);
  const allowed = withUnknowns ? union(own, MARKS) : own;
  if (isPath) return pathOf(intersect(allowed, NO_SLASH));
  if (isTrimmed) {
    const edge = char(intersect(allowed, NOT_BLANK));
    return choice(edge, sequence(edge, zeroOrMore(char(allowed)), edge));
  }
  return sequence(...Array.from({ length: atLeast - 1 }, () => char(allowed)), oneOrMore(char(allowed)));
}

/** The template with the slots that have a value filled in, the others as `<name>`. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | undefined>> = {}): string {
  return templateParts(template)
    .map((part) => (part.kind === 'text' ? part.text : (values[part.name] ?? placeholder(part.name))))
    .join('');
}

/** `ownerId` as `<owner-id>`, `ownerName` as `<owner>`. */
function placeholder(slot: string): string {
  return `<${slot.replace(/Name$/u, '').replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}>`;
}
