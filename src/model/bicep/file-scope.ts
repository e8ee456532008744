import type { BicepFile, ImportStatement, Statement, StringExpression } from '../../syntax/bicep/index.ts';
import type { SourceDocument } from '../document.ts';
import { exactOf } from '../evaluate/index.ts';
import { BicepResource } from './bicep-resource.ts';
import { evaluate, evaluateLazily } from './evaluate.ts';
import { resolveReference } from './file-path.ts';
import { BicepModuleCall } from './module-call.ts';
import { type ParameterInput, valueOfParameter } from './parameter.ts';
import type { BicepSymbol, Scope } from './scope.ts';
import type { Session } from './session.ts';

/** Where the value of a parameter comes from: what is passed to a module, or the parameter files of a template. */
export type ParameterSupply = (name: string) => ParameterInput | undefined;

/** A file with the names it declares and imports. */
export class FileScope {
  readonly document: SourceDocument;
  readonly tree: BicepFile;
  readonly session: Session;
  readonly scope: Scope = { file: this, locals: new Map() };
  /** The file with the module call through which this one is seen. */
  readonly caller: FileScope | undefined;
  readonly #supply: ParameterSupply | undefined;
  #symbols: ReadonlyMap<string, () => BicepSymbol | undefined> | undefined;
  #resources: readonly BicepResource[] | undefined;
  #modules: readonly BicepModuleCall[] | undefined;

  constructor(
    document: SourceDocument,
    tree: BicepFile,
    session: Session,
    supply?: ParameterSupply,
    caller?: FileScope,
  ) {
    this.document = document;
    this.tree = tree;
    this.session = session;
    this.#supply = supply;
    this.caller = caller;
  }

  /** How many module calls lead here. */
  get depth(): number {
    return this.caller ? this.caller.depth + 1 : 0;
  }

  /** The resources of the file in order of the text, those nested in others behind them. */
  get resources(): readonly BicepResource[] {
    this.#resources ??= this.tree.statements.flatMap((statement) =>
      statement.kind === 'resource' ? [new BicepResource(statement, this.scope)] : [],
    );
    return this.#resources;
  }

  get modules(): readonly BicepModuleCall[] {
    this.#modules ??= this.tree.statements.flatMap((statement) =>
      statement.kind === 'module' ? [new BicepModuleCall(statement, this.scope)] : [],
    );
    return this.#modules;
  }

  /** What a name means at the top of the file. */
  symbol(name: string): BicepSymbol | undefined {
    this.#symbols ??= this.#declare();
    return this.#symbols.get(name)?.();
  }

  /** The file that a path written in this one means, where the workspace has it. */
  fileAt(path: StringExpression | { readonly kind: 'error' } | undefined): FileScope | undefined {
    const document = this.documentAt(path);
    return document && isBicep(document) ? this.session.fileScope(document) : undefined;
  }

  documentAt(path: StringExpression | { readonly kind: 'error' } | undefined): SourceDocument | undefined {
    if (path?.kind !== 'string') return undefined;
    const written = exactOf(evaluate(path, this.scope));
    const resolved = written === undefined ? undefined : resolveReference(this.document.path, written);
    return resolved === undefined ? undefined : this.session.workspace.get(resolved);
  }

  #declare(): ReadonlyMap<string, () => BicepSymbol | undefined> {
    const symbols = new Map<string, () => BicepSymbol | undefined>();
    for (const statement of this.tree.statements) {
      if (statement.kind === 'import') {
        for (const [name, symbol] of this.#imported(statement)) symbols.set(name, symbol);
      } else if ('name' in statement && statement.name.name !== '') {
        // Outputs and metadata are no names that an expression can use.
        const isName = statement.kind !== 'output' && statement.kind !== 'metadata' && statement.kind !== 'assert';
        if (isName)
          symbols.set(
            statement.name.name,
            once(() => this.#symbolOf(statement)),
          );
      }
    }
    return symbols;
  }

  #symbolOf(statement: Statement): BicepSymbol | undefined {
    switch (statement.kind) {
      case 'variable':
      case 'parameter-assignment': {
        const value = evaluateLazily(statement.value, this.scope);
        return { kind: 'value', value, declaration: { expression: statement.value, scope: this.scope } };
      }
      case 'parameter':
        return { kind: 'value', value: valueOfParameter(statement, this.scope, this.#supply?.(statement.name.name)) };
      case 'resource': {
        const resource = this.resources.find((candidate) => candidate.statement === statement);
        return resource && { kind: 'resource', resource };
      }
      case 'module': {
        const module = this.modules.find((candidate) => candidate.statement === statement);
        return module && { kind: 'module', module };
      }
      case 'function':
        return { kind: 'function', statement, file: this };
      case 'type':
        return { kind: 'type', statement, file: this };
      default:
        return undefined;
    }
  }

  #imported({ target, path }: ImportStatement): readonly (readonly [string, () => BicepSymbol | undefined])[] {
    const file = once(() => this.fileAt(path));
    if (target.kind === 'wildcard-import') {
      return [[target.alias.name, () => ({ kind: 'namespace', file: file() })]];
    }
    if (target.kind !== 'import-list') return [];
    return target.symbols.flatMap((symbol) => {
      if (symbol.kind === 'error') return [];
      const name = symbol.name.kind === 'identifier' ? symbol.name.name : (symbol.name.texts[0]?.text ?? '');
      return [[symbol.alias?.name ?? name, once(() => file()?.symbol(name))] as const];
    });
  }
}

export function isBicep(document: SourceDocument): boolean {
  return document.kind === 'bicep' || document.kind === 'bicepparam';
}

/** What is worked out when it is first asked for; undefined while that is under way, as in a cycle of imports. */
function once<T>(compute: () => T): () => T | undefined {
  let known: { readonly value: T | undefined } | undefined;
  return () => {
    if (!known) {
      known = { value: undefined };
      known = { value: compute() };
    }
    return known.value;
  };
}
