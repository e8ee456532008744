import type { Job, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import {
  LOOKED_UP_HEAD,
  OUTSIDER_CHECKOUT_COMMAND,
  OUTSIDER_REFERENCE,
  PULL_REF,
} from '../catalogue/outsider-events.ts';

/** A step that puts code of whoever provoked the run into the workspace of the job. */
export interface OutsiderCheckout {
  readonly step: Step;
  readonly range: Range;
}

/** The first such checkout after which the job runs something that can come from it. */
export function outsiderCheckout(job: Job): OutsiderCheckout | undefined {
  for (const step of job.steps) {
    const range = checkoutOf(step);
    if (range && (runsFollow(job, step) || step.run)) return { step, range };
  }
  return undefined;
}

function checkoutOf(step: Step): Range | undefined {
  if (step.uses?.action === 'actions/checkout') {
    const named = [step.input('ref'), step.input('repository')].find((entry) => entry && isOutsiders(entry.value));
    return named?.range;
  }
  // What another run left behind is as good as the code that made it.
  if (isForeignArtifact(step)) return step.uses?.range;
  const command = step.run && OUTSIDER_CHECKOUT_COMMAND.exec(step.run.raw);
  return command && step.run ? step.run.rangeOf(command.index, command.index + command[0].length) : undefined;
}

function isOutsiders(value: PipelineString): boolean {
  if (PULL_REF.test(value.raw)) return true;
  return value.expressions.some(({ references }) =>
    references.some((reference) => OUTSIDER_REFERENCE.test(reference) || LOOKED_UP_HEAD.test(reference)),
  );
}

function isForeignArtifact(step: Step): boolean {
  const names = (input: string) =>
    step.input(input)?.value.expressions.some(({ references }) => references.includes('github.event.workflow_run.id'));
  if (step.uses?.action === 'actions/download-artifact') return names('run-id') === true;
  return step.uses?.action === 'dawidd6/action-download-artifact' && names('run_id') === true;
}

/** Deploying an artifact publishes it; only what runs in the job itself can take its credentials. */
function runsFollow(job: Job, step: Step): boolean {
  return job.steps.some(
    (other) => other.index > step.index && (other.run !== undefined || other.uses?.isLocal === true),
  );
}
