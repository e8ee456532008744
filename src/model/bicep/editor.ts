import {
  type BicepFile,
  descendantsOf,
  type ObjectExpression,
  type ResourceStatement,
  TokenKind,
} from '../../syntax/bicep/index.ts';
import { containsRange, type Range } from '../../text/range.ts';
import { deletion, insertion, type TextEdit } from '../../text/text-edit.ts';
import { plainPath } from '../paths.ts';
import type { Literal, ResourceEditor } from '../resource.ts';
import type { Property } from '../value.ts';
import {
  endOfLine,
  indentationUnit,
  insertProperty,
  isOneLine,
  linesOf,
  type Member,
  type MemberList,
  membersOf,
  neighbours,
  removeMember,
} from './member-edits.ts';
import { renderLiteral } from './render-literal.ts';

/** Edits of one resource declaration. Only what is written out in it is edited, not what a variable holds. */
export class BicepEditor implements ResourceEditor {
  readonly #file: BicepFile;
  readonly #statement: ResourceStatement;
  readonly #object: ObjectExpression | undefined;
  readonly #uri: string;

  constructor(file: BicepFile, statement: ResourceStatement, object: ObjectExpression | undefined, uri: string) {
    this.#file = file;
    this.#statement = statement;
    this.#object = object;
    this.#uri = uri;
  }

  set(path: string, value: Literal): readonly TextEdit[] | undefined {
    const names = plainPath(path);
    if (!names || names.length === 0 || !this.#object || this.#isBroken()) return undefined;
    let container: ObjectExpression | undefined;
    let object = this.#object;
    for (const [index, name] of names.entries()) {
      if (object.members.some((member) => member.kind === 'spread')) return undefined;
      const [property, ...others] = object.members.filter((member) => isNamed(member, name));
      if (others.length > 0) return undefined;
      if (property?.kind !== 'property') {
        const rest = names.slice(index + 1).reduceRight<Literal>((inner, outer) => ({ [outer]: inner }), value);
        return insertProperty(this.#file, object, container, name, rest, this.#style());
      }
      if (index === names.length - 1) return this.#replace(property.value.range, value, object);
      if (property.value.kind !== 'object') return undefined;
      container = object;
      object = property.value;
    }
    return undefined;
  }

  remove(property: Property): readonly TextEdit[] | undefined {
    const found = this.#find(property);
    if (!found || membersOf(found.list).some((member) => member.kind === 'spread')) return undefined;
    return [removeMember(this.#file, found.list, found.member)];
  }

  replaceValue(property: Property, value: Literal): readonly TextEdit[] | undefined {
    const found = this.#find(property);
    if (!found) return undefined;
    const members = membersOf(found.list);
    const later = members.slice(members.indexOf(found.member) + 1);
    // What is spread behind a property may take its place.
    if (found.list.kind === 'object' && later.some((member) => member.kind === 'spread')) return undefined;
    const target = found.member.kind === 'property' ? found.member.value : found.member;
    return this.#replace(target.range, value, found.list);
  }

  removeResource(): readonly TextEdit[] | undefined {
    const { range } = this.#statement;
    const { before, after } = neighbours(this.#file, range);
    const endsLine = after === TokenKind.NewLine || after === TokenKind.EndOfFile;
    if (before !== TokenKind.NewLine || !endsLine) return undefined;
    return [deletion(linesOf(this.#file, { start: this.#startWithComments(), end: range.end }))];
  }

  /** Behind the outermost declaration around this one. */
  insertAfter(declaration: string): readonly TextEdit[] {
    const { source, statements } = this.#file;
    const outermost = statements.find((statement) => containsRange(statement.range, this.#statement.range));
    const { lineEnding } = source;
    const text = declaration.trim().split(/\r?\n/).join(lineEnding);
    const place = endOfLine(this.#file, outermost?.range ?? this.#statement.range);
    return [insertion(place, `${lineEnding}${lineEnding}${text}`)];
  }

  #style() {
    const unit = this.#object ? indentationUnit(this.#file, this.#object) : '  ';
    return { unit, lineEnding: this.#file.source.lineEnding };
  }

  #replace(range: Range, value: Literal, list: MemberList): readonly TextEdit[] {
    const newText = renderLiteral(value, {
      ...this.#style(),
      indentation: this.#file.source.indentationAt(range.start),
      isOneLine: isOneLine(this.#file, list),
    });
    return newText === this.#file.source.slice(range) ? [] : [{ range, newText }];
  }

  /** The member of an object or array in this declaration that a property of the model stands for. */
  #find(property: Property): { readonly list: MemberList; readonly member: Member } | undefined {
    if (property.value.uri !== this.#uri || !this.#object || this.#isBroken()) return undefined;
    if (!containsRange(this.#object.range, property.range)) return undefined;
    for (const list of descendantsOf(this.#object)) {
      if (list.kind !== 'object' && list.kind !== 'array') continue;
      const member = membersOf(list).find(
        ({ kind, range }) =>
          kind !== 'spread' && range.start === property.range.start && range.end === property.range.end,
      );
      if (member) return { list, member };
    }
    return undefined;
  }

  #isBroken(): boolean {
    return this.#file.errors.some(({ range }) => containsRange(this.#statement.range, range));
  }

  /** Where the comments and pragmas begin that stand right above the declaration on lines of their own. */
  #startWithComments(): number {
    const { source, comments, pragmas } = this.#file;
    let { start } = this.#statement.range;
    const above = [...comments, ...pragmas].filter(({ range }) => range.end <= start);
    above.sort((a, b) => b.range.start - a.range.start);
    for (const { range } of above) {
      const isOwnLine =
        source
          .slice({ start: source.lineRange(source.positionAt(range.start).line).start, end: range.start })
          .trim() === '';
      const gap = source.slice({ start: range.end, end: start });
      if (!isOwnLine || !/^[ \t]*(\r\n|\r|\n)[ \t]*$/.test(gap)) break;
      start = range.start;
    }
    return start;
  }
}

function isNamed(member: ObjectExpression['members'][number], name: string): boolean {
  if (member.kind !== 'property' || member.key.kind === 'error') return false;
  const { key } = member;
  const written = key.kind === 'identifier' ? key.name : key.expressions.length === 0 ? key.texts[0]?.text : undefined;
  return written?.toLowerCase() === name.toLowerCase();
}
