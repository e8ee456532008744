import { type Cursor, cursorAt, type Field, Fields, itemsOf } from '../../yaml/fields.ts';

/** `${{ if ... }}:`, `${{ else }}:`, `${{ each x in y }}:`, `${{ insert }}:` as a key: what is below it stands in its place. */
const TEMPLATE_KEY = /^\$\{\{/;

const MAX_DEPTH = 20;

/** The elements of a list, those below template expressions in the place of the expression. */
export function itemsThrough(cursor: Cursor | undefined, depth = 0): readonly Cursor[] {
  return itemsOf(cursor).flatMap((item) => {
    const [only, second] = new Fields(item).list;
    if (!only || second || !TEMPLATE_KEY.test(only.name) || depth >= MAX_DEPTH) return [item];
    return only.value.node?.kind === 'sequence' ? itemsThrough(only.value, depth + 1) : [only.value];
  });
}

/** The fields of a mapping, those below template expressions in the place of the expression, by name without regard to case. */
export class PipelineFields {
  readonly list: readonly Field[];

  constructor(cursor: Cursor | undefined) {
    this.list = fieldsThrough(cursor, 0);
  }

  get(...names: readonly string[]): Field | undefined {
    const wanted = names.map((name) => name.toLowerCase());
    return this.list.find(({ name }) => wanted.includes(name.toLowerCase()));
  }
}

function fieldsThrough(cursor: Cursor | undefined, depth: number): readonly Field[] {
  return new Fields(cursor).list.flatMap((field) =>
    TEMPLATE_KEY.test(field.name) && depth < MAX_DEPTH ? fieldsThrough(field.value, depth + 1) : [field],
  );
}

/** A file's root. */
export function rootCursor(node: Parameters<typeof cursorAt>[0]): Cursor {
  return cursorAt(node, { start: 0, end: 0 }, false);
}
