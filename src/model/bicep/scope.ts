import type { BicepNode, Expression, FunctionStatement, TypeStatement } from '../../syntax/bicep/index.ts';
import type { Location } from '../document.ts';
import type { Value } from '../value.ts';
import type { BicepResource } from './bicep-resource.ts';
import type { FileScope } from './file-scope.ts';
import type { BicepModuleCall } from './module-call.ts';

/** The expression that a name is declared with, and where that is read. */
export interface Declaration {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What a name stands for. */
export type BicepSymbol =
  | { readonly kind: 'value'; readonly value: Value; readonly declaration?: Declaration }
  | { readonly kind: 'resource'; readonly resource: BicepResource }
  | { readonly kind: 'module'; readonly module: BicepModuleCall }
  | { readonly kind: 'function'; readonly statement: FunctionStatement; readonly file: FileScope }
  | { readonly kind: 'type'; readonly statement: TypeStatement; readonly file: FileScope }
  | { readonly kind: 'namespace'; readonly file: FileScope | undefined };

/** The names that an expression can use: those of its file, and inside of loops, lambdas and resources some more. */
export interface Scope {
  readonly file: FileScope;
  readonly locals: ReadonlyMap<string, BicepSymbol>;
}

export function withLocals(scope: Scope, locals: Iterable<readonly [string, BicepSymbol]>): Scope {
  return { file: scope.file, locals: new Map([...scope.locals, ...locals]) };
}

export function localValue(name: string, value: Value): readonly [string, BicepSymbol] {
  return [name, { kind: 'value', value }];
}

export function lookUp(scope: Scope, name: string): BicepSymbol | undefined {
  return scope.locals.get(name) ?? scope.file.symbol(name);
}

export function placeOf(scope: Scope, node: Pick<BicepNode, 'range'>): Location {
  return { uri: scope.file.document.uri, range: node.range };
}
