import { alternatives, concatAlternatives, known, unknown } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import { type Cursor, Fields } from '../../yaml/fields.ts';
import type { Entry } from '../pipeline.ts';
import { readTextEntry, type TextReader, type TextSyntax } from '../yaml/strings.ts';

/** `$NAME`, `${NAME}`, and `$[[ inputs.name ]]` of components; `$$` is a dollar sign. */
const REFERENCE = /\$\$|\$\[\[([\s\S]*?)\]\]|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g;

export type VariableLookup = (name: string) => readonly StringPattern[] | undefined;

export function gitlabSyntax(lookup: VariableLookup): TextSyntax {
  return {
    fold(text) {
      const lists: (readonly StringPattern[])[] = [];
      let at = 0;
      for (const match of text.matchAll(REFERENCE)) {
        lists.push([known(text.slice(at, match.index))], valuesOf(match, lookup));
        at = match.index + match[0].length;
      }
      return lists.length === 0 ? [known(text)] : concatAlternatives([...lists, [known(text.slice(at))]]);
    },
    expressions(text) {
      return [...text.matchAll(REFERENCE)]
        .filter(([written]) => written !== '$$')
        .map((match) => ({
          start: match.index,
          end: match.index + match[0].length,
          text: nameOf(match),
          references: [
            match[1] === undefined ? `variables.${nameOf(match).toLowerCase()}` : nameOf(match).toLowerCase(),
          ],
        }));
    },
  };
}

function nameOf(match: RegExpExecArray): string {
  return (match[1] ?? match[2] ?? match[3] ?? '').trim();
}

function valuesOf(match: RegExpExecArray, lookup: VariableLookup): readonly StringPattern[] {
  if (match[0] === '$$') return [known('$')];
  const name = nameOf(match);
  const values = match[1] === undefined ? lookup(name) : undefined;
  return values && values.length > 0 ? alternatives(values) : [unknown(name)];
}

/** `variables`: `NAME: value`, or `NAME: { value: ..., description: ... }`. */
export function readGitlabVariables(cursor: Cursor | undefined, reader: TextReader): readonly Entry[] {
  return new Fields(cursor).list.map((field) => {
    const value = field.value.node?.kind === 'mapping' ? new Fields(field.value).get('value') : undefined;
    return readTextEntry(value ? { ...field, value: value.value } : field, reader);
  });
}

/** The value of a variable by name; a variable that is made of itself has none. */
export function lookupIn(entries: () => readonly Entry[], outer?: VariableLookup): VariableLookup {
  const resolving = new Set<string>();
  return (name) => {
    if (resolving.has(name)) return undefined;
    const entry = entries().find((candidate) => candidate.name === name);
    if (!entry) return outer?.(name);
    resolving.add(name);
    const { patterns } = entry.value;
    resolving.delete(name);
    return patterns;
  };
}
