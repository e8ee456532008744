import type { CheckContext } from '../check.ts';
import { gapOf } from '../gaps.ts';
import type { IdentityFacts } from '../identity-facts.ts';
import { conditionalAccess } from './conditional-access.ts';
import { credentialKinds } from './credential-kinds.ts';
import type { Cell, Count, Figure, FigureDefinition, FigureObject, Label } from './figure.ts';
import { rolesByScope } from './roles-by-scope.ts';
import { rollOut } from './roll-out.ts';
import { secretExpiry } from './secret-expiry.ts';
import { trustBreadth } from './trust-breadth.ts';

/** In the order in which they are shown. */
const DEFINITIONS: readonly FigureDefinition[] = [
  rollOut,
  secretExpiry,
  credentialKinds,
  trustBreadth,
  rolesByScope,
  conditionalAccess,
];

/** Rows of a figure whose rows the inventory brings; the rest become one. */
const MOST_ROWS = 7;
const REST: Label = { key: 'rest', text: 'Others' };

/** Counts what figures show, while a tenant is being judged. */
export class FigureCollector {
  readonly #context: CheckContext;
  readonly #runs: readonly FigureRun[];

  constructor(context: CheckContext) {
    this.#context = context;
    this.#runs = DEFINITIONS.map((definition) => new FigureRun(definition, context));
  }

  see(facts: IdentityFacts): void {
    const { clientId, displayName } = facts.identity;
    const object = { clientId, displayName };
    for (const run of this.#runs) run.see(facts, object, this.#context);
  }

  figures(): readonly Figure[] {
    return this.#runs.map((run) => run.figure());
  }
}

interface Counted extends Cell {
  count: number;
  readonly objects: FigureObject[];
}

const EMPTY: Cell = { count: 0, objects: [] };

class FigureRun {
  readonly #definition: FigureDefinition;
  readonly #context: CheckContext;
  /** By row, then by series. */
  readonly #rows = new Map<string, Map<string, Counted>>();
  readonly #count: Count;
  #object: FigureObject | undefined;

  constructor(definition: FigureDefinition, context: CheckContext) {
    this.#definition = definition;
    this.#context = context;
    // Made once: there are half a million identities.
    this.#count = (row, series) => this.#add(row, series);
  }

  see(facts: IdentityFacts, object: FigureObject, context: CheckContext): void {
    this.#object = object;
    this.#definition.see(facts, context, this.#count);
  }

  #add(row: string, series: string): void {
    let cells = this.#rows.get(row);
    if (!cells) {
      cells = new Map();
      this.#rows.set(row, cells);
    }
    let cell = cells.get(series);
    if (!cell) {
      cell = { count: 0, objects: [] };
      cells.set(series, cell);
    }
    cell.count += 1;
    if (this.#object && cell.objects.at(-1) !== this.#object) cell.objects.push(this.#object);
  }

  figure(): Figure {
    const { id, title, about, unit, shape, series, needs } = this.#definition;
    const rows = this.#definition.rows ?? this.#largestRows();
    const cells = rows.map((row) => series.map((each) => this.#rows.get(row.key)?.get(each.key) ?? EMPTY));
    const gap = gapOf(needs, this.#context.header.sections)?.text;
    return { id, title, about, unit, shape, rows, series, cells, gap };
  }

  /** Their keys are what they are called; those that are too many are put together. */
  #largestRows(): readonly Label[] {
    const total = (cells: ReadonlyMap<string, Cell>) => [...cells.values()].reduce((sum, { count }) => sum + count, 0);
    const named = [...this.#rows].filter(([key]) => key !== REST.key);
    const sorted = named.sort(([a, ofA], [b, ofB]) => total(ofB) - total(ofA) || (a < b ? -1 : 1));
    if (sorted.length <= MOST_ROWS) return sorted.map(([key]) => ({ key, text: key }));
    const rest = new Map<string, Counted>();
    for (const [, cells] of sorted.slice(MOST_ROWS - 1)) {
      for (const [series, { count, objects }] of cells) {
        const cell = rest.get(series) ?? { count: 0, objects: [] };
        rest.set(series, { count: cell.count + count, objects: [...new Set([...cell.objects, ...objects])] });
      }
    }
    this.#rows.set(REST.key, rest);
    return [...sorted.slice(0, MOST_ROWS - 1).map(([key]) => ({ key, text: key })), REST];
  }
}
