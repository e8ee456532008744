import type { Range } from '../../../text/range.ts';
import { lazy } from '../../lazy.ts';
import { known } from '../../patterns.ts';
import { type Cursor, type Field, Fields, textOf } from '../../yaml/fields.ts';
import { LazyCall } from '../lazy-call.ts';
import type { EffectivePermissions, Entry, Job, Pipeline, PipelineString, Step, WorkflowCall } from '../pipeline.ts';
import { readOptionalText, readText, readTextEntry, setOrigin, type TextReader } from '../yaml/strings.ts';
import { PipelineFields } from './conditional.ts';
import { type PipelineScope, pipelineSyntax } from './expressions.ts';
import { isWindowsPool, readSteps } from './step.ts';
import { followTemplate, type Surroundings } from './template.ts';
import { readVariables, scopeOf } from './variables.ts';

/** Azure Pipelines has no token with scopes in the file. */
const NO_PERMISSIONS: EffectivePermissions = { from: 'default', block: undefined, access: () => undefined };

const STEP_LISTS = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];

/** What the jobs of a file or stage have in common. */
export interface JobContext {
  readonly pipeline: Pipeline;
  readonly surroundings: Surroundings;
  readonly file: TextReader['file'];
  /** Parameters and variables of file and stage. */
  readonly scope: PipelineScope;
  /** Variables of the stage. */
  readonly stageVariables: readonly Entry[];
  /** `pool` of file or stage. */
  readonly pool: Field | undefined;
}

/** A job, deployment or template call; for a file or stage that lists steps, its one job. */
export function readJob(cursor: Cursor, context: JobContext): Job {
  return setOrigin(new AzureJob(cursor, context), {
    file: context.file,
    node: cursor.node,
    pair: undefined,
    shared: cursor.shared,
  });
}

class AzureJob implements Job {
  readonly pipeline: Pipeline;
  readonly id: string;
  readonly idRange: Range;
  readonly range: Range;
  readonly permissions = undefined;
  readonly idTokens = [];
  readonly containers = [];
  readonly isHosted = false;
  readonly effectivePermissions = NO_PERMISSIONS;
  readonly #fields: PipelineFields;
  readonly #context: JobContext;
  readonly #reader: TextReader;

  constructor(cursor: Cursor, context: JobContext) {
    this.pipeline = context.pipeline;
    this.#context = context;
    this.#fields = new PipelineFields(cursor);
    const key = this.#fields.get('job', 'deployment', 'template');
    this.id = textOf(key?.value) || 'job';
    this.idRange = key?.value.place ?? { start: cursor.place.start, end: cursor.place.start };
    this.range = cursor.place;
    const scope = scopeOf([], () => this.env, known, context.scope);
    this.#reader = { file: context.file, syntax: pipelineSyntax(scope) };
  }

  get name(): PipelineString | undefined {
    return this.#name();
  }
  get condition(): PipelineString | undefined {
    return this.#condition();
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get environment(): Job['environment'] {
    return this.#environment();
  }
  get steps(): readonly Step[] {
    return this.#steps();
  }
  get call(): WorkflowCall | undefined {
    return this.#call();
  }

  readonly #name = lazy(() => readOptionalText(this.#fields.get('displayName'), this.#reader));
  readonly #condition = lazy(() => readOptionalText(this.#fields.get('condition'), this.#reader));
  readonly #env = lazy(() => {
    const reader = { file: this.#context.file, syntax: pipelineSyntax(this.#context.scope) };
    const own = this.#isWholeFile() ? [] : readVariables(this.#fields.get('variables')?.value, reader);
    return [...own, ...this.#context.stageVariables];
  });
  readonly #environment = lazy(() => {
    const field = this.#fields.get('environment');
    if (!field) return undefined;
    const isText = field.value.node?.kind === 'scalar';
    const name = isText ? field : new Fields(field.value).get('name');
    return (
      name && { range: field.pair.range, name: readText(name.value, this.#reader), url: undefined, isDeployment: true }
    );
  });
  readonly #steps = lazy(() => {
    const { surroundings } = this.#context;
    const context = { job: this, reader: this.#reader, surroundings, isWindows: lazy(() => this.#isWindows()) };
    return readSteps(this.#stepLists(), context);
  });
  readonly #call = lazy(() => this.#readCall());

  /** The steps of a job, and those of every phase of a deployment's strategy. */
  #stepLists(): readonly (Cursor | undefined)[] {
    const strategies = new PipelineFields(this.#fields.get('strategy')?.value).list;
    const phases = strategies.flatMap(({ value }) => {
      const strategy = new PipelineFields(value);
      const outcomes = new PipelineFields(strategy.get('on')?.value);
      const holders = [
        ...STEP_LISTS.map((name) => strategy.get(name)),
        outcomes.get('success'),
        outcomes.get('failure'),
      ];
      return holders.map((holder) => new PipelineFields(holder?.value).get('steps')?.value);
    });
    return [this.#fields.get('steps')?.value, ...phases, ...this.#stepsHandedOn()];
  }

  /** Steps that a template is handed as parameters. */
  #stepsHandedOn(): readonly Cursor[] {
    if (!this.#fields.get('template')) return [];
    const parameters = new PipelineFields(this.#fields.get('parameters')?.value).list;
    return parameters.filter(({ name }) => /steps$/i.test(name)).map(({ value }) => value);
  }

  #isWindows(): boolean | undefined {
    const pool = this.#fields.get('pool') ?? this.#context.pool;
    return isWindowsPool(readOptionalText(new PipelineFields(pool?.value).get('vmImage'), this.#reader));
  }

  /** A file that lists steps is its own job; its variables are the pipeline's. */
  #isWholeFile(): boolean {
    return this.#fields.get('job', 'deployment') === undefined;
  }

  #readCall(): WorkflowCall | undefined {
    const template = this.#fields.get('template');
    const raw = textOf(template?.value);
    if (!template || raw === undefined) return undefined;
    const parameters = new PipelineFields(this.#fields.get('parameters')?.value).list;
    const passed = parameters.map((field) => readTextEntry(field, this.#reader));
    const target = lazy(() => followTemplate(this.#context.surroundings, raw, passed));
    const uses = { range: template.value.place, raw, action: raw, ref: undefined, isLocal: true };
    return new LazyCall({ uses, with: passed, secrets: [], secretsRange: undefined }, target);
  }
}
