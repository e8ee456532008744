import type { DeclarationBody, ObjectExpression, ResourceStatement } from '../../syntax/bicep/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import { unknownValue } from '../evaluate/index.ts';
import { findProperties } from '../paths.ts';
import type { Resource, ResourceEditor, ResourceMode } from '../resource.ts';
import type { Property, Value } from '../value.ts';
import { declaredSymbol } from './access.ts';
import { BicepEditor } from './editor.ts';
import { evaluate, loopScope } from './evaluate.ts';
import { placeOf, type Scope } from './scope.ts';

/** A `resource` declaration with the resources nested in it. */
export class BicepResource implements Resource {
  readonly language = 'bicep';
  readonly provider = undefined;
  readonly statement: ResourceStatement;
  readonly mode: ResourceMode;
  readonly type: string;
  readonly apiVersion: string | undefined;
  readonly isLoop: boolean;
  readonly isConditional: boolean;
  readonly #scope: Scope;
  readonly #container: BicepResource | undefined;
  readonly #object: ObjectExpression | undefined;
  #known: { readonly scope: Scope; readonly children: readonly BicepResource[] } | undefined;
  #body: Value | undefined;

  constructor(statement: ResourceStatement, scope: Scope, container?: BicepResource) {
    this.statement = statement;
    this.#scope = scope;
    this.#container = container;
    this.mode = statement.isExisting ? 'existing' : 'resource';
    const written = statement.type.kind === 'string' ? (statement.type.texts[0]?.text ?? '') : '';
    const [type = '', version] = splitAtLast(written, '@');
    this.type = container ? `${container.type}/${type}` : type;
    this.apiVersion = version ?? container?.apiVersion;
    this.isLoop = statement.value.kind === 'for';
    this.isConditional = bodyKinds(statement.value).includes('if');
    this.#object = objectOf(statement.value);
  }

  get document(): SourceDocument {
    return this.#scope.file.document;
  }
  get symbol(): string {
    return this.statement.name.name;
  }
  get symbolRange(): Range {
    return this.statement.name.range;
  }
  get typeRange(): Range {
    return this.statement.type.range;
  }
  get range(): Range {
    return { start: this.statement.keyword.start, end: this.statement.range.end };
  }

  get body(): Value {
    this.#body ??= this.#object
      ? evaluate(this.#object, this.bodyScope)
      : unknownValue(placeOf(this.#scope, this.statement.value));
    return this.#body;
  }

  /** The resource it is nested in or names as its `parent`. */
  get parent(): BicepResource | undefined {
    if (this.#container) return this.#container;
    const property = this.#object?.members.find(
      (member) => member.kind === 'property' && member.key.kind === 'identifier' && member.key.name === 'parent',
    );
    const symbol = property?.kind === 'property' ? declaredSymbol(property.value, this.bodyScope) : undefined;
    return symbol?.kind === 'resource' ? symbol.resource : undefined;
  }

  get editor(): ResourceEditor {
    return new BicepEditor(this.#scope.file.tree, this.statement, this.#object, this.document.uri);
  }

  /** The resources nested in its body, directly. */
  get children(): readonly BicepResource[] {
    return this.#inside().children;
  }

  /** The names of the file, of the loop, and of the resources nested in this one and in those around it. */
  get bodyScope(): Scope {
    return this.#inside().scope;
  }

  child(name: string): BicepResource | undefined {
    return this.children.find((child) => child.symbol === name);
  }

  /** This resource and all below it, parents first. */
  get withDescendants(): readonly BicepResource[] {
    return [this, ...this.children.flatMap((child) => child.withDescendants)];
  }

  isType(type: string): boolean {
    return this.type.length === type.length && this.type.toLowerCase() === type.toLowerCase();
  }

  find(path: string): readonly Property[] {
    return findProperties(this.body, path, true);
  }

  // Nested resources see each other, so their scope is made before them and filled behind them.
  #inside(): { readonly scope: Scope; readonly children: readonly BicepResource[] } {
    if (this.#known) return this.#known;
    const { value } = this.statement;
    const outer = value.kind === 'for' ? loopScope(value, this.#scope) : this.#scope;
    const locals = new Map(outer.locals);
    const scope = { file: outer.file, locals };
    const children = (this.#object?.members ?? []).flatMap((member) =>
      member.kind === 'resource' ? [new BicepResource(member, scope, this)] : [],
    );
    for (const resource of children) locals.set(resource.symbol, { kind: 'resource', resource });
    this.#known = { scope, children };
    return this.#known;
  }
}

function splitAtLast(text: string, separator: string): readonly [string, string?] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** The object that a resource or module is made of, inside of its condition and loop. */
export function objectOf(body: DeclarationBody): ObjectExpression | undefined {
  if (body.kind === 'object') return body;
  const inner = body.kind === 'for' || body.kind === 'if' ? body.body : undefined;
  return inner && (inner.kind === 'object' || inner.kind === 'if') ? objectOf(inner) : undefined;
}

function bodyKinds(body: DeclarationBody): readonly string[] {
  const inner = body.kind === 'for' || body.kind === 'if' ? body.body : undefined;
  return inner && (inner.kind === 'object' || inner.kind === 'if') ? [body.kind, ...bodyKinds(inner)] : [body.kind];
}
