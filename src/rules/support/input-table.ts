import type { Entry, Step } from '../../model/pipeline/pipeline.ts';

/** Inputs of actions and tasks that hold a credential, as data. */
export interface InputRow {
  /** As `UsesReference.action` gives them: `owner/name` in lower case, a task's name without its version. */
  readonly actions: readonly string[];
  /** The first one that is given counts. Names compare as the platform does. */
  readonly inputs: readonly string[];
}

/** Rows made ready: most steps use an action that no row knows, and cost one look-up. */
export class InputTable<Row extends InputRow> {
  readonly #rows = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      for (const action of row.actions) this.#rows.set(action, [...(this.#rows.get(action) ?? []), row]);
    }
  }

  /** The rows that hold for a step, each with the input it is about. */
  matches(step: Step): readonly { readonly row: Row; readonly entry: Entry }[] {
    const rows = step.uses ? this.#rows.get(step.uses.action) : undefined;
    if (!rows) return [];
    return rows.flatMap((row) => {
      const entry = givenInput(step, row.inputs);
      return entry ? [{ row, entry }] : [];
    });
  }
}

/** The first of the inputs that is given and not empty. */
export function givenInput(step: Step, names: readonly string[]): Entry | undefined {
  for (const name of names) {
    const entry = step.input(name);
    if (entry && entry.value.raw.trim() !== '') return entry;
  }
  return undefined;
}
