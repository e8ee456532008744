import type { ModuleStatement } from '../../syntax/bicep/index.ts';
import type { Range } from '../../text/range.ts';
import { armModel } from '../arm/index.ts';
import { unknownValue } from '../evaluate/index.ts';
import { findProperties } from '../paths.ts';
import type { InfrastructureModel, ModuleCall } from '../resource.ts';
import { bicepTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { BicepModel } from './bicep-model.ts';
import { objectOf } from './bicep-resource.ts';
import { evaluate, loopScope } from './evaluate.ts';
import { FileScope, isBicep, type ParameterSupply } from './file-scope.ts';
import { placeOf, type Scope } from './scope.ts';

/** How deep modules that call modules are followed. */
const MAX_MODULE_DEPTH = 20;

/** A `module` declaration. */
export class BicepModuleCall implements ModuleCall {
  readonly statement: ModuleStatement;
  readonly isLoop: boolean;
  readonly #scope: Scope;
  #target: { readonly model: InfrastructureModel | undefined } | undefined;
  #body: Value | undefined;

  constructor(statement: ModuleStatement, scope: Scope) {
    this.statement = statement;
    this.isLoop = statement.value.kind === 'for';
    this.#scope = scope;
  }

  get symbol(): string {
    return this.statement.name.name;
  }
  get symbolRange(): Range {
    return this.statement.name.range;
  }
  get range(): Range {
    return { start: this.statement.keyword.start, end: this.statement.range.end };
  }
  get source(): string {
    const { path } = this.statement;
    return path.kind === 'string' && path.expressions.length === 0 ? (path.texts[0]?.text ?? '') : '';
  }
  get sourceRange(): Range {
    return this.statement.path.range;
  }

  get arguments(): readonly Property[] {
    return this.#parameters?.properties ?? [];
  }

  /** The module's file as this call sees it: its parameters have the values that are passed. */
  get target(): InfrastructureModel | undefined {
    this.#target ??= { model: this.#follow() };
    return this.#target.model;
  }

  get #parameters(): Value | undefined {
    if (!this.#body) {
      const { value } = this.statement;
      const object = objectOf(value);
      const scope = value.kind === 'for' ? loopScope(value, this.#scope) : this.#scope;
      this.#body = object ? evaluate(object, scope) : unknownValue(placeOf(this.#scope, value));
    }
    return findProperties(this.#body, 'params', true)[0]?.value;
  }

  #follow(): InfrastructureModel | undefined {
    const { file } = this.#scope;
    const document = file.documentAt(this.statement.path);
    if (document?.kind === 'arm-template') return armModel(document, file.session.workspace);
    if (!document || !isBicep(document) || file.depth >= MAX_MODULE_DEPTH) return undefined;
    for (let caller: FileScope | undefined = file; caller; caller = caller.caller) {
      if (caller.document.uri === document.uri) return undefined;
    }
    return new BicepModel(new FileScope(document, bicepTree(document), file.session, this.#supply, file));
  }

  readonly #supply: ParameterSupply = (name) => {
    const parameters = this.#parameters;
    if (!parameters) return this.statement.value.kind === 'error' ? undefined : { values: [], mayUseDefault: true };
    const values = parameters.properties.flatMap((property) => (property.name === name ? [property.value] : []));
    if (values.length > 0 || (parameters.kind === 'object' && parameters.isComplete)) {
      return { values, mayUseDefault: values.length === 0 };
    }
    // A spread or variable may pass it: its default then is as likely as a value nobody knows here.
    return { values: [unknownValue(parameters, `param ${name}`, () => parameters.sources)], mayUseDefault: true };
  };
}
