import type { Entry, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import { actionCredentials, CREDENTIAL_INPUT_NAME, environmentCredential } from '../catalogue/workflow-credentials.ts';

/**
 * Whether a called workflow or action of this workspace uses what it is passed under a name as the credential of an
 * application.
 * @param reference as expressions spell it, in lower case: `inputs.credentials`, `secrets.azure_credentials`
 */
export function usesAsCredential(called: Pipeline, reference: string): boolean {
  const isMeant = ({ value }: Entry) => value.expressions.some(({ references }) => references.includes(reference));
  const isVariable = (entry: Entry) => environmentCredential(entry.name) !== undefined && isMeant(entry);
  return (
    called.env.some(isVariable) ||
    called.jobs.some(
      (job) =>
        job.env.some(isVariable) || job.steps.some((step) => step.env.some(isVariable) || isInput(step, isMeant)),
    )
  );
}

function isInput(step: Step, isMeant: (entry: Entry) => boolean): boolean {
  const rows = actionCredentials(step.uses?.action ?? '');
  return step.with.some((entry) => {
    const name = entry.name.toLowerCase();
    const isCredential = rows.some((row) => row.inputs.some((input) => input.toLowerCase() === name));
    return (isCredential || CREDENTIAL_INPUT_NAME.test(name)) && isMeant(entry);
  });
}
