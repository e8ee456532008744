import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import { TERRAFORM_COMMAND } from '../catalogue/oidc-logins.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { mayAskForToken } from './callers.ts';
import { allEdits, editsOf } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { idInJson, variableFor } from './identity-names.ts';
import { readsOf } from './variable-reads.ts';

/** Who sees the variables of one `env`: all jobs, one job, or one step. */
export interface EnvironmentScope {
  readonly pipeline: Pipeline;
  readonly env: readonly Entry[];
  readonly jobs: readonly Job[];
  readonly step: Step | undefined;
}

/** The variable as the readers of this scope see it, from the innermost `env` that sets it. */
function findVariable({ pipeline, jobs, step }: EnvironmentScope, name: string): Entry | undefined {
  if (step) return step.variable(name);
  const [job] = jobs;
  const own = jobs.length === 1 ? job?.env.find((entry) => entry.name === name) : undefined;
  return own ?? pipeline.env.find((entry) => entry.name === name);
}

/** Whether the readers of this scope see a switch that is on. */
export function isTurnedOn(scope: EnvironmentScope, name: string): boolean {
  return /^(?:true|1)$/i.test(findVariable(scope, name)?.value.raw.trim() ?? '');
}

/** One variable for another, and the permission for every job that reads it. */
export function useOidc(
  scope: EnvironmentScope,
  entry: Entry,
  instead: { readonly name: string; readonly value: string },
  secretNames: readonly string[],
  context: Pick<RuleContext, 'document' | 'repository' | 'workspace'>,
): Fix | undefined {
  const { pipeline } = scope;
  const jobs = readersOf(scope);
  if (pipeline.platform !== 'github' || !jobs.every((job) => mayAskForToken(job, context.workspace))) return undefined;
  const reads = readsOf(scope, entry.name);
  // Whatever reads the secret by its name would get nothing; only a login can be replaced as well.
  if (!reads.mayRunTerraform || reads.byName > reads.inLogin) return undefined;
  const present = findVariable(scope, instead.name);
  const isSet = isTurnedOn(scope, instead.name);
  const ids = idsBeside(scope.env, secretNames);
  const edits = allEdits(
    present ? pipeline.editor.removeEntry(entry) : pipeline.editor.replaceEntries([entry], [instead]),
    present && !isSet ? pipeline.editor.replaceValue(present.value, instead.value) : [],
    ...ids.map(({ value, variable }) => pipeline.editor.replaceValue(value, `\${{ vars.${variable} }}`)),
    ...jobs.map((job) => grantToken(job)),
  );
  const fileEdits = editsOf(context.document.uri, edits);
  if (!fileEdits) return undefined;
  const what = { newVariables: ids.map(({ variable }) => variable), secretNames };
  return {
    title: isSet ? `Remove ${entry.name}: ${instead.name} is set` : `Replace ${entry.name} by ${instead.name}`,
    safety: 'needs-review',
    edits: fileEdits,
    followUps: [
      ...(reads.inLogin > 0 ? [`Replace the \`az login\` that reads ${entry.name} by azure/login with OIDC.`] : []),
      ...federationFollowUps(jobs, context.repository, what),
    ],
  };
}

/** The ids that are taken out of the same secret, which is to be deleted, and the variables that can hold them. */
function idsBeside(env: readonly Entry[], secretNames: readonly string[]) {
  return env.flatMap(({ value }) => {
    const read = idInJson(value);
    return read && secretNames.includes(read.secret) ? [{ value, variable: variableFor(read.secret, read.id) }] : [];
  });
}

/** The jobs that run Terraform with this environment; all of them where that is done out of sight. */
function readersOf({ jobs, step }: EnvironmentScope): readonly Job[] {
  const running = jobs.filter((job) => !job.call);
  if (step) return running;
  const visible = running.filter((job) =>
    job.steps.some((candidate) => TERRAFORM_COMMAND.test(candidate.run?.raw ?? '')),
  );
  return visible.length > 0 ? visible : running;
}
