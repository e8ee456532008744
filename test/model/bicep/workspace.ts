import { bicepModel } from '../../../src/model/bicep/index.ts';
import type { DocumentKind, SourceDocument } from '../../../src/model/document.ts';
import { render } from '../../../src/model/patterns.ts';
import type { InfrastructureModel } from '../../../src/model/resource.ts';
import type { Value, ValueSource } from '../../../src/model/value.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { workspaceOfDocuments } from '../workspace.ts';

function kindOf(path: string): DocumentKind {
  if (path.endsWith('.parameters.json')) return 'arm-parameters';
  if (path.endsWith('.json')) return 'arm-template';
  return path.endsWith('.bicepparam') ? 'bicepparam' : 'bicep';
}

/** A workspace of files by path, with the model of each. */
export function workspaceOf(files: Readonly<Record<string, string>>) {
  const documents = Object.entries(files).map(
    ([path, text]): SourceDocument => ({
      uri: `file:///${path}`,
      path,
      kind: kindOf(path),
      source: new SourceText(text),
    }),
  );
  const workspace = workspaceOfDocuments(documents);
  const model = (path = 'main.bicep'): InfrastructureModel => {
    const document = workspace.get(path);
    if (!document) throw new Error(`no file ${path}`);
    return bicepModel(document, workspace);
  };
  return { workspace, model };
}

export function modelOf(text: string): InfrastructureModel {
  return workspaceOf({ 'main.bicep': text }).model();
}

/** The value of an output of a file that has these declarations. */
export function evaluated(expression: string, declarations = ''): Value {
  return outputOf(modelOf(`${declarations}\noutput o object = ${expression}\n`));
}

export function outputOf(model: InfrastructureModel, name = 'o'): Value {
  const output = model.outputs.find((candidate) => candidate.name === name);
  if (!output) throw new Error(`no output ${name}`);
  return output.value;
}

export function patternsOf(value: Value): readonly string[] {
  return value.patterns.map(render);
}

/** What a value is, readable: patterns, constants, members. */
export function describeValue(value: Value, depth = 0): unknown {
  if (depth > 10) return '...';
  const incomplete = value.isComplete ? '' : ' ...';
  switch (value.kind) {
    case 'object':
      return {
        ...Object.fromEntries(
          value.properties.map((property) => [property.name, describeValue(property.value, depth + 1)]),
        ),
        ...(incomplete ? { '...': true } : {}),
      };
    case 'array':
      return [...value.items.map((item) => describeValue(item, depth + 1)), ...(incomplete ? ['...'] : [])];
    case 'null':
      return null;
    case 'number':
    case 'boolean':
      return value.constant;
    default:
      return patternsOf(value).join(' | ');
  }
}

/** A source in one line: kind and what it names; never its content. */
export function describeSource(source: ValueSource): string {
  switch (source.kind) {
    case 'literal':
      return source.isPart ? 'literal part' : 'literal';
    case 'parameter':
      return `${source.isSecure ? 'secure ' : ''}param ${source.name} (${source.default})`;
    case 'function':
      return `${source.name}() of ${[source.symbol, source.resourceType ?? '-', source.path].filter(Boolean).join(' ')}`;
    case 'attribute':
      return `${source.of} ${source.name} ${source.type}: ${source.path}`;
    case 'unknown':
      return 'unknown';
  }
}

export function sourcesOf(value: Value): readonly string[] {
  return value.sources.map(describeSource);
}
