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
import { type JobContext, readJob } from './job.ts';
import type { Surroundings } from './template.ts';
import { readParameters, readVariables, scopeOf } from './variables.ts';

/** Lists within what templates are handed; a file whose anchors refer to themselves ends here. */
const MAX_NESTING = 6;

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
  readonly declaredSecrets = [];
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
    return readVariables(this.#fields.get('variables')?.value, this.#reader());
  });
  readonly #jobs = lazy(() => this.#readJobs());

  #readJobs(): readonly Job[] {
    const extended = this.#fields.get('extends');
    if (extended) return this.#jobsOf(extended.value, new PipelineFields(extended.value), [], 0);
    const jobs = this.#jobsIn(this.#fields, [], 0);
    return jobs ?? this.#jobsOf(this.#root, this.#fields, [], 0);
  }

  /** The jobs of lists of stages or jobs. */
  #jobsIn(fields: PipelineFields, stageVariables: readonly Entry[], depth: number): readonly Job[] | undefined {
    if (depth > MAX_NESTING) return undefined;
    const stages = fields.get('stages');
    if (stages) {
      return itemsThrough(stages.value).flatMap((item) => {
        const stage = new PipelineFields(item);
        const own = readVariables(stage.get('variables')?.value, this.#reader());
        return this.#jobsOf(item, stage, [...own, ...stageVariables], depth + 1);
      });
    }
    const jobs = fields.get('jobs');
    if (!jobs) return undefined;
    const context = this.#contextOf(fields, stageVariables);
    return itemsThrough(jobs.value).map((item) => readJob(item, context));
  }

  /** The jobs of a stage, or of a file; a call of a template is a job, beside those that it is handed. */
  #jobsOf(holder: Cursor, fields: PipelineFields, stageVariables: readonly Entry[], depth: number): readonly Job[] {
    const jobs = this.#jobsIn(fields, stageVariables, depth + 1);
    if (jobs) return jobs;
    if (!fields.get('steps', 'template')) return [];
    const passed = fields.get('template') && new PipelineFields(fields.get('parameters')?.value);
    const handed = passed ? this.#jobsIn(passed, stageVariables, depth + 1) : undefined;
    return [readJob(holder, this.#contextOf(fields, stageVariables)), ...(handed ?? [])];
  }

  #contextOf(fields: PipelineFields, stageVariables: readonly Entry[]): JobContext {
    return {
      pipeline: this,
      surroundings: this.#surroundings,
      file: this.#file,
      scope: scopeOf([], () => stageVariables, known, this.#scope()),
      stageVariables,
      pool: fields.get('pool') ?? this.#fields.get('pool'),
    };
  }

  #reader() {
    return { file: this.#file, syntax: pipelineSyntax(this.#scope()) };
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
