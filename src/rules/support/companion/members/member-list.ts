import type { Literal } from '../../../../model/resource.ts';
import type { Range } from '../../../../text/range.ts';
import type { TextEdit } from '../../../../text/text-edit.ts';

/** Something of a name: `name: value`, `{ name: 'x', value: y }` or a block of the two. */
export interface NamedValue {
  readonly name: string;
  readonly value: Literal;
}

/** A list of named values as it is written, looked at from one of its members. */
export interface MemberList {
  /** Of the member. */
  readonly range: Range;
  /** The other members, as far as their names are written out. */
  readonly others: readonly { readonly name: string; readonly range: Range }[];
  /** What stands between members of this list. */
  readonly separator: string;
  /** Another member in the shape and layout of this one. */
  readonly render: (member: NamedValue) => string;
  /** This member with another name and value, all else as it is written; undefined where that cannot be. */
  readonly rewrite?: (member: NamedValue) => string | undefined;
  /** Takes the member away with its line. */
  readonly remove: () => readonly TextEdit[];
  /** Terraform: whether the `=` around the member are in one column, and are to stay so. */
  readonly isAligned: boolean;
}

export function isAt(node: { readonly range: Range }, { start, end }: Range): boolean {
  return node.range.start === start && node.range.end === end;
}
