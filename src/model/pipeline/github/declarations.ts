import {
  type Edits,
  fillPair,
  insertPairs,
  type NewPair,
  removePairs,
  replacePairs,
  type YamlFile,
  type YamlMapping,
  type YamlPair,
} from '../../../syntax/yaml/index.ts';
import { deletion, type TextEdit } from '../../../text/text-edit.ts';
import type { PipelineInput, PipelineSecret } from '../pipeline.ts';

export interface NewInput {
  readonly name: string;
  readonly description: string;
}

/**
 * Declares inputs in the place of an input of an action or callable workflow, or of a secret of a workflow. Inputs of
 * that name that are there already stay as they are.
 */
export function replaceDeclaration(
  file: YamlFile,
  root: YamlMapping,
  declared: PipelineInput | PipelineSecret,
  inputs: readonly NewInput[],
): Edits {
  return replacement(file, root, declared, inputs)?.map((edit) => withoutCommonEnd(edit, file.source.text));
}

function replacement(
  file: YamlFile,
  root: YamlMapping,
  declared: PipelineInput | PipelineSecret,
  inputs: readonly NewInput[],
): Edits {
  if ('event' in declared && declared.event === 'action')
    return replaceInput(file, root, declared.name, inputs, actionInput);
  const call = mappingAt(mappingAt(root, 'on'), 'workflow_call');
  if (!call) return undefined;
  return 'event' in declared
    ? replaceInput(file, call, declared.name, inputs, workflowInput)
    : replaceSecret(file, call, declared.name, inputs);
}

/** Declarations are alike: the last lines of the old one may well be those of the new one. */
function withoutCommonEnd({ range, newText }: TextEdit, text: string): TextEdit {
  const old = text.slice(range.start, range.end);
  let length = 0;
  while (length < Math.min(old.length, newText.length) && old.at(-1 - length) === newText.at(-1 - length)) length += 1;
  const at = old.slice(old.length - length).search(/\r?\n/);
  const kept = at < 0 ? 0 : length - at;
  return {
    range: { start: range.start, end: range.end - kept },
    newText: newText.slice(0, newText.length - kept),
  };
}

function replaceInput(
  file: YamlFile,
  holder: YamlMapping,
  name: string,
  inputs: readonly NewInput[],
  render: (input: NewInput) => NewPair,
): Edits {
  const mapping = mappingAt(holder, 'inputs');
  const pair = mapping?.get(name);
  if (!mapping || !pair) return undefined;
  const added = missingIn(mapping, inputs).map(render);
  return added.length > 0 ? replacePairs(file, [pair], added) : removeDeclared(file, holder, pair);
}

function replaceSecret(file: YamlFile, call: YamlMapping, name: string, inputs: readonly NewInput[]): Edits {
  const secrets = call.get('secrets');
  const secret = mappingAt(call, 'secrets')?.get(name);
  if (!secrets || !secret) return undefined;
  const present = call.get('inputs');
  const mapping = mappingAt(call, 'inputs');
  const added = missingIn(mapping, inputs).map(workflowInput);
  if (added.length === 0) return removeDeclared(file, call, secret);
  const isOnly = secret.parent.pairs.length === 1;
  if (!present && isOnly) return replacePairs(file, [secrets], [{ name: 'inputs', value: added }]);
  const insertion = present ? intoInputs(file, present, mapping, added) : beforeSecrets();
  const removal = removePairs(file, [secret]);
  return insertion && removal && [...insertion, ...removal];

  function beforeSecrets(): Edits {
    return secrets && insertPairs(file, call, [{ name: 'inputs', value: added }], { before: secrets });
  }
}

/** What declares nothing any more stays: without `workflow_call` nobody could call the workflow. */
function removeDeclared(file: YamlFile, holder: YamlMapping, pair: YamlPair): Edits {
  const { parent } = holder;
  const isLast = holder.pairs.length === 1 && pair.parent.pairs.length === 1;
  if (!isLast || parent?.kind !== 'pair' || !parent.colon) return removePairs(file, [pair]);
  if (holder.style === 'flow') return [{ range: holder.range, newText: '{}' }];
  return [deletion({ start: parent.colon.end, end: holder.range.end })];
}

function intoInputs(
  file: YamlFile,
  pair: YamlPair,
  mapping: YamlMapping | undefined,
  added: readonly NewPair[],
): Edits {
  return mapping && mapping.pairs.length > 0 ? insertPairs(file, mapping, added) : fillPair(file, pair, added);
}

function missingIn(mapping: YamlMapping | undefined, inputs: readonly NewInput[]): readonly NewInput[] {
  const names = mapping?.pairs.map(({ name }) => name.toLowerCase()) ?? [];
  return inputs.filter(({ name }) => !names.includes(name));
}

function mappingAt(mapping: YamlMapping | undefined, name: string): YamlMapping | undefined {
  const value = mapping?.get(name)?.value;
  return value?.kind === 'mapping' ? value : undefined;
}

function workflowInput({ name }: NewInput): NewPair {
  return {
    name,
    value: [
      { name: 'type', value: 'string' },
      { name: 'required', value: 'true' },
    ],
  };
}

function actionInput({ name, description }: NewInput): NewPair {
  return {
    name,
    value: [
      { name: 'description', value: description },
      { name: 'required', value: 'true' },
    ],
  };
}
