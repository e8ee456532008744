import type { Range } from '../../text/range.ts';
import { lazy } from '../lazy.ts';
import type { Entry, Job, Pipeline, PipelineString, Step, UsesReference } from './pipeline.ts';

/** A step whose parts are read when a rule first asks for them, and once. */
export abstract class LazyStep implements Step {
  abstract readonly job: Job;
  abstract readonly index: number;
  abstract readonly range: Range;
  abstract readonly id: string | undefined;
  abstract readonly uses: UsesReference | undefined;
  abstract readonly isBackground: boolean;
  abstract input(name: string): Entry | undefined;
  abstract variable(name: string): Entry | undefined;

  protected abstract readName(): PipelineString | undefined;
  protected abstract readCondition(): PipelineString | undefined;
  protected abstract readWith(): readonly Entry[];
  protected abstract readRun(): PipelineString | undefined;
  protected abstract readShell(): string | undefined;
  protected abstract readEnv(): readonly Entry[];
  protected abstract readTarget(): Pipeline | undefined;

  readonly #name = lazy(() => this.readName());
  readonly #condition = lazy(() => this.readCondition());
  readonly #with = lazy(() => this.readWith());
  readonly #run = lazy(() => this.readRun());
  readonly #shell = lazy(() => this.readShell());
  readonly #env = lazy(() => this.readEnv());
  readonly #target = lazy(() => this.readTarget());

  get name(): PipelineString | undefined {
    return this.#name();
  }
  get condition(): PipelineString | undefined {
    return this.#condition();
  }
  get with(): readonly Entry[] {
    return this.#with();
  }
  get run(): PipelineString | undefined {
    return this.#run();
  }
  get shell(): string | undefined {
    return this.#shell();
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get target(): Pipeline | undefined {
    return this.#target();
  }
}
