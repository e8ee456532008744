import { known } from '../../patterns.ts';
import { type Cursor, type Field, Fields, itemsOf, textOf } from '../../yaml/fields.ts';
import { type Alternative, foldText, type Scope, stringAlternative, unknownAlternative } from './evaluate.ts';

const EMPTY: Alternative = { pattern: known(''), isTruthy: false };

/** More combinations than GitHub starts jobs for (256 in a matrix) are not worked out. */
const MAX_COMBINATIONS = 256;

type Combination = ReadonlyMap<string, Cursor>;

/**
 * The values of `strategy.matrix`, of `include` too. A single value is looked up without regard to `exclude`, which
 * nearly always leaves it in another combination; texts of several values are folded by combination.
 */
export class Matrix {
  readonly #axes: readonly Field[];
  readonly #rows: readonly Fields[];
  /** False where an expression makes the matrix or a part of it: `${{ fromJSON(...) }}`. */
  readonly #isWritten: boolean;
  readonly #excluded: readonly Fields[];
  readonly #scope: Scope;

  constructor(matrix: Cursor | undefined, scope: Scope) {
    const fields = new Fields(matrix);
    const include = fields.get('include');
    this.#axes = fields.list.filter(({ name }) => name !== 'include' && name !== 'exclude');
    this.#rows = itemsOf(include?.value).map((row) => new Fields(row));
    this.#excluded = itemsOf(fields.get('exclude')?.value).map((row) => new Fields(row));
    this.#isWritten = matrix?.node?.kind === 'mapping' && textOf(include?.value) === undefined;
    this.#scope = scope;
  }

  /** The values of `matrix.<path>`; `undefined` where they are not written in the file. */
  lookup(path: readonly string[]): readonly Alternative[] | undefined {
    const [name, ...rest] = path;
    if (name === undefined || !this.#isWritten) return undefined;
    const axis = this.#axes.find((field) => same(field.name, name));
    if (axis && axis.value.node?.kind !== 'sequence') return undefined;
    const cells = this.#rows.map((row) => row.list.find((field) => same(field.name, name))?.value);
    const values = [...itemsOf(axis?.value), ...cells.filter((cell) => cell !== undefined)];
    const found = values.flatMap((value) => this.#valuesAt(value, rest, path));
    // Without axes each row is a combination of its own, and what it lacks is empty there.
    const isMissing = values.length === 0 || (this.#axes.length === 0 && cells.includes(undefined));
    return isMissing ? [...found, EMPTY] : found;
  }

  /**
   * The matrix as one scope for each job it starts (GitHub docs, "Running variations of jobs in a workflow"): every
   * combination of the axes that is not excluded; rows of `include` extend those whose values they do not change, and
   * are jobs of their own elsewhere. Undefined where that is not written in the file, or comes to no job.
   */
  combinations(): readonly Scope[] | undefined {
    if (!this.#isWritten || this.#axes.some(({ value }) => value.node?.kind !== 'sequence')) return undefined;
    let found: Combination[] = this.#axes.length > 0 ? [new Map()] : [];
    for (const { name, value } of this.#axes) {
      const items = itemsOf(value);
      if (found.length * items.length > MAX_COMBINATIONS) return undefined;
      found = found.flatMap((combination) =>
        items.map((item) => new Map([...combination, [name.toLowerCase(), item]])),
      );
    }
    found = found.filter((combination) => !this.#excluded.some((row) => agrees(combination, row, true)));
    const originals = found;
    const added: Combination[] = [];
    for (const row of this.#rows) {
      const cells = row.list.map(({ name, value }) => [name.toLowerCase(), value] as const);
      const fits = originals.map((combination) => agrees(combination, row, false));
      if (fits.includes(true))
        found = found.map((combination, at) => (fits[at] ? new Map([...combination, ...cells]) : combination));
      else added.push(new Map(cells));
    }
    const all = [...found, ...added];
    // A matrix of no job is a mistake or half-typed: what its values would be is not written.
    if (all.length === 0) return undefined;
    return all.map((combination) => ({ lookup: (path) => this.#lookupIn(combination, path) }));
  }

  #lookupIn(combination: Combination, path: readonly string[]): readonly Alternative[] | undefined {
    const [name, ...rest] = path;
    const cell = name === undefined ? undefined : combination.get(name.toLowerCase());
    return cell ? this.#valuesAt(cell, rest, path) : [EMPTY];
  }

  #valuesAt(value: Cursor, path: readonly string[], whole: readonly string[]): readonly Alternative[] {
    let at: Cursor | undefined = value;
    for (const name of path) at = new Fields(at).list.find((field) => same(field.name, name))?.value;
    if (!at) return [EMPTY];
    const text = textOf(at);
    if (text === undefined) return [unknownAlternative(`matrix.${whole.join('.')}`)];
    return foldText(text, this.#scope).map(stringAlternative);
  }
}

/** Whether the values that both have are the same; for `exclude` the combination must have them all. */
function agrees(combination: Combination, row: Fields, isExclusion: boolean): boolean {
  return row.list.every(({ name, value }) => {
    const own = combination.get(name.toLowerCase());
    if (!own) return !isExclusion;
    const text = textOf(value);
    return text !== undefined && text === textOf(own);
  });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
