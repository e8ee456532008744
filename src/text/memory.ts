/**
 * Remembers something of objects, for as long as they live: a `WeakMap` that keeps its values in the objects.
 *
 * V8's quick collections of young objects take what an old `WeakMap` holds for alive, and with the values all that they
 * refer to. Every lint makes some megabytes of trees and models: with the maps of modules all of them were copied
 * twice and kept until the next full collection, in pauses of 20 ms and more. An object literal with a getter does the
 * same (V8 makes the getter's pair an old object): what is made per document has its getters in a class.
 */
export class Memory<Key extends object, Value> {
  get(key: Key): Value | undefined {
    return valuesOf(key)?.get(this) as Value | undefined;
  }

  has(key: Key): boolean {
    return valuesOf(key)?.has(this) === true;
  }

  set(key: Key, value: Value): this {
    const known = valuesOf(key);
    if (known) known.set(this, value);
    // Not enumerable: no copy of the object has it.
    else Object.defineProperty(key, VALUES, { value: new Map([[this, value]]) });
    return this;
  }
}

const VALUES = Symbol('values');

function valuesOf(key: object): Map<object, unknown> | undefined {
  return (key as { readonly [VALUES]?: Map<object, unknown> })[VALUES];
}
