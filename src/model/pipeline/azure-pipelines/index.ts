import type { YamlFile } from '../../../syntax/yaml/index.ts';
import type { SourceDocument, Workspace } from '../../document.ts';
import { lazy } from '../../lazy.ts';
import { known } from '../../patterns.ts';
import { yamlTree } from '../../trees.ts';
import { type Cursor, type Field, itemsOf, textOf, textsOf } from '../../yaml/fields.ts';
import type { Entry, Job, Pipeline, PipelineEditor, PipelineInput, Trigger } from '../pipeline.ts';
import { ahead, behind, PermissionlessEditor, type PipelineLayout } from '../yaml/editor.ts';
import { itemsThrough, PipelineFields, rootCursor } from './conditional.ts';
import { type PipelineScope, pipelineSyntax } from './expressions.ts';
import { readJob } from './job.ts';
import type { Surroundings } from './template.ts';
import { readParameters, readVariables, scopeOf } from './variables.ts';

/**
 * The Azure pipeline or pipeline template of a document, evaluated on first use. Stages are flattened: their jobs stand
 * in order of the file, with the stage's variables. What template expressions (`if`, `each`) hold is taken as there.
 */
export function azurePipeline(document: SourceDocument, workspace: Workspace): Pipeline | undefined {
  return read(document, { document, workspace, passed: undefined, files: [], read });
}

function read(document: SourceDocument, surroundings: Surroundings): Pipeline | undefined {
  const file = yamlTree(document);
  if (file.root?.kind !== 'mapping') return undefined;
  return new AzurePipeline(file, surroundings);
}

const LAYOUT: PipelineLayout = {
  inputs: 'inputs',
  env: { step: 'env', job: 'variables', pipeline: 'variables' },
  placeInStep: (step, key) =>
    behind(step, key === 'inputs' ? ['task', 'displayName', 'name'] : step.pairs.map(({ name }) => name)),
  placeInJob: (job) =>
    behind(job, ['job', 'deployment', 'displayName', 'pool', 'environment']) ?? ahead(job, ['steps']),
  placeInPipeline: (root) =>
    behind(root, ['name', 'trigger', 'pr', 'pool']) ?? ahead(root, ['stages', 'jobs', 'steps']),
};

class AzurePipeline implements Pipeline {
  readonly document: SourceDocument;
  readonly platform = 'azure-pipelines';
  readonly kind = 'workflow';
  readonly permissions = undefined;
  readonly editor: PipelineEditor;
  readonly #fields: PipelineFields;
  readonly #file: YamlFile;
  readonly #root: Cursor;
  readonly #surroundings: Surroundings;

  constructor(file: YamlFile, surroundings: Surroundings) {
    this.document = surroundings.document;
    this.#file = file;
    this.#root = rootCursor(file.root);
    this.#fields = new PipelineFields(this.#root);
    this.#surroundings = surroundings;
    this.editor = new PermissionlessEditor(file, LAYOUT);
  }

  get name(): string | undefined {
    return textOf(this.#fields.get('name')?.value);
  }
  /** A template has parameters and nothing that starts it. */
  get isReusable(): boolean {
    return this.#fields.get('parameters') !== undefined && this.#fields.get('trigger', 'pr', 'schedules') === undefined;
  }
  get triggers(): readonly Trigger[] {
    return this.#triggers();
  }
  get inputs(): readonly PipelineInput[] {
    return this.#inputs();
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get jobs(): readonly Job[] {
    return this.#jobs();
  }

  readonly #triggers = lazy(() =>
    ['trigger', 'pr', 'schedules'].flatMap((event) => readTrigger(event, this.#fields.get(event))),
  );
  readonly #inputs = lazy(() => readParameters(this.#fields.get('parameters')?.value));
  readonly #scope = lazy((): PipelineScope => {
    const { passed } = this.#surroundings;
    const inner = scopeOf(this.inputs, () => this.env, known);
    return {
      lookup(reference) {
        const name = reference.startsWith('parameters.') ? reference.slice('parameters.'.length) : undefined;
        const entry = passed?.find((candidate) => candidate.name.toLowerCase() === name);
        return entry ? entry.value.patterns : inner.lookup(reference);
      },
    };
  });
  readonly #env = lazy(() => {
    const reader = { file: this.#file, syntax: pipelineSyntax(this.#scope()) };
    return readVariables(this.#fields.get('variables')?.value, reader);
  });
  readonly #jobs = lazy(() => this.#readJobs());

  #readJobs(): readonly Job[] {
    const stages = this.#fields.get('stages');
    if (stages) return itemsThrough(stages.value).flatMap((stage) => this.#jobsOf(stage, new PipelineFields(stage)));
    const { value } = this.#fields.get('extends') ?? {};
    return this.#jobsOf(value ?? this.#root, value ? new PipelineFields(value) : this.#fields);
  }

  #jobsOf(holder: Cursor, fields: PipelineFields): readonly Job[] {
    const isFile = fields === this.#fields;
    const reader = { file: this.#file, syntax: pipelineSyntax(this.#scope()) };
    const stageVariables = isFile ? [] : readVariables(fields.get('variables')?.value, reader);
    const context = {
      pipeline: this,
      surroundings: this.#surroundings,
      file: this.#file,
      scope: scopeOf([], () => stageVariables, known, this.#scope()),
      stageVariables,
      pool: fields.get('pool') ?? this.#fields.get('pool'),
    };
    const jobs = fields.get('jobs');
    if (jobs) return itemsThrough(jobs.value).map((item) => readJob(item, context));
    return fields.get('steps', 'template') ? [readJob(holder, context)] : [];
  }
}

/** `none` starts nothing; a list is of branches. */
function readTrigger(event: string, field: Field | undefined): readonly Trigger[] {
  if (!field || textOf(field.value) === 'none') return [];
  const branches = itemsOf(field.value).length > 0 ? textsOf(field.value) : branchesOf(field.value);
  const filters = branches.length > 0 ? [{ name: 'branches', values: branches }] : [];
  return [{ event, range: field.pair.range, filters }];
}

function branchesOf(value: Cursor): readonly string[] {
  return textsOf(new PipelineFields(new PipelineFields(value).get('branches')?.value).get('include')?.value);
}
