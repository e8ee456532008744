import type { Pipeline, WorkflowCall } from './pipeline.ts';

/** A call whose target is read when somebody first asks for it. */
export class LazyCall implements WorkflowCall {
  readonly uses: WorkflowCall['uses'];
  readonly with: WorkflowCall['with'];
  readonly secrets: WorkflowCall['secrets'];
  readonly secretsRange: WorkflowCall['secretsRange'];
  readonly #target: () => Pipeline | undefined;

  constructor(
    { uses, with: inputs, secrets, secretsRange }: Omit<WorkflowCall, 'target'>,
    target: () => Pipeline | undefined,
  ) {
    this.uses = uses;
    this.with = inputs;
    this.secrets = secrets;
    this.secretsRange = secretsRange;
    this.#target = target;
  }

  get target(): Pipeline | undefined {
    return this.#target();
  }
}
