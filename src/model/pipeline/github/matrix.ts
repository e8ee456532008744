import { known } from '../../patterns.ts';
import { type Cursor, type Field, Fields, itemsOf, textOf } from '../../yaml/fields.ts';
import { type Alternative, foldText, type Scope, stringAlternative, unknownAlternative } from './evaluate.ts';

const EMPTY: Alternative = { pattern: known(''), isTruthy: false };

/**
 * The values of `strategy.matrix`, of `include` too. `exclude` is not looked at: it only takes combinations away, and
 * nearly always leaves every single value in another one.
 */
export class Matrix {
  readonly #axes: readonly Field[];
  readonly #rows: readonly Fields[];
  /** False where an expression makes the matrix or a part of it: `${{ fromJSON(...) }}`. */
  readonly #isWritten: boolean;
  readonly #scope: Scope;

  constructor(matrix: Cursor | undefined, scope: Scope) {
    const fields = new Fields(matrix);
    const include = fields.get('include');
    this.#axes = fields.list.filter(({ name }) => name !== 'include' && name !== 'exclude');
    this.#rows = itemsOf(include?.value).map((row) => new Fields(row));
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
    const isMissing = this.#axes.length === 0 ? cells.includes(undefined) : values.length === 0;
    return isMissing ? [...found, EMPTY] : found;
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

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
