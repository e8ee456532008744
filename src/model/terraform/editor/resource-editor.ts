import {
  type Attribute,
  type Block,
  type Body,
  descendants,
  type Node,
  type ObjectItem,
} from '../../../syntax/terraform/index.ts';
import { containsRange } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';
import { deletion, insertion, type TextEdit } from '../../../text/text-edit.ts';
import type { SourceDocument } from '../../document.ts';
import { plainPath } from '../../paths.ts';
import type { Literal, ResourceEditor } from '../../resource.ts';
import { terraformTree } from '../../trees.ts';
import type { Property } from '../../value.ts';
import { nodeOf } from '../property-nodes.ts';
import {
  type BodyContainer,
  bodyContainer,
  type Container,
  isDynamic,
  itemsNamed,
  objectContainer,
} from './containers.ts';
import { insertInto } from './insert.ts';
import { fullLines, hasOwnLines, startWithComments, withBlankLine } from './lines.ts';
import { removeFrom } from './remove.ts';
import { isObject, type Layout, type ObjectLiteral, renderBlock, renderValue } from './render.ts';

/** Arguments that are objects, not blocks, although they hold names: the bodies that azapi and msgraph send. */
const OBJECT_ARGUMENT = /^(?:body|sensitive_body|tags|app_settings|inputs)$/;

/**
 * Edits of one declaration. A path that does not exist yet is made of nested blocks, as nearly all of azurerm's and
 * azuread's is, except where an object is already there or the argument is known to be one.
 */
export class TerraformEditor implements ResourceEditor {
  readonly #document: SourceDocument;
  readonly #source: SourceText;
  /** Undefined for a configuration that is a file of its own. */
  readonly #block: Block | undefined;
  readonly #body: Body;

  constructor(document: SourceDocument, block: Block | undefined, body: Body) {
    this.#document = document;
    this.#source = document.source;
    this.#block = block;
    this.#body = body;
  }

  set(path: string, value: Literal): readonly TextEdit[] | undefined {
    const names = plainPath(path);
    const root = this.#root();
    return names && root && this.#setIn(root, names, value);
  }

  remove(property: Property): readonly TextEdit[] | undefined {
    const node = this.#ownNode(property);
    const container = node && this.#containerOf(node);
    return container && removeFrom(this.#source, container, node);
  }

  replaceValue(property: Property, value: Literal): readonly TextEdit[] | undefined {
    const node = this.#ownNode(property);
    return node && this.#replace(node, value);
  }

  removeResource(): readonly TextEdit[] | undefined {
    const block = this.#block;
    if (block?.closeBrace === undefined) return undefined;
    if (!hasOwnLines(this.#source, block.range)) return [deletion(block.range)];
    const start = startWithComments(this.#source, block.range.start);
    return [deletion(withBlankLine(this.#source, fullLines(this.#source, { start, end: block.range.end })))];
  }

  insertAfter(declaration: string): readonly TextEdit[] {
    const { lineEnding } = this.#source;
    const text = declaration.trim().replace(/\r?\n/g, lineEnding);
    const outermost = terraformTree(this.#document).body.items.find(
      (item) => this.#block && containsRange(item.range, this.#block.range),
    );
    const offset = outermost
      ? this.#source.lineRange(this.#source.positionAt(outermost.range.end).line).end
      : this.#source.text.trimEnd().length;
    return [insertion(offset, `${lineEnding}${lineEnding}${text}`)];
  }

  #setIn(container: Container, [name, ...rest]: readonly string[], value: Literal): readonly TextEdit[] | undefined {
    if (name === undefined) return undefined;
    const [found, ...others] = itemsNamed(container, name);
    if (others.length > 0) return undefined;
    if (!found) return this.#insert(container, name, rest, value);
    if (rest.length === 0) return this.#replace(found, value);
    if (found.kind === 'block') {
      const inner = isDynamic(found) ? undefined : bodyContainer(found);
      return inner && this.#setIn(inner, rest, value);
    }
    const object = objectContainer(found.value);
    return object && this.#setIn(object, rest, value);
  }

  #insert(
    container: Container,
    name: string,
    rest: readonly string[],
    value: Literal,
  ): readonly TextEdit[] | undefined {
    const nested = rest.reduceRight<Literal>((inner, key) => ({ [key]: inner }), value);
    const isBlock = container.kind === 'body' && isObject(nested) && !OBJECT_ARGUMENT.test(name);
    return insertInto(this.#source, container, { name, value: nested, isBlock });
  }

  #replace(node: Attribute | Block | ObjectItem, value: Literal): readonly TextEdit[] | undefined {
    const layout: Layout = {
      indentation: this.#source.indentationAt(node.range.start),
      unit: this.#source.indentationAt(node.range.start).includes('\t') ? '\t' : '  ',
      lineEnding: this.#source.lineEnding,
    };
    if (node.kind !== 'block') {
      const newText = renderValue(value, layout);
      return newText === this.#source.slice(node.value.range) ? [] : [{ range: node.value.range, newText }];
    }
    if (!isObject(value) || isDynamic(node)) return undefined;
    return [{ range: node.range, newText: renderBlock(node.type.name, value as ObjectLiteral, layout) }];
  }

  /** What holds the arguments. */
  #root(): BodyContainer | undefined {
    const block = this.#block;
    if (!block) return { kind: 'body', body: this.#body, braces: undefined };
    if (block.body === this.#body) return bodyContainer(block);
    const inner = block.body.items.find((item) => item.kind === 'block' && item.body === this.#body);
    return inner?.kind === 'block' ? bodyContainer(inner) : undefined;
  }

  /** The node of a property that is written in this declaration, not somewhere it refers to. */
  #ownNode(property: Property): Attribute | Block | ObjectItem | undefined {
    const known = nodeOf(property);
    if (known?.document !== this.#document) return undefined;
    return containsRange((this.#block ?? this.#body).range, known.node.range) ? known.node : undefined;
  }

  #containerOf(node: Attribute | Block | ObjectItem): Container | undefined {
    const root = this.#root();
    const holds = (items: readonly Node[]): boolean => items.includes(node);
    if (root && holds(root.body.items)) return root;
    for (const candidate of descendants(this.#block ?? this.#body)) {
      if (candidate.kind === 'block' && holds(candidate.body.items)) return bodyContainer(candidate);
      if (candidate.kind === 'object' && holds(candidate.items)) return objectContainer(candidate);
    }
    return undefined;
  }
}
