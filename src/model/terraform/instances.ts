import { Memory } from '../../text/memory.ts';
import type { Location } from '../document.ts';
import { objectValue, unknownValue, withSources } from '../evaluate/index.ts';
import type { AttributeSource, Property, Value } from '../value.ts';
import type { ResourceAddress } from './scope.ts';

/*
 * A resource as an expression sees it: the attributes that its block sets, and all those that only the provider
 * knows. What is not set is an attribute of the resource by its path, through any number of locals and loops.
 */

// A reference hands on the list of properties as it is, so the list tells what it is the list of.
const addresses = new Memory<readonly Property[], ResourceAddress>();

/** The values of blocks: their unset arguments are attributes of the resource too. */
const blocks = new Memory<Value, true>();

/** The resource that a value is, as a whole. */
export function addressOf(value: Value): ResourceAddress | undefined {
  return value.kind === 'object' ? addresses.get(value.properties) : undefined;
}

export function markBlock(value: Value): Value {
  blocks.set(value, true);
  return value;
}

/**
 * A declared resource as a value.
 * @param whole the resource as a source, one and the same for all its instances
 * @param body its block
 */
export function resourceInstance(
  place: Location,
  whole: AttributeSource,
  address: ResourceAddress,
  body: Value,
): Value {
  return instanceOf(place, whole, body, (properties) => addresses.set(properties, address));
}

/** A resource as a source, as a whole. */
export function wholeSource({ uri, range }: Location, address: ResourceAddress): AttributeSource {
  return { ...address, kind: 'attribute', path: '', location: { uri, range } };
}

function instanceOf(
  place: Location,
  source: AttributeSource,
  body: Value,
  onProperties?: (properties: readonly Property[]) => void,
): Value {
  const properties = (): readonly Property[] => {
    const result = body.properties.map((property) =>
      blocks.has(property.value)
        ? {
            ...property,
            value: instanceOf(property.value, attributeAt(source, property.name, property.value), property.value),
          }
        : property,
    );
    onProperties?.(result);
    return result;
  };
  return withSources(
    place,
    objectValue(place, properties, () => false),
    () => [source],
  );
}

/** A resource that is not declared in the workspace. */
export function unknownInstance(place: Location, address: ResourceAddress, label: string): Value {
  return unknownValue(place, label, () => [wholeSource(place, address)]);
}

/** An attribute of a value that does not list it: whatever the value comes from, the attribute comes from. */
export function unlistedAttribute(place: Location, base: Value, name: string | undefined, label: string): Value {
  return unknownValue(place, label, () =>
    base.sources.map((source) => (source.kind === 'attribute' ? attributeAt(source, name, place) : source)),
  );
}

// One source per attribute and place: sources are told apart by identity.
const attributes = new Memory<AttributeSource, Map<string, AttributeSource>>();

/** The attribute of a source as it is used at a place; the source itself without a name. */
function attributeAt(source: AttributeSource, name: string | undefined, { uri, range }: Location): AttributeSource {
  let known = attributes.get(source);
  if (!known) {
    known = new Map();
    attributes.set(source, known);
  }
  const id = `${name ?? ''}@${range.start}-${range.end}@${uri}`;
  let found = known.get(id);
  if (!found) {
    const path = [source.path, name].filter((part) => part).join('.');
    found = { ...source, path, location: { uri, range } };
    known.set(id, found);
  }
  return found;
}
