import type { StringPattern } from '../../string-pattern.ts';
import { type Cursor, type Field, textOf, textsOf } from '../../yaml/fields.ts';
import type { Entry, PipelineInput } from '../pipeline.ts';
import { readText, readTextEntry, setOrigin, type TextReader } from '../yaml/strings.ts';
import { itemsThrough, PipelineFields } from './conditional.ts';
import type { PipelineScope } from './expressions.ts';

/** `variables` as a mapping, or as a list of `name` and `value`; groups and templates give nothing here. */
export function readVariables(cursor: Cursor | undefined, reader: TextReader): readonly Entry[] {
  if (cursor?.node?.kind === 'mapping') {
    return new PipelineFields(cursor).list.map((field) => readTextEntry(field, reader));
  }
  return itemsThrough(cursor).flatMap((item) => {
    const fields = new PipelineFields(item);
    const name = fields.get('name');
    const value = fields.get('value');
    const text = textOf(name?.value);
    if (!name || !value || text === undefined) return [];
    const entry: Entry = {
      name: text,
      nameRange: name.value.place,
      range: item.place,
      value: readText(value.value, reader),
    };
    // The pair is none of the file's: an entry that is a list item is left to people.
    return [setOrigin(entry, { file: reader.file, node: value.value.node, pair: undefined, shared: true })];
  });
}

/** `parameters` as a list with types and defaults, or as the older mapping of defaults. */
export function readParameters(cursor: Cursor | undefined): readonly PipelineInput[] {
  if (cursor?.node?.kind === 'mapping') {
    return new PipelineFields(cursor).list.map((field) => parameter(field.name, field, field.value, undefined, []));
  }
  return itemsThrough(cursor).flatMap((item) => {
    const fields = new PipelineFields(item);
    const name = fields.get('name');
    const text = textOf(name?.value);
    if (!name || text === undefined) return [];
    return [
      parameter(
        text,
        name,
        fields.get('default')?.value,
        textOf(fields.get('type')?.value),
        textsOf(fields.get('values')?.value),
      ),
    ];
  });
}

function parameter(
  name: string,
  field: Field,
  value: Cursor | undefined,
  type: string | undefined,
  options: readonly string[],
): PipelineInput {
  const text = textOf(value);
  const { range } = field.pair;
  return { name, range, event: 'workflow_call', type, required: text === undefined, default: text, options };
}

/** Parameters and variables of one place, inner variables before outer ones. */
export function scopeOf(
  parameters: readonly PipelineInput[],
  variables: () => readonly Entry[],
  constant: (text: string) => StringPattern,
  outer?: PipelineScope,
): PipelineScope {
  const resolving = new Set<string>();
  return {
    lookup(reference) {
      const [context = '', ...rest] = reference.split('.');
      const name = rest.join('.');
      if (context === 'parameters') {
        const declared = parameters.find((candidate) => candidate.name.toLowerCase() === name);
        return declared ? parameterValues(declared, constant) : outer?.lookup(reference);
      }
      if (context !== 'variables' || resolving.has(name)) return undefined;
      const entry = variables().find((candidate) => candidate.name.toLowerCase() === name);
      if (!entry) return outer?.lookup(reference);
      resolving.add(name);
      const { patterns } = entry.value;
      resolving.delete(name);
      return patterns;
    },
  };
}

/** One of the allowed values. A default alone is not certain: whoever starts the pipeline may give another value. */
function parameterValues(
  { options, default: value, name }: PipelineInput,
  constant: (text: string) => StringPattern,
): readonly StringPattern[] {
  if (options.length > 0) return options.map(constant);
  const anything: StringPattern = { parts: [{ kind: 'unknown', label: `parameters.${name}` }] };
  return value === undefined ? [anything] : [constant(value), anything];
}
