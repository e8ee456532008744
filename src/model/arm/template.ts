import type { JsonNode, JsonObject, JsonProperty } from '../../syntax/json/index.ts';
import type { SourceDocument } from '../document.ts';
import { arrayValue, branches, exactOf, parameterValue } from '../evaluate/index.ts';
import type { Output, Parameter } from '../resource.ts';
import type { Value } from '../value.ts';
import { ArmEvaluator, copyLoops } from './evaluator.ts';
import { parseExpression } from './expression.ts';
import { member, memberObject, memberText, memberValue, type Scope } from './scope.ts';

/** The values that are passed to a parameter, by its name in lower case. */
export type AssignedValues = (name: string) => readonly Value[];

/** One template with its own parameters and variables: a file, or one nested in a deployment with inner scope. */
export class Template implements Scope {
  readonly document: SourceDocument;
  readonly node: JsonObject;
  readonly evaluator: ArmEvaluator;
  readonly #assigned: AssignedValues;
  readonly #parameters = new Map<string, Value | undefined>();
  readonly #variables = new Map<string, Value | undefined>();
  #types: ReadonlyMap<string, string> | undefined;

  /** @param evaluator of the template around it, for a nested one whose expressions belong to that */
  constructor(document: SourceDocument, node: JsonObject, assigned: AssignedValues, evaluator?: ArmEvaluator) {
    this.document = document;
    this.node = node;
    this.#assigned = assigned;
    this.evaluator = evaluator ?? new ArmEvaluator(document, this);
  }

  parameter(name: string): Value | undefined {
    return computeOnce(this.#parameters, name.toLowerCase(), () => this.#parameterValue(name));
  }

  variable(name: string): Value | undefined {
    return computeOnce(this.#variables, name.toLowerCase(), () => this.#variableValue(name));
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    const [namespace = '', functionName = ''] = name.split('.');
    const sections = memberValue(this.node, 'functions');
    const section =
      sections?.kind === 'array'
        ? sections.elements.find((element) => memberText(element, 'namespace')?.toLowerCase() === namespace)
        : undefined;
    const declared = memberObject(section, 'members', functionName);
    const output = declared && member(memberValue(declared, 'output'), 'value');
    if (!output) return undefined;
    return new ArmEvaluator(this.document, functionScope(declared, args)).value(output.value, output.nameRange);
  }

  resourceType(name: string): string | undefined {
    this.#types ??= this.#declaredTypes();
    return this.#types.get(name.toLowerCase());
  }

  get parameters(): readonly Parameter[] {
    const declared = memberObject(this.node, 'parameters')?.properties ?? [];
    return declared.map((property) => {
      const value = member(property.value, 'defaultValue');
      return {
        name: property.name,
        nameRange: property.nameRange,
        range: property.range,
        isSecure: this.isSecure(property),
        type: memberText(property.value, 'type') ?? '',
        default: value && this.evaluator.value(value.value, value.nameRange),
      };
    });
  }

  get outputs(): readonly Output[] {
    const declared = memberObject(this.node, 'outputs')?.properties ?? [];
    return declared.map((property) => {
      const { name, nameRange, range } = property;
      return { name, nameRange, range, isSecure: this.isSecure(property), value: this.#outputValue(property) };
    });
  }

  /** Of a parameter or output: a secure type, also by way of a definition. */
  isSecure(declaration: JsonProperty): boolean {
    let node = declaration.value;
    for (let hops = 0; hops < 10; hops++) {
      if (/^secure(?:string|object)$/i.test(memberText(node, 'type') ?? '')) return true;
      const definition = /^#\/definitions\/(.+)$/.exec(memberText(node, '$ref') ?? '')?.[1];
      if (definition === undefined) return false;
      node = memberValue(this.node, 'definitions', definition);
    }
    return false;
  }

  #parameterValue(name: string): Value | undefined {
    const property = member(memberValue(this.node, 'parameters'), name);
    if (!property) return undefined;
    const declared = member(property.value, 'defaultValue');
    const allowed = memberValue(property.value, 'allowedValues');
    const place = { uri: this.document.uri, range: property.nameRange };
    const source = {
      name: property.name,
      isSecure: this.isSecure(property),
      default: declared ? defaultKind(declared.value) : 'none',
    } as const;
    // Without a default, the values that are allowed are all there can be.
    const value = declared
      ? this.evaluator.value(declared.value, declared.nameRange)
      : allowed?.kind === 'array' && allowed.elements.length > 0
        ? branches(place, this.evaluator.value(allowed, allowed.range).items)
        : undefined;
    return parameterValue(place, `param ${property.name}`, source, value, this.#assigned(name.toLowerCase()));
  }

  #variableValue(name: string): Value | undefined {
    const variables = memberValue(this.node, 'variables');
    const property = member(variables, name);
    if (property && !copyLoops(property.value)) return this.evaluator.value(property.value, property.nameRange);
    if (variables?.kind !== 'object') return undefined;
    const all = this.evaluator.value(variables, variables.range).properties;
    return all.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())?.value;
  }

  #outputValue(property: JsonProperty): Value {
    const value = member(property.value, 'value');
    const copied = member(memberValue(property.value, 'copy'), 'input');
    if (value || !copied) return this.evaluator.value(value?.value, value?.nameRange ?? property.nameRange);
    return arrayValue(
      { uri: this.document.uri, range: copied.range },
      () => [this.evaluator.value(copied.value, copied.nameRange)],
      () => false,
    );
  }

  #declaredTypes(): ReadonlyMap<string, string> {
    const types = new Map<string, string>();
    for (const { node, key } of resourceNodes(memberValue(this.node, 'resources'))) {
      const name = key?.name ?? memberText(node, 'name');
      const type = memberText(node, 'type')?.split('@')[0];
      if (name !== undefined && type !== undefined) types.set(name.toLowerCase(), type);
    }
    return types;
  }
}

/** Inside a user-defined function there is nothing but its arguments. */
function functionScope(declared: JsonObject, args: readonly Value[]): Scope {
  const parameters = memberValue(declared, 'parameters');
  const names =
    parameters?.kind === 'array'
      ? parameters.elements.map((element) => memberText(element, 'name')?.toLowerCase())
      : [];
  return {
    parameter: (name) => args[names.indexOf(name.toLowerCase())],
    variable: () => undefined,
    call: () => undefined,
    resourceType: () => undefined,
  };
}

/** The resources of a `resources` section: an array, or with symbolic names an object. */
export function resourceNodes(
  section: JsonNode | undefined,
): readonly { readonly node: JsonObject; readonly key: JsonProperty | undefined }[] {
  if (section?.kind === 'object')
    return section.properties.flatMap((key) => (key.value?.kind === 'object' ? [{ node: key.value, key }] : []));
  if (section?.kind !== 'array') return [];
  return section.elements.flatMap((node) => (node.kind === 'object' ? [{ node, key: undefined }] : []));
}

function defaultKind(node: JsonNode | undefined): 'literal' | 'expression' {
  return node?.kind === 'string' && parseExpression(node.text) ? 'expression' : 'literal';
}

function computeOnce<T>(memo: Map<string, T | undefined>, key: string, compute: () => T | undefined): T | undefined {
  if (memo.has(key)) return memo.get(key);
  const value = compute();
  memo.set(key, value);
  return value;
}

/** The text of a declaration that must be constant: `type`, `apiVersion`. */
export function constantText(evaluator: ArmEvaluator, node: JsonNode | undefined): string | undefined {
  return node && exactOf(evaluator.value(node, node.range));
}
