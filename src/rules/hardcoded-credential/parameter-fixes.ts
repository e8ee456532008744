import type { SourceDocument } from '../../model/document.ts';
import type { Assignment, InfrastructureModel, Parameter, Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { type AttributePlace, replaceAttributes } from '../support/replace-attributes.ts';
import { REVOKE } from './revocation.ts';

/** Takes the default away and marks the parameter as secret. Whoever relied on the default must pass a value now. */
export function withoutDefaultFix(parameter: Parameter, value: Value, model: InfrastructureModel): Fix | undefined {
  const edits =
    model.language === 'bicep' ? bicepEdits(parameter, value, model) : terraformEdits(parameter, value, model);
  const fileEdits = editsOf(model.document.uri, edits);
  if (!fileEdits) return undefined;
  return {
    title: `Remove the default of ${parameter.name}${parameter.isSecure ? '' : ' and mark it as secret'}`,
    safety: 'needs-review',
    edits: fileEdits,
    followUps: [
      REVOKE,
      `Pass ${parameter.name} wherever this is deployed, from Key Vault if it cannot be done without.`,
    ],
  };
}

function bicepEdits(parameter: Parameter, value: Value, model: InfrastructureModel): readonly TextEdit[] | undefined {
  const { source } = model.document;
  const before = source.slice({ start: parameter.nameRange.end, end: value.range.start });
  const equals = /\s*=\s*$/.exec(before);
  // A parameter without a type takes it from its default.
  if (
    !equals ||
    before.trim() === '=' ||
    (!parameter.isSecure && parameter.type !== 'string' && parameter.type !== 'object')
  )
    return undefined;
  const edits: TextEdit[] = [
    { range: { start: value.range.start - equals[0].length, end: value.range.end }, newText: '' },
  ];
  if (!parameter.isSecure) {
    const keyword = source.lineRange(source.positionAt(parameter.nameRange.start).line).start;
    const line = source.slice({ start: keyword, end: parameter.nameRange.start });
    const start = keyword + line.length - line.trimStart().length;
    edits.unshift(insertion(start, `@secure()${source.lineEnding}`));
  }
  return edits;
}

function terraformEdits(
  parameter: Parameter,
  value: Value,
  model: InfrastructureModel,
): readonly TextEdit[] | undefined {
  if (model.language !== 'terraform') return undefined;
  const { source } = model.document;
  const attributes = attributesIn(source, parameter.range);
  const old = attributes.find(({ name, value: { range } }) => name === 'default' && range.start === value.range.start);
  if (!old) return undefined;
  const place = { ...old, range: { start: old.range.start, end: value.range.end }, value };
  const siblings = attributes.map((attribute) => (attribute === old ? place : attribute));
  const by = parameter.isSecure ? [] : [{ name: 'sensitive', value: 'true' }];
  return replaceAttributes(source, siblings, [place], by);
}

/** The attributes of a block, one a line; the end of a value is that of its line. */
function attributesIn(source: SourceText, range: Range): readonly AttributePlace[] {
  const text = source.slice(range);
  return Array.from(text.matchAll(/^([ \t]*)([a-z_]+)([ \t]*=[ \t]*)(\S.*?)[ \t\r]*$/gm), (match) => {
    const [, indentation = '', name = '', equals = '', value = ''] = match;
    const start = range.start + match.index + indentation.length;
    const valueStart = start + name.length + equals.length;
    const end = valueStart + value.length;
    return {
      name,
      nameRange: { start, end: start + name.length },
      range: { start, end },
      value: { range: { start: valueStart, end } },
    };
  });
}

/** Puts a secure parameter in the place of a literal. */
export function secureParameterFix(
  resource: Resource,
  property: Property,
  model: InfrastructureModel,
): Fix | undefined {
  const last = model.parameters.at(-1);
  if (model.language !== 'bicep' || !last || !/^[A-Za-z_]\w*$/.test(property.name)) return undefined;
  const name = freeName(property.name === 'value' ? 'secretValue' : property.name, model);
  const replaced = resource.editor.replaceValue(property, { raw: name });
  if (!replaced) return undefined;
  const { lineEnding } = model.document.source;
  const declaration = `${lineEnding}${lineEnding}@secure()${lineEnding}param ${name} string`;
  const edits = editsOf(model.document.uri, [insertion(last.range.end, declaration), ...replaced]);
  if (!edits) return undefined;
  return {
    title: `Pass ${property.name} as a secure parameter`,
    safety: 'needs-review',
    edits,
    followUps: [REVOKE, `Pass ${name} wherever this is deployed, from Key Vault if it cannot be done without.`],
  };
}

function freeName(wanted: string, model: InfrastructureModel): string {
  const text = model.document.source.text;
  const isTaken = (name: string) =>
    new RegExp(`(?:param|var|resource|module|func|type|output)\\s+${name}\\b`).test(text);
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = `${wanted}${number}`;
  return name;
}

/** `.bicepparam`: reads the value from the environment of whoever deploys. */
export function fromEnvironmentFix(assignment: Assignment, document: SourceDocument): Fix | undefined {
  if (document.kind !== 'bicepparam') return undefined;
  const variable = assignment.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  const newText = `readEnvironmentVariable('${variable}')`;
  const edits = editsOf(document.uri, [{ range: assignment.value.range, newText }]);
  if (!edits) return undefined;
  return {
    title: `Read ${assignment.name} from the environment variable ${variable}`,
    safety: 'needs-review',
    edits,
    followUps: [REVOKE, `Set ${variable} where this is deployed, from a secret of the pipeline or from Key Vault.`],
  };
}
