import type { SourceDocument } from './document.ts';
import type { Entry, Job, Pipeline, Step } from './pipeline/pipeline.ts';

/**
 * A named value that a program finds in its environment, in a file of any kind: `env` of a workflow, variables of a
 * pipeline, environment of a container, a line of a `.env` file.
 */
export interface Variable {
  readonly document: SourceDocument;
  readonly entry: Entry;
  /** Where in a pipeline it is set: neither is set at the top of the file, `job` alone for a whole job. */
  readonly job: Job | undefined;
  readonly step: Step | undefined;
}

/** The variables of a pipeline from whole to part, in the order of the file within each. */
export function variablesOf(pipeline: Pipeline): readonly Variable[] {
  const { document } = pipeline;
  const variables: Variable[] = pipeline.env.map((entry) => ({ document, entry, job: undefined, step: undefined }));
  for (const job of pipeline.jobs) {
    for (const entry of job.env) variables.push({ document, entry, job, step: undefined });
    for (const step of job.steps) for (const entry of step.env) variables.push({ document, entry, job, step });
  }
  return variables;
}
