import type { Expression, ForExpression } from '../../syntax/terraform/index.ts';
import type { Location } from '../document.ts';
import {
  arrayValue,
  branches,
  computed,
  exactOf,
  literal,
  mergeSources,
  objectValue,
  reference,
  textValue,
  unknownValue,
} from '../evaluate/index.ts';
import { isDefinite } from '../evaluate/lazy-value.ts';
import { known, MAX_ALTERNATIVES } from '../patterns.ts';
import type { Property, Value } from '../value.ts';
import { addressOf } from './instances.ts';
import { bind, type Entry, placeIn, type Scope } from './scope.ts';

/** Evaluates an expression; passed in because loops are expressions and hold expressions. */
export type Evaluate = (expression: Expression, scope: Scope) => Value;

/** Whether the keys of an array are its indexes or, as in a set, its elements. */
type ArrayKeys = 'indexes' | 'elements';

/**
 * The passes of a loop over a value, where they are certain: the elements of a list or set, the entries of a map, the
 * instances of a resource. At most 64, beyond which the loop is modelled as one pass.
 */
export function entriesOf(collection: Value, scope: Scope, keys: ArrayKeys = 'indexes'): readonly Entry[] | undefined {
  const address = addressOf(collection);
  if (address) return scope.symbols.instances(address);
  if (!collection.isComplete || !isDefinite(collection)) return undefined;
  const entries = listedEntries(collection, keys);
  return entries.length <= MAX_ALTERNATIVES ? entries : undefined;
}

/** One entry that stands for all passes of a loop. @param label what the source calls the loop: `each` */
export function sharedEntry(collection: Value, scope: Scope, place: Location, label: string, keys: ArrayKeys): Entry {
  const missing = (part: string): Value => unknownValue(place, `${label}.${part}`, () => mergeSources([collection]));
  const of = (part: keyof Entry): Value =>
    reference(place, () => {
      const entries = entriesOf(collection, scope, keys);
      if (entries && entries.length > 0)
        return branches(
          place,
          entries.map((entry) => entry[part]),
        );
      if (addressOf(collection)) return part === 'value' ? collection : missing(part);
      return branches(place, [...listedEntries(collection, keys).map((entry) => entry[part]), missing(part)]);
    });
  return { key: of('key'), value: of('value') };
}

function listedEntries(collection: Value, keys: ArrayKeys): readonly Entry[] {
  if (collection.kind === 'array') {
    return collection.items.map((value, index) => ({
      key: keys === 'elements' ? value : computed(value, index, []),
      value,
    }));
  }
  return collection.properties.map((property) => ({
    key: textValue(
      { uri: collection.uri, range: property.nameRange },
      () => [known(property.name)],
      () => literal({ uri: collection.uri, range: property.nameRange }, property.name).sources,
    ),
    value: property.value,
  }));
}

/** The scope of one pass of a loop with one or two variables. */
export function passScope(
  scope: Scope,
  names: { keyName: string | undefined; valueName: string },
  entry: Entry,
): Scope {
  const { keyName, valueName } = names;
  return bind(scope, { ...(keyName === undefined ? {} : { [keyName]: entry.key }), [valueName]: entry.value });
}

interface Passes {
  readonly scopes: readonly Scope[];
  /** Whether each of them takes place, once, and no other. */
  readonly areCertain: boolean;
}

/** `[for ...]` and `{for ...}`: pass by pass over what is certain, else one element for all. */
export function forExpression(expression: ForExpression, scope: Scope, evaluate: Evaluate): Value {
  const place = placeIn(scope, expression.range);
  const { key, value } = expression;
  let known: Passes | undefined;
  const passes = (): Passes => {
    known ??= findPasses(expression, scope, place, evaluate);
    return known;
  };
  if (!key) {
    return arrayValue(
      place,
      () => passes().scopes.map((pass) => evaluate(value, pass)),
      () => passes().areCertain,
    );
  }
  const property = (pass: Scope): Property => ({
    name: exactOf(evaluate(key, pass)) ?? '',
    nameRange: key.range,
    range: { start: key.range.start, end: value.range.end },
    value: expression.isGrouped
      ? arrayValue(placeIn(scope, value.range), () => [evaluate(value, pass)], no)
      : evaluate(value, pass),
  });
  const properties = (): readonly Property[] => passes().scopes.map(property);
  return objectValue(place, properties, () => passes().areCertain && properties().every(({ name }) => name !== ''));
}

const no = (): boolean => false;

function findPasses(expression: ForExpression, scope: Scope, place: Location, evaluate: Evaluate): Passes {
  const collection = evaluate(expression.collection, scope);
  const names = { keyName: expression.keyName?.name, valueName: expression.valueName.name };
  const entries = entriesOf(collection, scope);
  const all = entries ?? [sharedEntry(collection, scope, place, names.valueName, 'indexes')];
  const scopes: Scope[] = [];
  let areCertain = entries !== undefined;
  for (const entry of all) {
    const pass = passScope(scope, names, entry);
    const verdict = expression.condition ? evaluate(expression.condition, pass).constant : true;
    if (typeof verdict !== 'boolean') areCertain = false;
    if (verdict !== false || !areCertain) scopes.push(pass);
  }
  return { scopes, areCertain };
}
