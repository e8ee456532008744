import type { JsonObject, JsonProperty } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import { findProperties } from '../paths.ts';
import { render } from '../patterns.ts';
import type { Resource, ResourceEditor, ResourceMode } from '../resource.ts';
import type { Property, Value } from '../value.ts';
import { ArmResourceEditor } from './editor.ts';
import { member, memberObject, memberText, memberValue } from './scope.ts';
import { constantText, type Template } from './template.ts';

export interface ArmResourceContext {
  readonly template: Template;
  readonly node: JsonObject;
  /** The property with the symbolic name, in templates that use them. */
  readonly key: JsonProperty | undefined;
  /** The resource this one is nested in. */
  readonly outer: ArmResource | undefined;
  /** The resources of the same template by `typeAndName`, to find a parent. */
  readonly byTypeAndName: () => ReadonlyMap<string, ArmResource>;
}

export class ArmResource implements Resource {
  readonly document: SourceDocument;
  readonly language = 'arm-json';
  readonly mode: ResourceMode;
  readonly type: string;
  readonly apiVersion: string | undefined;
  readonly provider = undefined;
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly typeRange: Range;
  readonly range: Range;
  readonly isConditional: boolean;
  readonly isLoop: boolean;
  readonly node: JsonObject;
  readonly template: Template;
  readonly #context: ArmResourceContext;
  #parent: Resource | undefined | null;
  #body: Value | undefined;
  #editor: ResourceEditor | undefined;

  constructor(context: ArmResourceContext) {
    const { template, node, key, outer } = context;
    this.#context = context;
    this.node = node;
    this.template = template;
    this.document = template.document;
    this.range = key?.range ?? node.range;
    // Resources of extensions carry the version in the type: `Microsoft.Graph/applications@v1.0`.
    const [type = '', version] = (constantText(template.evaluator, memberValue(node, 'type')) ?? '').split('@');
    this.type = outer && !startsWithType(type, outer.type) ? `${outer.type}/${type}` : type;
    this.apiVersion = version ?? constantText(template.evaluator, memberValue(node, 'apiVersion'));
    const name = member(node, 'name');
    this.symbol = key?.name ?? memberText(node, 'name') ?? '';
    this.symbolRange = key?.nameRange ?? name?.value?.range ?? headRange(node);
    this.typeRange = memberValue(node, 'type')?.range ?? headRange(node);
    this.mode = isTrue(node, 'existing') ? 'existing' : 'resource';
    this.isConditional = member(node, 'condition') !== undefined && !isTrue(node, 'condition');
    this.isLoop = member(node, 'copy') !== undefined;
  }

  /** The whole resource, or for an extension's resource its properties: the shape that Bicep writes. */
  get body(): Value {
    this.#body ??= this.template.evaluator.value(this.#bodyNode, this.node.range);
    return this.#body;
  }

  get parent(): Resource | undefined {
    this.#parent ??= this.#context.outer ?? this.#parentByType() ?? null;
    return this.#parent ?? undefined;
  }

  get editor(): ResourceEditor {
    this.#editor ??= new ArmResourceEditor(this.document, this.node, this.#bodyNode);
    return this.#editor;
  }

  isType(type: string): boolean {
    return this.type.length === type.length && this.type.toLowerCase() === type.toLowerCase();
  }

  find(path: string): readonly Property[] {
    return findProperties(this.body, path, true);
  }

  get #bodyNode(): JsonObject {
    const isExtension = member(this.node, 'import') ?? member(this.node, 'extension');
    return (isExtension && memberObject(this.node, 'properties')) ?? this.node;
  }

  /** The resource whose type and name this one's extend by one part: `a/b` named `x` for `a/b/c` named `x/y`. */
  #parentByType(): Resource | undefined {
    const parentType = withoutLastPart(this.type);
    const parentName = withoutLastPart(this.nameText);
    if (!parentType.includes('/') || parentName === '') return undefined;
    return this.#context.byTypeAndName().get(typeAndName(parentType, parentName));
  }

  /** The name as far as it is known, in lower case. */
  get nameText(): string {
    const name = member(this.node, 'name');
    const [pattern] = name ? this.template.evaluator.value(name.value, name.nameRange).patterns : [];
    return pattern ? render(pattern).toLowerCase() : '';
  }
}

/** The key of a resource among its siblings. */
export function typeAndName(type: string, name: string): string {
  return `${type} ${name}`.toLowerCase();
}

function withoutLastPart(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function startsWithType(type: string, outer: string): boolean {
  return type.toLowerCase().startsWith(`${outer.toLowerCase()}/`);
}

function isTrue(node: JsonObject, name: string): boolean {
  const value = memberValue(node, name);
  return value?.kind === 'constant' && value.value === true;
}

/** The opening brace: the place to mark where neither type nor name is written. */
function headRange(node: JsonObject): Range {
  return { start: node.range.start, end: node.range.start + 1 };
}
