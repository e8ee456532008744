import type { Attribute, Block } from '../../syntax/terraform/index.ts';
import type { SourceDocument, Workspace } from '../document.ts';
import { exactOf, parameterValue, reference, unknownValue } from '../evaluate/index.ts';
import type { AttributeSource, Property, Value } from '../value.ts';
import { assignedValues } from './assignments.ts';
import { bodyValue, entryValue, loopBody, resourceBody } from './bodies.ts';
import { attributeOf, type Declared, declarationsIn, isTrue } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { moduleFiles, resolveFolder } from './folders.ts';
import { resourceInstance, wholeSource } from './instances.ts';
import { entriesOf } from './loops.ts';
import { bind, type Entry, placeIn, type ResourceAddress, type Scope, type Symbols } from './scope.ts';

/** How many calls are followed from one file, through all modules; two calls of the same module count twice. */
const MAX_CALLS = 1_000;

/** The arguments of a module call that Terraform takes for itself. */
export const CALL_ARGUMENTS: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
]);

/**
 * A module: the files of a folder, and what its names mean. A called module has the arguments of the call; a root
 * module takes its variables from the variable files of its folder.
 */
export class Module implements Symbols {
  readonly workspace: Workspace;
  readonly folder: string;
  readonly documents: readonly SourceDocument[];
  /** Undefined for a root module. */
  readonly #arguments: ReadonlyMap<string, Value> | undefined;
  readonly #callers: readonly string[];
  /** How many calls may still be followed, shared by all modules of a root. */
  readonly #budget: { left: number };
  readonly #values = new Map<string, Value | undefined>();
  readonly #passes = new Map<Block, readonly Entry[] | undefined>();
  readonly #sources = new Map<Block, AttributeSource>();
  readonly #children = new Map<string, Module | undefined>();

  private constructor(
    workspace: Workspace,
    folder: string,
    given: ReadonlyMap<string, Value> | undefined,
    callers: readonly string[],
    budget: { left: number },
  ) {
    this.workspace = workspace;
    this.folder = folder;
    this.documents = moduleFiles(workspace, folder);
    this.#arguments = given;
    this.#callers = callers;
    this.#budget = budget;
  }

  static root(workspace: Workspace, folder: string): Module {
    return new Module(workspace, folder, undefined, [], { left: MAX_CALLS });
  }

  /** The declaration of an address, in whichever file of the module it is. */
  declaration(address: string): Declared | undefined {
    for (const document of this.documents) {
      const node = declarationsIn(document).get(address);
      if (node) return { document, node };
    }
    return undefined;
  }

  variable(name: string): Value | undefined {
    return this.#once(`var.${name}`, ({ document, node }) =>
      node.kind === 'block' ? this.#variableValue(name, document, node) : undefined,
    );
  }

  local(name: string): Value | undefined {
    return this.#once(`local.${name}`, ({ document, node }) =>
      node.kind === 'attribute' ? evaluate(node.value, this.scope(document)) : undefined,
    );
  }

  output(name: string): Value | undefined {
    return this.#once(`output.${name}`, ({ document, node }) => {
      const value = node.kind === 'block' ? attributeOf(node.body, 'value') : undefined;
      return value && evaluate(value.value, this.scope(document));
    });
  }

  moduleOutput(module: string, output: string): Value | undefined {
    return this.child(module)?.output(output);
  }

  resource(address: ResourceAddress, key: Value | undefined): Value | undefined {
    const id = idOf(address);
    if (key === undefined) {
      return this.#once(id, ({ document, node }) =>
        node.kind === 'block' ? this.#instance(address, node, this.resourceScope(document, node)) : undefined,
      );
    }
    const declared = this.declaration(id);
    if (declared?.node.kind !== 'block') return undefined;
    const { document, node } = declared;
    const scope = this.scope(document);
    const place = placeIn(scope, node.range);
    return reference(place, () => {
      const name = exactOf(key);
      const entry =
        name === undefined ? undefined : this.#entries(document, node)?.find((one) => exactOf(one.key) === name);
      return entry
        ? this.#instance(address, node, bind(scope, { each: entryValue(entry) }))
        : this.#instance(address, node, this.resourceScope(document, node));
    });
  }

  instances(address: ResourceAddress): readonly Entry[] | undefined {
    const declared = this.declaration(idOf(address));
    if (declared?.node.kind !== 'block') return undefined;
    const { document, node } = declared;
    return this.#entries(document, node)?.map((entry) => ({
      key: entry.key,
      value: this.#instance(address, node, bind(this.scope(document), { each: entryValue(entry) })),
    }));
  }

  scope(document: SourceDocument): Scope {
    return { document, symbols: this, bindings: undefined, loops: [] };
  }

  /** The scope of the body of a resource or module call, with `each` and `count`. */
  resourceScope(document: SourceDocument, block: Block): Scope {
    const scope = this.scope(document);
    const forEach = attributeOf(block.body, 'for_each');
    return forEach ? loopBody(scope, 'each', evaluate(forEach.value, scope), 'elements') : scope;
  }

  /** The module that a call in this one names, where its folder is in the workspace and no call leads back to itself. */
  child(name: string): Module | undefined {
    if (!this.#children.has(name)) this.#children.set(name, this.#findChild(name));
    return this.#children.get(name);
  }

  /** The arguments that a call hands to its module. */
  callArguments(document: SourceDocument, block: Block): readonly Property[] {
    const scope = this.resourceScope(document, block);
    const body = bodyValue(block.body, scope);
    if (block.type.name === 'module') return body.properties.filter(({ name }) => !CALL_ARGUMENTS.has(name));
    return body.properties.find(({ name }) => name === 'inputs')?.value.properties ?? [];
  }

  #findChild(name: string): Module | undefined {
    const declared = this.declaration(`module.${name}`) ?? this.declaration(`component.${name}`);
    if (declared?.node.kind !== 'block') return undefined;
    const { document, node } = declared;
    const source = attributeOf(node.body, 'source');
    const path = source && exactOf(evaluate(source.value, this.scope(document)));
    const folder = path === undefined ? undefined : resolveFolder(this.folder, path);
    const callers = [...this.#callers, this.folder];
    if (folder === undefined || callers.includes(folder) || this.#budget.left === 0) return undefined;
    this.#budget.left -= 1;
    const given = new Map(this.callArguments(document, node).map((property) => [property.name, property.value]));
    const child = new Module(this.workspace, folder, given, callers, this.#budget);
    return child.documents.length > 0 ? child : undefined;
  }

  #variableValue(name: string, document: SourceDocument, block: Block): Value {
    const scope = this.scope(document);
    const place = placeIn(scope, block.range);
    const written = attributeOf(block.body, 'default');
    const defaultValue = written && evaluate(written.value, scope);
    if (this.#arguments) {
      const given = this.#arguments.get(name) ?? defaultValue;
      return given ? reference(place, () => given) : unknownValue(place, `var.${name}`);
    }
    const { loaded, optional } = assignedValues(this.workspace, this.folder, name);
    const otherwise = loaded ?? defaultValue;
    // A variable file that somebody may or may not name is one more possibility.
    const assigned = loaded || optional.length > 0 ? [...(otherwise ? [otherwise] : []), ...optional] : [];
    const source = { name, isSecure: isTrue(block, 'sensitive'), default: defaultKind(written) } as const;
    return parameterValue(place, `var.${name}`, source, defaultValue, assigned);
  }

  #instance(address: ResourceAddress, block: Block, scope: Scope): Value {
    const place = placeIn(scope, block.range);
    const whole = this.#sources.get(block) ?? wholeSource(place, address);
    this.#sources.set(block, whole);
    return resourceInstance(place, whole, address, resourceBody(block.body, scope));
  }

  /** The passes of a block's `for_each`; not certain where it leads back to itself. */
  #entries(document: SourceDocument, block: Block): readonly Entry[] | undefined {
    if (!this.#passes.has(block)) {
      this.#passes.set(block, undefined);
      const forEach = attributeOf(block.body, 'for_each');
      const scope = this.scope(document);
      this.#passes.set(block, forEach && entriesOf(evaluate(forEach.value, scope), scope, 'elements'));
    }
    return this.#passes.get(block);
  }

  #once(address: string, make: (declared: Declared) => Value | undefined): Value | undefined {
    if (!this.#values.has(address)) {
      const declared = this.declaration(address);
      this.#values.set(address, declared && make(declared));
    }
    return this.#values.get(address);
  }
}

function idOf({ of, type, name }: ResourceAddress): string {
  return of === 'resource' ? `${type}.${name}` : `${of}.${type}.${name}`;
}

function defaultKind(attribute: Attribute | undefined): 'none' | 'literal' | 'expression' {
  switch (attribute?.value.kind) {
    case undefined:
    case 'null':
      return 'none';
    case 'template':
    case 'number':
    case 'boolean':
      return 'literal';
    default:
      return 'expression';
  }
}
