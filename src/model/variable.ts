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

/** The variables of a pipeline from whole to part, in the order of the file within each; those of a stage once. */
export function variablesOf(pipeline: Pipeline): readonly Variable[] {
  const { document } = pipeline;
  const variables: Variable[] = [];
  const seen = new Set<Entry>();
  const add = (entries: readonly Entry[], job: Job | undefined, step: Step | undefined) => {
    for (const entry of entries) if (!seen.has(entry)) variables.push({ document, entry, job, step });
    for (const entry of entries) seen.add(entry);
  };
  add(pipeline.env, undefined, undefined);
  for (const job of pipeline.jobs) {
    add(job.env, job, undefined);
    for (const step of job.steps) add(step.env, job, step);
  }
  return variables;
}
