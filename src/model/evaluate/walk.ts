import type { Property, Value } from '../value.ts';

const MAX_WALK_DEPTH = 100;

/**
 * The value and everything inside it, parents first. A value that holds itself through variables is entered once on
 * each way; what lies deeper than 100 levels, or behind `limit` values, is left out.
 */
export function* walk(
  value: Value,
  limit = 100_000,
): Generator<{ readonly value: Value; readonly property: Property | undefined }> {
  let left = limit;
  // Members of one object are the same array wherever a variable leads to it: that is how a cycle shows.
  const open = new Set<readonly unknown[]>();

  function* visit(current: Value, property: Property | undefined, depth: number): ReturnType<typeof walk> {
    if (left <= 0 || depth > MAX_WALK_DEPTH) return;
    left -= 1;
    yield { value: current, property };
    const { properties, items } = current;
    if (properties.length > 0 && !open.has(properties)) {
      open.add(properties);
      for (const child of properties) yield* visit(child.value, child, depth + 1);
      open.delete(properties);
    }
    if (items.length > 0 && !open.has(items)) {
      open.add(items);
      for (const item of items) yield* visit(item, undefined, depth + 1);
      open.delete(items);
    }
  }
  yield* visit(value, undefined, 0);
}
