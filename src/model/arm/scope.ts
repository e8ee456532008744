import type { JsonNode, JsonObject, JsonProperty } from '../../syntax/json/index.ts';
import type { Value } from '../value.ts';

/** What the functions of a template refer to: `parameters('x')`, `variables('x')`, `reference('symbol')`. */
export interface Scope {
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  /** The user-defined function `namespace.name` with these arguments. */
  call(name: string, args: readonly Value[]): Value | undefined;
  /** The type of the resource with this symbolic name or, in templates without symbols, this name. */
  resourceType(name: string): string | undefined;
}

/** The property of a name; ARM does not tell upper from lower case. */
export function member(node: JsonNode | undefined, name: string): JsonProperty | undefined {
  if (node?.kind !== 'object') return undefined;
  const lower = name.toLowerCase();
  return node.properties.find((property) => property.name.toLowerCase() === lower);
}

export function memberValue(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let current = node;
  for (const name of path) current = member(current, name)?.value;
  return current;
}

export function memberObject(node: JsonNode | undefined, ...path: readonly string[]): JsonObject | undefined {
  const found = memberValue(node, ...path);
  return found?.kind === 'object' ? found : undefined;
}

export function memberText(node: JsonNode | undefined, ...path: readonly string[]): string | undefined {
  const found = memberValue(node, ...path);
  return found?.kind === 'string' ? found.text : undefined;
}
