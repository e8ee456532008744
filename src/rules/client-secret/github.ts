import type { Pipeline } from '../../model/pipeline/pipeline.ts';
import { scriptsOf } from '../../model/scripts-of-pipeline.ts';
import type { Report } from '../rule.ts';
import { keylessJob } from '../support/keyless-job.ts';
import { checkActionInputs } from './action-input.ts';
import { checkCall } from './called-workflow.ts';
import { checkJobEnvironment, checkPipelineEnvironment, checkStepEnvironment } from './environment.ts';
import { checkLoginStep } from './login-step.ts';
import type { ClientSecretContext, ClientSecretMessage } from './messages.ts';
import { checkScript } from './script.ts';

/** Workflows and actions of GitHub, job by job: where a job has several findings, one more fix takes all of them. */
export function checkGithub(pipeline: Pipeline, context: ClientSecretContext): void {
  const scripts = new Map(scriptsOf(pipeline).map((script) => [script.step, script]));
  const shared = reportsOf(context, (collecting) => checkPipelineEnvironment(pipeline, collecting));
  const byJob = pipeline.jobs.map((job) =>
    reportsOf(context, (collecting) => {
      checkJobEnvironment(job, collecting);
      checkCall(job, collecting);
      for (const step of job.steps) {
        if (!checkLoginStep(step, collecting)) checkActionInputs(step, collecting);
        checkStepEnvironment(step, collecting);
        const script = scripts.get(step);
        if (script) checkScript(script, collecting);
      }
    }),
  );
  const [only] = pipeline.jobs;
  if (only && pipeline.jobs.length === 1) {
    // The environment of the workflow is that of its only job.
    const reports = [...shared, ...byJob.flat()];
    report(reports, keylessJob(only, reports), context);
    return;
  }
  report(shared, undefined, context);
  for (const [index, job] of pipeline.jobs.entries()) {
    const reports = byJob[index] ?? [];
    // A secret that the workflow hands to all of its jobs stays in this one too.
    report(reports, shared.length === 0 ? keylessJob(job, reports) : undefined, context);
  }
}

type ClientSecretReport = Report<ClientSecretMessage>;

function reportsOf(
  context: ClientSecretContext,
  check: (collecting: ClientSecretContext) => void,
): readonly ClientSecretReport[] {
  const reports: ClientSecretReport[] = [];
  check({
    ...context,
    report(found) {
      reports.push(found);
    },
  });
  return reports;
}

function report(
  reports: readonly ClientSecretReport[],
  whole: ReturnType<typeof keylessJob>,
  context: ClientSecretContext,
): void {
  for (const found of reports) {
    context.report(whole ? { ...found, fixes: [whole, ...(found.fixes ?? [])] } : found);
  }
}
