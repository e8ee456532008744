import type { Expression } from '../../syntax/terraform/index.ts';
import { descendants } from '../../syntax/terraform/index.ts';
import type { Range } from '../../text/range.ts';
import type { Location, SourceDocument } from '../document.ts';
import type { Value } from '../value.ts';

/** What names mean in a module. Each answer is evaluated on first use. */
export interface Symbols {
  variable(name: string): Value | undefined;
  local(name: string): Value | undefined;
  /** An output of a module that is called by this one and whose files are in the workspace. */
  moduleOutput(module: string, output: string): Value | undefined;
  /** What a resource declares. @param key the key of one instance, where the reference names it */
  resource(address: ResourceAddress, key: Value | undefined): Value | undefined;
  /** The instances that `for_each` makes of a resource; undefined where that is not certain. */
  instances(address: ResourceAddress): readonly Entry[] | undefined;
}

export interface ResourceAddress {
  readonly of: 'resource' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
}

/** One pass of a loop: what `each.key` and `each.value`, or the two variables of a for-expression, are. */
export interface Entry {
  readonly key: Value;
  readonly value: Value;
}

/** Where an expression is evaluated: the file it stands in, the module of the file and the variables of the loops around it. */
export interface Scope {
  readonly document: SourceDocument;
  readonly symbols: Symbols;
  readonly bindings: Binding | undefined;
  /** The loops whose variables stand for all passes here. */
  readonly loops: readonly Loop[];
}

/** A variable of a loop; `next` are those of the loops around it. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
  readonly next: Binding | undefined;
}

/**
 * A loop whose body is modelled once for all passes: there its variables stand for all values at the same time. Where
 * a string is built, the passes are told apart, so that `"${each.key}-${each.value}"` pairs what belongs together.
 */
export interface Loop {
  /** The name that the loop binds. */
  readonly variable: string;
  /** What it is in each pass; empty where the passes are not certain. */
  passes(): readonly Value[];
}

export function placeIn(scope: Scope, range: Range): Location {
  return { uri: scope.document.uri, range };
}

export function bind(scope: Scope, variables: Readonly<Record<string, Value>>): Scope {
  let bindings = scope.bindings;
  for (const [name, value] of Object.entries(variables)) bindings = { name, value, next: bindings };
  return { ...scope, bindings };
}

export function lookup(scope: Scope, name: string): Value | undefined {
  for (let binding = scope.bindings; binding; binding = binding.next) if (binding.name === name) return binding.value;
  return undefined;
}

/** The loops around whose variables an expression uses, outermost first. */
export function loopsIn(expression: Expression, scope: Scope): readonly Loop[] {
  if (scope.loops.length === 0) return [];
  const names = new Set<string>();
  for (const node of descendants(expression)) if (node.kind === 'variable') names.add(node.name);
  return scope.loops.filter(({ variable }) => names.has(variable));
}

/** The scope of one pass of a loop. */
export function passOf(scope: Scope, loop: Loop, value: Value): Scope {
  return { ...bind(scope, { [loop.variable]: value }), loops: scope.loops.filter((other) => other !== loop) };
}
