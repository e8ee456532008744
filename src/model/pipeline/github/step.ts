import type { Range } from '../../../text/range.ts';
import { exactText } from '../../patterns.ts';
import { type Cursor, Fields, itemsOf, textOf } from '../../yaml/fields.ts';
import { LazyStep } from '../lazy-step.ts';
import type { Entry, Job, Pipeline, PipelineString, Step, UsesReference } from '../pipeline.ts';
import { follow, type Surroundings } from './call.ts';
import type { Scope } from './evaluate.ts';
import { InnerScope } from './scope.ts';
import { type Reader, readEntries, readOptional, setOrigin } from './strings.ts';
import { readUses } from './uses.ts';

/** More steps than GitHub runs in a job; aliases could otherwise make a short file mean billions. */
const MAX_STEPS = 2000;

/** What the steps of a job have in common. */
export interface StepContext {
  readonly job: Job;
  readonly surroundings: Surroundings;
  /** Sees the env of job and workflow. */
  readonly reader: Reader;
  /** `defaults.run.shell` of job or workflow, else the runner's. */
  readonly defaultShell: () => string | undefined;
}

/** The steps of a list in order of the file, those of `parallel` groups in the place of the group. */
export function readSteps(list: Cursor | undefined, context: StepContext): readonly Step[] {
  const steps: Step[] = [];
  const visit = (cursor: Cursor | undefined, depth: number): void => {
    for (const item of itemsOf(cursor)) {
      if (steps.length >= MAX_STEPS) return;
      if (item.node?.kind !== 'mapping') continue;
      const fields = new Fields(item);
      const group = fields.get('parallel');
      if (group && depth > 0) visit(group.value, depth - 1);
      else steps.push(readStep(item, fields, steps.length, context));
    }
  };
  visit(list, 8);
  return steps;
}

function readStep(cursor: Cursor, fields: Fields, index: number, context: StepContext): Step {
  const { file } = context.reader;
  return setOrigin(new GithubStep(cursor, fields, index, context), {
    file,
    node: cursor.node,
    pair: undefined,
    shared: cursor.shared,
  });
}

class GithubStep extends LazyStep {
  readonly job: Job;
  readonly index: number;
  readonly range: Range;
  readonly id: string | undefined;
  readonly uses: UsesReference | undefined;
  readonly isBackground: boolean;
  readonly #fields: Fields;
  readonly #context: StepContext;
  readonly #reader: Reader;

  constructor(cursor: Cursor, fields: Fields, index: number, context: StepContext) {
    super();
    this.job = context.job;
    this.index = index;
    this.range = cursor.place;
    this.#fields = fields;
    this.#context = context;
    this.id = textOf(fields.get('id')?.value);
    this.uses = readUses(fields.get('uses'), context.reader.file);
    this.isBackground = textOf(fields.get('background')?.value) === 'true';
    const scope: Scope = new InnerScope(context.reader.scope, () => this.env);
    this.#reader = { file: context.reader.file, scope };
  }

  protected override readName(): PipelineString | undefined {
    return readOptional(this.#fields.get('name'), this.#reader);
  }

  protected override readCondition(): PipelineString | undefined {
    return readOptional(this.#fields.get('if'), this.#reader, 'condition');
  }

  protected override readWith(): readonly Entry[] {
    return readEntries(this.#fields.get('with')?.value, this.#reader);
  }

  protected override readRun(): PipelineString | undefined {
    return readOptional(this.#fields.get('run'), this.#reader);
  }

  protected override readEnv(): readonly Entry[] {
    return readEntries(this.#fields.get('env')?.value, this.#context.reader);
  }

  protected override readShell(): string | undefined {
    if (!this.#fields.get('run')) return undefined;
    return shellName(readOptional(this.#fields.get('shell'), this.#reader)) ?? this.#context.defaultShell();
  }

  protected override readTarget(): Pipeline | undefined {
    if (!this.uses?.isLocal) return undefined;
    const { effectivePermissions } = this.job;
    return follow(
      this.#context.surroundings,
      this.uses.raw,
      ['action.yml', 'action.yaml'],
      this.with,
      effectivePermissions,
    );
  }

  input(name: string): Entry | undefined {
    return findEntry(this.with, name);
  }

  variable(name: string): Entry | undefined {
    return findEntry(this.env, name) ?? findEntry(this.job.env, name) ?? findEntry(this.job.pipeline.env, name);
  }
}

function findEntry(entries: readonly Entry[], name: string): Entry | undefined {
  const wanted = name.toLowerCase();
  return entries.find((entry) => entry.name === name) ?? entries.find((entry) => entry.name.toLowerCase() === wanted);
}

/** The program of a `shell:`: `bash` of `bash -e {0}`. */
export function shellName(shell: PipelineString | undefined): string | undefined {
  const [pattern, ...others] = shell?.patterns ?? [];
  const text = pattern && others.length === 0 ? exactText(pattern) : undefined;
  return text?.trim().split(/\s+/)[0]?.toLowerCase() || undefined;
}
