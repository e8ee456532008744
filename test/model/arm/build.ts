import { armModel } from '../../../src/model/arm/index.ts';
import type { SourceDocument, Workspace } from '../../../src/model/document.ts';
import { documentKind } from '../../../src/model/document-kind.ts';
import { render } from '../../../src/model/patterns.ts';
import type { InfrastructureModel } from '../../../src/model/resource.ts';
import type { Value } from '../../../src/model/value.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { workspaceOfDocuments } from '../workspace.ts';

export const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
export const PARAMETERS_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

export function document(path: string, text: string): SourceDocument {
  return { uri: `test:/${path}`, path, kind: documentKind(path, text), source: new SourceText(text) };
}

/** A workspace of files by path; what is no text is written as JSON. */
export function workspace(files: Readonly<Record<string, unknown>>): Workspace {
  const documents = Object.entries(files).map(([path, content]) =>
    document(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2)),
  );
  return workspaceOfDocuments(documents);
}

/** The model of the first of these files. */
export function modelOfFiles(files: Readonly<Record<string, unknown>>): InfrastructureModel {
  const all = workspace(files);
  const first = all.get(Object.keys(files)[0] ?? '');
  if (!first) throw new Error('no file given');
  return armModel(first, all);
}

/** The model of one template with these sections. */
export function template(sections: Readonly<Record<string, unknown>>): InfrastructureModel {
  return modelOfFiles({ 'azuredeploy.json': { $schema: SCHEMA, contentVersion: '1.0.0.0', ...sections } });
}

/** The value of an expression: of an output of a template with these sections. */
export function evaluate(value: unknown, sections: Readonly<Record<string, unknown>> = {}): Value {
  const [output] = template({ resources: [], ...sections, outputs: { it: { type: 'string', value } } }).outputs;
  if (!output) throw new Error('the template has no output');
  return output.value;
}

export function texts(value: Value | undefined): readonly string[] {
  return value?.patterns.map(render) ?? [];
}
