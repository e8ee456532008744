import {
  type JsonNode,
  type JsonObject,
  type JsonProperty,
  type JsonString,
  sourceRange,
} from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import type { Location, SourceDocument } from '../document.ts';
import {
  AZURE_FUNCTIONS,
  arrayValue,
  attributeValue,
  callFunction,
  callValue,
  elementOf,
  exactOf,
  literal,
  memberOf,
  memberSources,
  objectValue,
  reference,
  unknownValue,
} from '../evaluate/index.ts';
import { labelOf } from '../patterns.ts';
import type { AttributeSource, Property, Value } from '../value.ts';
import { type ArmCall, type ArmExpression, parseExpression, plainText } from './expression.ts';
import { isResourceIdFunction, resourceIdValue, typeOfResourceId } from './resource-id.ts';
import { member, type Scope } from './scope.ts';

/** Functions without arguments that describe where a deployment goes; their members are attributes of the surroundings. */
const SURROUNDINGS = new Set([
  'resourcegroup',
  'subscription',
  'tenant',
  'managementgroup',
  'deployment',
  'environment',
  'deployer',
]);
const RESOURCE_FUNCTION = /^(?:reference|references|list\w*|resourceinfo|pickzones|providers)$/i;

/** Makes values of the JSON nodes of one template, one value per node. */
export class ArmEvaluator {
  readonly #document: SourceDocument;
  readonly #scope: Scope;
  readonly #values = new Map<JsonNode, Value>();

  constructor(document: SourceDocument, scope: Scope) {
    this.#document = document;
    this.#scope = scope;
  }

  /** The value of a node; of none, an unknown value at the given range. */
  value(node: JsonNode | undefined, otherwise: Range): Value {
    if (!node) return unknownValue(this.#place(otherwise));
    let value = this.#values.get(node);
    if (!value) {
      value = this.#create(node);
      this.#values.set(node, value);
    }
    return value;
  }

  property(property: JsonProperty): Property {
    const { name, nameRange, range } = property;
    return { name, nameRange, range, value: this.value(property.value, nameRange) };
  }

  #place(range: Range) {
    return { uri: this.#document.uri, range };
  }

  #create(node: JsonNode): Value {
    const place = this.#place(node.range);
    switch (node.kind) {
      case 'object':
        return objectValue(place, () => this.#properties(node));
      case 'array':
        return arrayValue(place, () => node.elements.map((element) => this.value(element, element.range)));
      case 'constant':
        return literal(place, node.value);
      case 'string': {
        const expression = parseExpression(node.text);
        if (!expression) return literal(place, plainText(node.text));
        return reference(place, () => this.#evaluate(expression, node));
      }
    }
  }

  #properties(node: JsonObject): readonly Property[] {
    return node.properties.flatMap((property) => {
      const copies = property.name.toLowerCase() === 'copy' ? copyLoops(property.value) : undefined;
      return copies ? copies.map((copy) => this.#copied(copy)) : [this.property(property)];
    });
  }

  /** `"copy": [{ "name": "disks", "count": ..., "input": {...} }]` makes an array property `disks`. */
  #copied({ name, input, node }: CopyLoop): Property {
    const place = this.#place(node.range);
    const value = arrayValue(
      place,
      () => [this.value(input.value, input.nameRange)],
      () => false,
    );
    return { name: name.text, nameRange: name.range, range: node.range, value };
  }

  #evaluate(expression: ArmExpression, node: JsonString): Value {
    const place = this.#place(sourceRange(this.#document.source, node, expression.start, expression.end));
    switch (expression.kind) {
      case 'text':
        return literal(place, expression.text);
      case 'number':
        return literal(place, expression.value);
      case 'error':
        return unknownValue(place);
      case 'call':
        return this.#call(expression, node, place);
      case 'member': {
        const base = this.#evaluate(expression.base, node);
        const otherwise = () => this.#attribute(expression, base, place);
        return memberOf(place, base, expression.name, { ignoreCase: true, otherwise });
      }
      case 'index': {
        const base = this.#evaluate(expression.base, node);
        const index = this.#evaluate(expression.index, node);
        return elementOf(place, base, index, {
          ignoreCase: true,
          otherwise: () => this.#attribute(expression, base, place),
        });
      }
    }
  }

  #call(call: ArmCall, node: JsonString, place: Location): Value {
    const name = call.name.toLowerCase();
    const args = call.args.map((argument) => this.#evaluate(argument, node));
    const text = exactOf(args[0]) ?? '';
    switch (name) {
      case 'parameters':
        return reference(place, () => this.#scope.parameter(text) ?? unknownValue(place, `param ${text}`));
      case 'variables':
        return reference(place, () => this.#scope.variable(text) ?? unknownValue(place, `var ${text}`));
      case 'true':
      case 'false':
        return literal(place, name === 'true');
      case 'null':
        return literal(place, null);
      case 'copyindex':
        return unknownValue(place, 'copyIndex()');
    }
    if (name.includes('.')) return reference(place, () => this.#scope.call(name, args) ?? callValue(place, call.name));
    if (isResourceIdFunction(name)) return resourceIdValue(name, args, place);
    if (SURROUNDINGS.has(name)) return attributeValue(place, `${call.name}()`, surroundings(call.name, ''));
    if (RESOURCE_FUNCTION.test(name)) return callValue(place, call.name, { type: this.#resourceType(args[0]) });
    return callFunction(AZURE_FUNCTIONS, call.name, args, place);
  }

  /** The type of the resource that a name, symbol or resource id stands for. */
  #resourceType(argument: Value | undefined): string | undefined {
    const text = exactOf(argument);
    const declared = text === undefined ? undefined : this.#scope.resourceType(text);
    return declared ?? argument?.patterns.map(typeOfResourceId).find((type) => type !== undefined);
  }

  /** A member of something that is not known here: an attribute where it is a resource's, else as unknown as its base. */
  #attribute(expression: ArmExpression, base: Value, place: Location): Value {
    const { call, path } = accessPath(expression);
    const name = call?.name ?? '';
    const label = `${labelOf(base.patterns)}${expression.kind === 'member' ? `.${expression.name}` : '[]'}`;
    if (SURROUNDINGS.has(name.toLowerCase())) return attributeValue(place, label, surroundings(name, path));
    const [source] = base.sources;
    if (name.toLowerCase() !== 'reference' || !source)
      return unknownValue(place, label, () =>
        expression.kind === 'member' ? memberSources(base, expression.name) : base.sources,
      );
    const type =
      source.kind === 'function' ? source.resourceType : source.kind === 'attribute' ? source.type : undefined;
    return attributeValue(place, label, { of: 'resource', type: type ?? '', name: '', path });
  }
}

function surroundings(name: string, path: string): Omit<AttributeSource, 'kind' | 'location'> {
  return { of: 'other', type: '', name: `${name}()`, path };
}

/** The call that a chain of members starts with, and the names behind it. */
function accessPath(expression: ArmExpression): { readonly call: ArmCall | undefined; readonly path: string } {
  const names: string[] = [];
  let current = expression;
  while (current.kind === 'member' || current.kind === 'index') {
    if (current.kind === 'member') names.unshift(current.name);
    current = current.base;
  }
  return { call: current.kind === 'call' ? current : undefined, path: names.join('.') };
}

interface CopyLoop {
  readonly node: JsonObject;
  readonly name: JsonString;
  readonly input: JsonProperty;
}

/** The loops of a property `copy`; undefined where it is an ordinary property of that name. */
export function copyLoops(node: JsonNode | undefined): readonly CopyLoop[] | undefined {
  if (node?.kind !== 'array' || node.elements.length === 0) return undefined;
  const loops = node.elements.map((element) => {
    const name = member(element, 'name')?.value;
    const input = member(element, 'input');
    return element.kind === 'object' && name?.kind === 'string' && input ? { node: element, name, input } : undefined;
  });
  return loops.every((loop) => loop !== undefined) ? loops : undefined;
}
