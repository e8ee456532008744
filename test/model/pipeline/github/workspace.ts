import { expect } from 'vitest';
import type { DocumentKind, SourceDocument, Workspace } from '../../../../src/model/document.ts';
import { render } from '../../../../src/model/patterns.ts';
import { githubPipeline } from '../../../../src/model/pipeline/github/index.ts';
import type { Entry, Job, Pipeline, PipelineString, Step } from '../../../../src/model/pipeline/pipeline.ts';
import { parseYaml } from '../../../../src/syntax/yaml/index.ts';
import { SourceText } from '../../../../src/text/source-text.ts';
import { applyEdits, type TextEdit } from '../../../../src/text/text-edit.ts';
import { workspaceOfDocuments } from '../../workspace.ts';

export const WORKFLOW = '.github/workflows/main.yml';

export function documentOf(path: string, text: string): SourceDocument {
  const kind: DocumentKind = path.includes('workflows/') ? 'github-workflow' : 'github-action';
  return { uri: `file:///${path}`, path, kind, source: new SourceText(text) };
}

/** A workspace of files by path. */
export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  return workspaceOfDocuments(Object.entries(files).map(([path, text]) => documentOf(path, text)));
}

/** The pipeline of one workflow text, with other files beside it. */
export function pipelineOf(text: string, others: Readonly<Record<string, string>> = {}, path = WORKFLOW): Pipeline {
  const workspace = workspaceOf({ ...others, [path]: text });
  const document = workspace.get(path);
  const pipeline = document && githubPipeline(document, workspace);
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

export function jobOf(pipeline: Pipeline, id?: string): Job {
  const job = id === undefined ? pipeline.jobs[0] : pipeline.jobs.find((candidate) => candidate.id === id);
  if (!job) throw new Error(`no job ${id}`);
  return job;
}

export function stepOf(pipeline: Pipeline, index = 0, job?: string): Step {
  const step = jobOf(pipeline, job).steps[index];
  if (!step) throw new Error(`no step ${index}`);
  return step;
}

export function entryOf(entries: readonly Entry[], name: string): Entry {
  const entry = entries.find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`no entry ${name}`);
  return entry;
}

/** The possible values of a string as a person reads them. */
export function values(string: PipelineString | undefined): readonly string[] {
  return string?.patterns.map(render) ?? [];
}

/** The text after an edit, which must be YAML without errors; `undefined` where the edit was refused. */
export function edited(pipeline: Pipeline, edits: readonly TextEdit[] | undefined): string | undefined {
  if (!edits) return undefined;
  const text = applyEdits(pipeline.document.source.text, edits);
  expect(parseYaml(new SourceText(text)).errors, text).toEqual([]);
  return text;
}
