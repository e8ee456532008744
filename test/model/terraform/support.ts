import { expect } from 'vitest';
import type { SourceDocument, Workspace } from '../../../src/model/document.ts';
import { documentKind } from '../../../src/model/document-kind.ts';
import { render } from '../../../src/model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../../src/model/resource.ts';
import { terraformModel } from '../../../src/model/terraform/index.ts';
import type { Value, ValueSource } from '../../../src/model/value.ts';
import { parseTerraform } from '../../../src/syntax/terraform/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits, type TextEdit } from '../../../src/text/text-edit.ts';
import { workspaceOfDocuments } from '../workspace.ts';

export type Files = Readonly<Record<string, string>>;

export function workspaceOf(files: Files): Workspace {
  const documents = Object.entries(files).map(
    ([path, text]): SourceDocument => ({
      uri: `file:///${path}`,
      path,
      kind: documentKind(path, text),
      source: new SourceText(text),
    }),
  );
  return workspaceOfDocuments(documents);
}

/** The model of one file of a workspace; of `main.tf` where none is named. */
export function modelOf(files: string | Files, path = 'main.tf'): InfrastructureModel {
  const workspace = workspaceOf(typeof files === 'string' ? { [path]: files } : files);
  const document = workspace.get(path);
  if (!document) throw new Error(`no ${path}`);
  return terraformModel(document, workspace);
}

/** The last resource of `main.tf`. */
export function resourceOf(files: string | Files, path = 'main.tf'): Resource {
  const resource = modelOf(files, path).resources.at(-1);
  if (!resource) throw new Error('no resource');
  return resource;
}

/** The value of the output `x` in `main.tf`. */
export function outputOf(expression: string, rest = '', others: Files = {}): Value {
  const model = modelOf({ 'main.tf': `output "x" {\n  value = ${expression}\n}\n${rest}`, ...others });
  const output = model.outputs.find(({ name }) => name === 'x');
  if (!output) throw new Error('no output');
  return output.value;
}

/** The strings a value can be, as a person reads them. */
export function texts(value: Value | undefined): readonly string[] {
  return value?.patterns.map(render) ?? [];
}

export function textsOf(expression: string, rest = '', others: Files = {}): readonly string[] {
  return texts(outputOf(expression, rest, others));
}

/** Sources without their places. */
export function sources(value: Value | undefined): readonly Record<string, unknown>[] {
  return value?.sources.map(({ location: _, ...rest }: ValueSource) => rest) ?? [];
}

/** The value of a resource's property, which must be there once. */
export function valueAt(resource: Resource, path: string): Value {
  const [property, ...others] = resource.find(path);
  if (!property || others.length > 0) throw new Error(`not one ${path}`);
  return property.value;
}

/** The text after edits that must be possible, keep the file valid and move no byte outside their ranges. */
export function edited(resource: Resource, edits: readonly TextEdit[] | undefined): string {
  if (!edits) throw new Error('no edit');
  const text = applyEdits(resource.document.source.text, edits);
  expect(parseTerraform(new SourceText(text)).errors).toEqual([]);
  return text;
}
