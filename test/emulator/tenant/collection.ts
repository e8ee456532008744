/** An object as Graph answers it. Navigation properties (`owners`) are held with it and shown on `$expand` only. */
export interface GraphObject {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Where the objects of a collection come from before anything is changed. Made when they are asked for. */
export interface Source {
  readonly size: number;
  /** Undefined for a hole: a number that has no object. */
  readonly at: (position: number) => GraphObject | undefined;
  readonly positionOf: (id: string) => number | undefined;
  /** How many objects there are, where that is known without counting. */
  readonly count?: number;
  /** Positions that can hold objects whose property is this text, in order; undefined where that takes an index. */
  readonly lookup?: (property: string, value: string) => readonly number[] | undefined;
}

/**
 * Objects in an order that lasts: an object keeps its position for ever, new ones come at the end, removed ones leave a
 * hole. A page can go on from a position however much has changed in between.
 */
export class Collection {
  readonly #source: Source;
  readonly #changed = new Map<number, GraphObject | undefined>();
  readonly #added: GraphObject[] = [];
  readonly #positions = new Map<string, number>();
  readonly #indices = new Map<string, Map<string, number[]>>();
  #size: number | undefined;

  constructor(source: Source) {
    this.#source = source;
    this.#size = source.count;
  }

  static of(objects: readonly GraphObject[]): Collection {
    const positions = new Map(objects.map(({ id }, index) => [id.toLowerCase(), index]));
    return new Collection({
      size: objects.length,
      at: (position) => objects[position],
      positionOf: (id) => positions.get(id.toLowerCase()),
    });
  }

  /** One more than the last position. */
  get end(): number {
    return this.#source.size + this.#added.length;
  }

  /** How many objects there are. Counted once; a generated collection is gone through for it. */
  get size(): number {
    if (this.#size === undefined) {
      let size = 0;
      for (let position = 0; position < this.end; position += 1) if (this.at(position)) size += 1;
      this.#size = size;
    }
    return this.#size;
  }

  at(position: number): GraphObject | undefined {
    if (this.#changed.has(position)) return this.#changed.get(position);
    const added = position - this.#source.size;
    return added < 0 ? this.#source.at(position) : this.#added[added];
  }

  positionOf(id: string): number | undefined {
    const position = this.#positions.get(id.toLowerCase()) ?? this.#source.positionOf(id);
    return position !== undefined && this.at(position) ? position : undefined;
  }

  get(id: string): GraphObject | undefined {
    const position = this.positionOf(id);
    return position === undefined ? undefined : this.at(position);
  }

  *[Symbol.iterator](): Generator<GraphObject> {
    for (let position = 0; position < this.end; position += 1) {
      const object = this.at(position);
      if (object) yield object;
    }
  }

  /**
   * Positions, in order, among which all objects are whose property is this text, in any letter case; there may be
   * others. By the source's own knowledge, or an index that is made on first use.
   */
  positionsWhere(property: string, value: string): readonly number[] {
    const known = this.#source.lookup?.(property, value);
    if (!known) return this.#index(property).get(value.toLowerCase()) ?? [];
    if (this.#changed.size === 0 && this.#added.length === 0) return known;
    const added = Array.from(this.#added, (_, index) => this.#source.size + index);
    return [...new Set([...known, ...this.#changed.keys(), ...added])].sort((a, b) => a - b);
  }

  /** The objects whose property is this text, in any letter case. */
  *where(property: string, value: string): Generator<GraphObject> {
    for (const position of this.positionsWhere(property, value)) {
      const object = this.at(position);
      if (object && keyOf(object[property]) === value.toLowerCase()) yield object;
    }
  }

  find(property: string, value: string): GraphObject | undefined {
    return this.where(property, value).next().value ?? undefined;
  }

  add(object: GraphObject): void {
    const position = this.end;
    this.#added.push(object);
    this.#positions.set(object.id.toLowerCase(), position);
    this.#replaceInIndices(position, undefined, object);
    if (this.#size !== undefined) this.#size += 1;
  }

  /** Undefined where there is no such object. */
  update(id: string, change: Readonly<Record<string, unknown>>): GraphObject | undefined {
    const position = this.positionOf(id);
    const before = position === undefined ? undefined : this.at(position);
    if (position === undefined || !before) return undefined;
    const after = { ...before, ...change, id: before.id };
    this.#changed.set(position, after);
    this.#replaceInIndices(position, before, after);
    return after;
  }

  /** The object that was removed. */
  remove(id: string): GraphObject | undefined {
    const position = this.positionOf(id);
    const before = position === undefined ? undefined : this.at(position);
    if (position === undefined || !before) return undefined;
    this.#changed.set(position, undefined);
    this.#replaceInIndices(position, before, undefined);
    if (this.#size !== undefined) this.#size -= 1;
    return before;
  }

  #index(property: string): Map<string, number[]> {
    const known = this.#indices.get(property);
    if (known) return known;
    const index = new Map<string, number[]>();
    this.#indices.set(property, index);
    for (let position = 0; position < this.end; position += 1) {
      const object = this.at(position);
      if (object) enter(index, object[property], position);
    }
    return index;
  }

  #replaceInIndices(position: number, before: GraphObject | undefined, after: GraphObject | undefined): void {
    for (const [property, index] of this.#indices) {
      const key = before && keyOf(before[property]);
      const positions = key === undefined ? undefined : index.get(key);
      if (positions) positions.splice(placeOf(positions, position), 1);
      if (after) enter(index, after[property], position);
    }
  }
}

function enter(index: Map<string, number[]>, value: unknown, position: number): void {
  const key = keyOf(value);
  if (key === undefined) return;
  const positions = index.get(key);
  if (positions) positions.splice(placeOf(positions, position), 0, position);
  else index.set(key, [position]);
}

/** Where a position stands, or would stand, among sorted ones. */
function placeOf(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
