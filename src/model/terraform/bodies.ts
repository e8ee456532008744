import type { Block, Body, BodyItem } from '../../syntax/terraform/index.ts';
import { objectValue } from '../evaluate/index.ts';
import type { Property, Value } from '../value.ts';
import { attributeOf, blocksOf } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { markBlock } from './instances.ts';
import { entriesOf, sharedEntry } from './loops.ts';
import { remember } from './property-nodes.ts';
import { bind, type Entry, type Loop, placeIn, type Scope } from './scope.ts';

/** What Terraform itself reads in a resource: no part of what is deployed, and what a loop runs over may be large. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(['for_each', 'count', 'depends_on']);

/** The body of a resource, without the arguments that Terraform takes for itself. */
export function resourceBody(body: Body, scope: Scope): Value {
  return bodyValue({ ...body, items: body.items.filter((item) => !isMeta(item)) }, scope);
}

function isMeta(item: BodyItem): boolean {
  return item.kind === 'attribute' && META_ARGUMENTS.has(item.name.name);
}

/** A body as an object: attributes and nested blocks in order of the text, `dynamic` blocks under the name they make. */
export function bodyValue(body: Body, scope: Scope): Value {
  return objectValue(
    placeIn(scope, body.range),
    () => propertiesOf(body, scope),
    // A line that is being written could be any attribute.
    () => body.items.every((item) => item.kind !== 'error'),
  );
}

function propertiesOf(body: Body, scope: Scope): readonly Property[] {
  return body.items.flatMap((item): readonly Property[] => {
    if (item.kind === 'error') return [];
    if (item.kind === 'block')
      return [item.type.name === 'dynamic' ? dynamicProperty(item, scope) : blockProperty(item, scope)];
    const property: Property = {
      name: item.name.name,
      nameRange: item.name.range,
      range: item.range,
      value: evaluate(item.value, scope),
    };
    return [remember(property, { document: scope.document, node: item })];
  });
}

function blockProperty(block: Block, scope: Scope): Property {
  const property: Property = {
    name: block.type.name,
    nameRange: block.type.range,
    range: block.range,
    value: markBlock(bodyValue(block.body, scope)),
  };
  return remember(property, { document: scope.document, node: block });
}

/** `dynamic "name" { for_each, iterator, content { } }`: one property, however many blocks it makes. */
function dynamicProperty(block: Block, scope: Scope): Property {
  const [label] = block.labels;
  const [content] = blocksOf(block.body, 'content');
  const forEach = attributeOf(block.body, 'for_each');
  const iterator = attributeOf(block.body, 'iterator')?.value;
  const name = label?.text ?? '';
  const variable = iterator?.kind === 'variable' ? iterator.name : name;
  const inner = forEach ? loopBody(scope, variable, evaluate(forEach.value, scope), 'indexes') : scope;
  const property: Property = {
    name,
    nameRange: label?.range ?? block.type.range,
    range: block.range,
    value: markBlock(
      content
        ? bodyValue(content.body, inner)
        : objectValue(
            placeIn(scope, block.range),
            () => [],
            () => false,
          ),
    ),
  };
  return remember(property, { document: scope.document, node: block });
}

/** The scope of a body that a loop repeats, in which `variable.key` and `variable.value` stand for all passes. */
export function loopBody(scope: Scope, variable: string, collection: Value, keys: 'indexes' | 'elements'): Scope {
  const place = { uri: collection.uri, range: collection.range };
  const loop: Loop = { variable, passes: () => entriesOf(collection, scope, keys)?.map(entryValue) ?? [] };
  const shared = entryValue(sharedEntry(collection, scope, place, variable, keys));
  return { ...bind(scope, { [variable]: shared }), loops: [...scope.loops, loop] };
}

/** `each` as an object of its two attributes. */
export function entryValue({ key, value }: Entry): Value {
  const part = (name: string, of: Value): Property => ({ name, nameRange: of.range, range: of.range, value: of });
  return objectValue(value, () => [part('key', key), part('value', value)]);
}
