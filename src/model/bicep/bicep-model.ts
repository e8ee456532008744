import type { SourceDocument } from '../document.ts';
import type {
  Assignment,
  InfrastructureModel,
  ModuleCall,
  Output,
  Parameter,
  Resource,
  TargetScope,
} from '../resource.ts';
import { evaluate } from './evaluate.ts';
import type { FileScope } from './file-scope.ts';
import { isSecure, isSecureParameter, parameterOf } from './parameter.ts';
import { templateOf } from './parameter-files.ts';

const TARGET_SCOPES: readonly TargetScope[] = ['tenant', 'managementGroup', 'subscription', 'resourceGroup'];

/** One `.bicep` or `.bicepparam` file. Every part is worked out when it is first asked for. */
export class BicepModel implements InfrastructureModel {
  readonly language = 'bicep';
  readonly #file: FileScope;
  #resources: readonly Resource[] | undefined;
  #parameters: readonly Parameter[] | undefined;
  #outputs: readonly Output[] | undefined;
  #assignments: readonly Assignment[] | undefined;

  constructor(file: FileScope) {
    this.#file = file;
  }

  get document(): SourceDocument {
    return this.#file.document;
  }

  get targetScope(): TargetScope {
    const statement = this.#file.tree.statements.find(({ kind }) => kind === 'target-scope');
    const value = statement?.kind === 'target-scope' && statement.value.kind === 'string' ? statement.value : undefined;
    const text = value?.texts[0]?.text;
    return TARGET_SCOPES.find((scope) => scope === text) ?? 'resourceGroup';
  }

  /** In order of the text, those nested in others behind them. */
  get resources(): readonly Resource[] {
    this.#resources ??= this.#file.resources.flatMap((resource) => resource.withDescendants);
    return this.#resources;
  }

  get parameters(): readonly Parameter[] {
    this.#parameters ??= this.#file.tree.statements.flatMap((statement) =>
      statement.kind === 'parameter' ? [parameterOf(statement, this.#file.scope)] : [],
    );
    return this.#parameters;
  }

  get outputs(): readonly Output[] {
    this.#outputs ??= this.#file.tree.statements.flatMap((statement) =>
      statement.kind === 'output'
        ? [
            {
              name: statement.name.name,
              nameRange: statement.name.range,
              range: { start: statement.keyword.start, end: statement.range.end },
              isSecure: isSecure(statement.decorators),
              value: evaluate(statement.value, this.#file.scope),
            },
          ]
        : [],
    );
    return this.#outputs;
  }

  get modules(): readonly ModuleCall[] {
    return this.#file.modules;
  }

  get assignments(): readonly Assignment[] {
    this.#assignments ??= this.#assigned();
    return this.#assignments;
  }

  #assigned(): readonly Assignment[] {
    const template = templateOf(this.#file);
    const declared = new Map(
      template?.tree.statements.flatMap((statement) =>
        statement.kind === 'parameter' ? [[statement.name.name, statement] as const] : [],
      ) ?? [],
    );
    return this.#file.tree.statements.flatMap((statement) => {
      if (statement.kind !== 'parameter-assignment') return [];
      const declaration = declared.get(statement.name.name);
      return [
        {
          name: statement.name.name,
          nameRange: statement.name.range,
          range: { start: statement.keyword.start, end: statement.range.end },
          value: evaluate(statement.value, this.#file.scope),
          isSecure: template && declaration ? isSecureParameter(declaration, template.scope) : undefined,
        },
      ];
    });
  }
}
