import type { SourceDocument } from '../../../model/document.ts';
import type { InfrastructureLanguage, Literal } from '../../../model/resource.ts';
import type { Range } from '../../../text/range.ts';
import type { Draft } from './draft.ts';
import { bicepMembers } from './members/bicep-members.ts';
import { jsonMembers } from './members/json-members.ts';
import type { MemberList } from './members/member-list.ts';
import { realigned, terraformMembers } from './members/terraform-members.ts';
import { isShared } from './shared-list.ts';

/** An app setting or environment variable to be written. */
export interface NewSetting {
  readonly name: string;
  readonly value: Literal;
}

/** A setting that is there: the pair of a list, the entry of a map, or a block that holds name and value. */
export interface SettingPlace {
  readonly document: SourceDocument;
  readonly language: InfrastructureLanguage;
  /** Of the whole setting in the document as it was before the draft. */
  readonly range: Range;
}

/**
 * Writes settings in the place of another, in its shape: pairs for a pair, entries for an entry, blocks for a block,
 * wherever the list is written: in the resource, in a variable or local, in an argument of `union()` or `merge()`.
 * What the list has already is not written again; where nothing is left to write the old one goes.
 * False, and nothing is written, where the shape does not allow it, or other hosts use the same list.
 */
export function replaceSetting(draft: Draft, place: SettingPlace, by: readonly NewSetting[]): boolean {
  const document = draft.document(place.document);
  const range = draft.moved(place.document, place.range);
  const list = range && MEMBERS[place.language](document, range);
  if (!list || isShared(draft, document, list.range)) return false;
  const others = new Set(list.others.map(({ name }) => name.toLowerCase()));
  const missing = by.filter(({ name }) => !others.has(name.toLowerCase()));
  if (missing.length === 0) return draft.apply(document, list.remove());
  return replace(draft, document, list, missing);
}

/** Removes the members of a name that stand beside another one. True where there are none. */
export function removeBeside(draft: Draft, place: SettingPlace, name: string): boolean {
  const range = draft.moved(place.document, place.range);
  const list = range && MEMBERS[place.language](draft.document(place.document), range);
  if (!list) return false;
  const [other, another] = list.others.filter((member) => member.name.toLowerCase() === name.toLowerCase());
  if (!other) return true;
  if (another) return false;
  const document = draft.document(place.document);
  const own = MEMBERS[place.language](document, other.range);
  return own !== undefined && draft.apply(document, own.remove());
}

const MEMBERS = { bicep: bicepMembers, terraform: terraformMembers, 'arm-json': jsonMembers } as const;

function replace(draft: Draft, document: SourceDocument, list: MemberList, by: readonly NewSetting[]): boolean {
  return draft.attempt(() => {
    const texts = by.map(
      (setting, index) => (index === 0 ? list.rewrite?.(setting) : undefined) ?? list.render(setting),
    );
    const newText = texts.join(list.separator);
    if (!draft.apply(document, [{ range: list.range, newText }])) return false;
    const after = draft.document(document);
    return !list.isAligned || draft.apply(after, realigned(after, list.range.start));
  });
}

/** Removes a setting with its line. */
export function removeSetting(draft: Draft, place: SettingPlace): boolean {
  return replaceSetting(draft, place, []);
}
