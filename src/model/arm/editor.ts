import {
  appendMember,
  holdsData,
  indentUnit,
  insertBehind,
  type JsonMember,
  type JsonNode,
  type JsonObject,
  memberOfNode,
  memberOfProperty,
  removeMember,
  renderJson,
} from '../../syntax/json/index.ts';
import { containsRange, type Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SourceDocument } from '../document.ts';
import { plainPath } from '../paths.ts';
import type { Literal, ResourceEditor } from '../resource.ts';
import type { Property } from '../value.ts';
import { member } from './scope.ts';

type Edits = readonly TextEdit[] | undefined;

/** Edits one resource of an ARM template. */
export class ArmResourceEditor implements ResourceEditor {
  readonly #document: SourceDocument;
  readonly #source: SourceText;
  /** The whole resource. */
  readonly #node: JsonObject;
  /** The object that paths start from. */
  readonly #body: JsonObject;

  constructor(document: SourceDocument, node: JsonObject, body: JsonObject) {
    this.#document = document;
    this.#source = document.source;
    this.#node = node;
    this.#body = body;
  }

  set(path: string, value: Literal): Edits {
    const names = plainPath(path);
    if (!names || names.length === 0) return undefined;
    let holder = this.#body;
    for (const [index, name] of names.entries()) {
      const found = member(holder, name);
      if (!found) return this.#append(holder, name, nested(names.slice(index + 1), value));
      if (!found.value) return undefined;
      if (index === names.length - 1) return this.#replace(found.value, value);
      if (found.value.kind !== 'object') return undefined;
      holder = found.value;
    }
    return undefined;
  }

  remove(property: Property): Edits {
    const found = this.#memberOf(property);
    return found && removeMember(this.#source, found);
  }

  replaceValue(property: Property, value: Literal): Edits {
    const found = this.#nodeOf(property);
    return found && this.#replace(found, value);
  }

  removeResource(): Edits {
    const found = memberOfNode(this.#node);
    return found && removeMember(this.#source, found, true);
  }

  insertAfter(declaration: string): readonly TextEdit[] {
    const found = memberOfNode(this.#node);
    if (!found) return [];
    return insertBehind(this.#source, found, (indentation) => {
      const lines = declaration.trim().split(/\r?\n/);
      return lines.join(this.#source.lineEnding + (indentation ?? ''));
    });
  }

  #append(holder: JsonObject, name: string, value: Literal): Edits {
    if (this.#source.text[holder.range.end - 1] !== '}') return undefined;
    return appendMember(
      this.#source,
      holder,
      (indentation) => `${JSON.stringify(name)}: ${this.#render(value, indentation)}`,
    );
  }

  #replace(node: JsonNode, value: Literal): readonly TextEdit[] {
    if (holdsData(this.#source, node, value, templateText)) return [];
    const isMultiLine = this.#source.text.includes('\n');
    const indentation = isMultiLine ? this.#source.indentationAt(node.range.start) : undefined;
    return [{ range: node.range, newText: this.#render(value, indentation) }];
  }

  #render(value: Literal, indentation: string | undefined): string {
    return renderJson(value, {
      indentation,
      unit: indentUnit(this.#source),
      lineEnding: this.#source.lineEnding,
      text: templateText,
    });
  }

  #nodeOf(property: Property): JsonNode | undefined {
    const found = this.#memberOf(property);
    if (!found) return undefined;
    const { holder, index } = found;
    return holder.kind === 'object' ? holder.properties[index]?.value : holder.elements[index];
  }

  /** The member that a property of the model was made of; undefined where it lies outside this resource. */
  #memberOf(property: Property): JsonMember | undefined {
    if (property.value.uri !== this.#document.uri) return undefined;
    return findMember(this.#node, property.range);
  }
}

/** Text that begins with a bracket would be an expression. */
function templateText(text: string): string {
  return text.startsWith('[') ? `[${text}` : text;
}

function nested(names: readonly string[], value: Literal): Literal {
  return names.reduceRight<Literal>((inner, name) => ({ [name]: inner }), value);
}

function findMember(root: JsonObject, range: Range): JsonMember | undefined {
  let node: JsonNode | undefined = root;
  while (node && containsRange(node.range, range)) {
    if (node.kind === 'object') {
      const property: JsonObject['properties'][number] | undefined = node.properties.find((candidate) =>
        containsRange(candidate.range, range),
      );
      if (property && sameRange(property.range, range)) return memberOfProperty(property);
      node = property?.value;
    } else if (node.kind === 'array') {
      const element: JsonNode | undefined = node.elements.find((candidate) => containsRange(candidate.range, range));
      if (element && sameRange(element.range, range)) return memberOfNode(element);
      node = element;
    } else return undefined;
  }
  return undefined;
}

function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
