import { type Cursor, type Field, Fields, itemsOf, textOf, textsOf } from '../../yaml/fields.ts';
import type { PipelineInput, PipelineSecret, Trigger } from '../pipeline.ts';

/** `on: push`, `on: [push, pull_request]`, `on: { push: { branches: [main] } }`. */
export function readTriggers(on: Cursor | undefined): readonly Trigger[] {
  const single = textOf(on);
  if (on && single !== undefined) return [{ event: single, range: on.place, filters: [] }];
  if (on?.node?.kind === 'sequence') {
    return itemsOf(on).flatMap((item) => {
      const event = textOf(item);
      return event === undefined ? [] : [{ event, range: item.place, filters: [] }];
    });
  }
  return new Fields(on).list.map(({ name, pair, value }) => ({
    event: name,
    range: pair.range,
    filters: filtersOf(value),
  }));
}

function filtersOf(value: Cursor): Trigger['filters'] {
  return new Fields(value).list
    .map((field) => ({ name: field.name, values: textsOf(field.value) }))
    .filter(({ values }) => values.length > 0);
}

/** The inputs of `workflow_dispatch` and `workflow_call`. */
export function readWorkflowInputs(on: Cursor | undefined): readonly PipelineInput[] {
  const events = new Fields(on);
  return (['workflow_dispatch', 'workflow_call'] as const).flatMap((event) => {
    const inputs = new Fields(events.get(event)?.value).get('inputs');
    return readInputs(inputs?.value, event);
  });
}

/** The secrets that callers of the workflow pass. */
export function readDeclaredSecrets(on: Cursor | undefined): readonly PipelineSecret[] {
  const call = new Fields(new Fields(on).get('workflow_call')?.value);
  return new Fields(call.get('secrets')?.value).list.map(({ name, pair, value }) => ({
    name,
    range: pair.range,
    required: textOf(new Fields(value).get('required')?.value) === 'true',
  }));
}

export function readInputs(cursor: Cursor | undefined, event: PipelineInput['event']): readonly PipelineInput[] {
  return new Fields(cursor).list.map((field) => readInput(field, event));
}

function readInput({ name, pair, value }: Field, event: PipelineInput['event']): PipelineInput {
  const fields = new Fields(value);
  return {
    name,
    range: pair.range,
    event,
    type: textOf(fields.get('type')?.value),
    required: textOf(fields.get('required')?.value) === 'true',
    default: textOf(fields.get('default')?.value),
    options: textsOf(fields.get('options')?.value),
  };
}
