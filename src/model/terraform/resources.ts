import type { Attribute, Block, BlockLabel, Body } from '../../syntax/terraform/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import { numberOf } from '../evaluate/index.ts';
import { findProperties } from '../paths.ts';
import type { Resource, ResourceEditor, ResourceMode } from '../resource.ts';
import { terraformTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { resourceBody } from './bodies.ts';
import { attributeOf, blocksOf } from './declarations.ts';
import { TerraformEditor } from './editor/resource-editor.ts';
import { evaluate } from './expressions.ts';
import type { Module } from './module.ts';
import { providerNameOf, providerVersion } from './providers.ts';

/** The resources, data sources, ephemeral resources, provider configurations and backends that a file declares. */
export function resourcesIn(document: SourceDocument, module: Module): readonly Resource[] {
  return terraformTree(document).body.items.flatMap((item): readonly Resource[] =>
    item.kind === 'block' ? resourcesOf(item, document, module) : [],
  );
}

function resourcesOf(block: Block, document: SourceDocument, module: Module): readonly Resource[] {
  const [first, second] = block.labels;
  switch (block.type.name) {
    case 'resource':
    case 'data':
    case 'ephemeral':
      if (!first || !second) return [];
      return [new TerraformResource(document, module, { mode: block.type.name, block, type: first, symbol: second })];
    case 'provider':
      return first ? [providerOf(block, first, second, document, module)] : [];
    case 'terraform':
      return blocksOf(block.body).flatMap((inner) => backendOf(inner, document, module));
    case 'check':
      return blocksOf(block.body, 'data').flatMap((inner) => resourcesOf(inner, document, module));
    default:
      return [];
  }
}

function providerOf(
  block: Block,
  type: BlockLabel,
  name: BlockLabel | undefined,
  document: SourceDocument,
  module: Module,
): Resource {
  // Stacks: `provider "azurerm" "main" { config { ... } }`.
  const [config] = name ? blocksOf(block.body, 'config') : [];
  const body = config?.body ?? block.body;
  const alias = attributeOf(block.body, 'alias')?.value;
  const [part] = alias?.kind === 'template' ? alias.parts : [];
  const symbol = name ?? (part?.kind === 'text' ? { text: part.value, range: part.range, isQuoted: false } : type);
  return new TerraformResource(document, module, { mode: 'provider', block, body, type, symbol });
}

function backendOf(block: Block, document: SourceDocument, module: Module): readonly Resource[] {
  const [label] = block.labels;
  if (block.type.name === 'backend' && label) {
    return [new TerraformResource(document, module, { mode: 'backend', block, type: label, symbol: label })];
  }
  if (block.type.name !== 'cloud') return [];
  const name: Name = { text: 'cloud', range: block.type.range, isQuoted: false };
  return [new TerraformResource(document, module, { mode: 'backend', block, type: name, symbol: name })];
}

/** A label, or something that stands for one. */
type Name = Pick<BlockLabel, 'text' | 'range' | 'isQuoted'>;

interface Declaration {
  readonly mode: ResourceMode;
  /** Undefined for the configuration that is a file of its own. */
  readonly block: Block | undefined;
  /** What holds the arguments, where it is not the block's own body. */
  readonly body?: Body;
  readonly type: Name;
  readonly symbol: Name;
}

/** A declaration of Terraform as a `Resource`. */
export class TerraformResource implements Resource {
  readonly document: SourceDocument;
  readonly language = 'terraform';
  readonly mode: ResourceMode;
  readonly type: string;
  readonly apiVersion = undefined;
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly typeRange: Range;
  readonly range: Range;
  readonly parent = undefined;
  readonly editor: ResourceEditor;
  readonly #module: Module;
  readonly #block: Block | undefined;
  readonly #body: Body;
  #value: Value | undefined;
  #provider: Resource['provider'] | null = null;

  constructor(document: SourceDocument, module: Module, declaration: Declaration) {
    const { block, type, symbol } = declaration;
    this.document = document;
    this.mode = declaration.mode;
    this.type = type.text;
    this.typeRange = innerRange(type);
    this.symbol = symbol.text;
    this.symbolRange = innerRange(symbol);
    this.#module = module;
    this.#block = block;
    this.#body = declaration.body ?? block?.body ?? terraformTree(document).body;
    this.range = block?.range ?? this.#body.range;
    this.editor = new TerraformEditor(document, block, this.#body);
  }

  get body(): Value {
    if (!this.#value) {
      const module = this.#module;
      const scope = this.#block ? module.resourceScope(this.document, this.#block) : module.scope(this.document);
      this.#value = resourceBody(this.#body, scope);
    }
    return this.#value;
  }

  get provider(): Resource['provider'] {
    if (this.#provider === null) this.#provider = this.#findProvider();
    return this.#provider;
  }

  get isLoop(): boolean {
    if (this.#argument('for_each')) return true;
    const count = this.#argument('count');
    if (!count || isSwitch(count)) return false;
    const constant = numberOf(evaluate(count.value, this.#module.scope(this.document)));
    return constant === undefined || constant > 1;
  }

  get isConditional(): boolean {
    if (this.#argument('for_each')?.value.kind === 'conditional') return true;
    const count = this.#argument('count');
    if (!count) return false;
    const constant = numberOf(evaluate(count.value, this.#module.scope(this.document)));
    return constant === undefined || constant < 1;
  }

  isType(type: string): boolean {
    return this.type === type;
  }

  find(path: string): readonly Property[] {
    return findProperties(this.body, path, false);
  }

  #argument(name: string): Attribute | undefined {
    return this.#block && attributeOf(this.#block.body, name);
  }

  #findProvider(): Resource['provider'] {
    if (this.mode === 'backend') return undefined;
    const name = this.#block && this.mode !== 'provider' ? providerNameOf(this.#block, this.type) : this.type;
    return { name, version: providerVersion(this.#module, name) };
  }
}

/** `count = condition ? 1 : 0`: a switch, not a loop. */
function isSwitch({ value }: Attribute): boolean {
  if (value.kind !== 'conditional') return false;
  return [value.whenTrue, value.whenFalse].every((branch) => branch.kind === 'number' && branch.value <= 1);
}

/** A label without its quotes. */
function innerRange({ range, isQuoted }: Name): Range {
  return isQuoted ? { start: range.start + 1, end: range.end - 1 } : range;
}
