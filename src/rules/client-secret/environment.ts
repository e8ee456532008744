import type { Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import { type EnvironmentCredentialRow, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { nameOfCalled } from '../support/callers.ts';
import { secretOfCredentials } from '../support/creds-secret.ts';
import { keylessEnvironment } from '../support/keyless-environment.ts';
import { keylessInherited, loginWithVariable } from '../support/keyless-inherited.ts';
import { keylessInterface } from '../support/keyless-interface.ts';
import { oidcBeside } from '../support/oidc-beside.ts';
import { passedName } from '../support/passing-callers.ts';
import type { EnvironmentScope } from '../support/use-oidc.ts';
import { readsOf } from '../support/variable-reads.ts';
import { severityOfWorkflowSecret } from '../support/workflow-secret.ts';
import type { ClientSecretContext } from './messages.ts';

export function checkPipelineEnvironment(pipeline: Pipeline, context: ClientSecretContext): void {
  checkScope({ pipeline, env: pipeline.env, jobs: pipeline.jobs, step: undefined }, context);
}

export function checkJobEnvironment(job: Job, context: ClientSecretContext): void {
  checkScope({ pipeline: job.pipeline, env: job.env, jobs: [job], step: undefined }, context);
}

export function checkStepEnvironment(step: Step, context: ClientSecretContext): void {
  checkScope({ pipeline: step.job.pipeline, env: step.env, jobs: [step.job], step }, context);
}

function checkScope(scope: EnvironmentScope, context: ClientSecretContext): void {
  for (const entry of scope.env) {
    const row = environmentCredential(entry.name);
    // A credential that defeats OIDC is mixed-credentials' to report.
    if (!row || oidcBeside(scope, row)) continue;
    const secret = secretOfCredentials(entry.value, scope.step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    const passed = passedName(entry);
    const action = loginWithVariable(scope.jobs, entry);
    const reader = readerOf(row, scope);
    const together = action
      ? keylessInherited(action, entry.name, context)
      : passed && keylessInterface(scope.pipeline, passed, context);
    context.report({
      messageId: 'environmentSecret',
      data: {
        name: entry.name,
        credential: row.credential,
        reader: action ? `azure/login in ${nameOfCalled(action)}` : (reader ?? row.reader),
        source: secret.label,
        advice: action ? ADVICE_FOR_ACTION : reader ? ADVICE_FOR_SESSION : adviceFor(row),
      },
      range: entry.range,
      severity: row.credential === 'client certificate' ? 'information' : severityOfWorkflowSecret(secret.state),
      fixes: together ? [together] : keylessEnvironment(scope, entry, row, secret, context),
    });
  }
}

const ADVICE_FOR_SESSION = 'Log in with azure/login and OIDC in the same job, and use that session in its place.';
const ADVICE_FOR_ACTION = 'Let it take ids from the environment instead and log in with OIDC.';

/** Who reads a variable of Terraform where there is no Terraform; undefined where its own reader does. */
function readerOf(row: EnvironmentCredentialRow, scope: EnvironmentScope): string | undefined {
  if (!row.instead || readsOf(scope, row.name).mayRunTerraform) return undefined;
  return scope.step ? 'the script of this step' : 'scripts of this job';
}

function adviceFor(row: EnvironmentCredentialRow): string {
  if (row.instead) {
    return `Set \`${row.instead.name}: ${row.instead.value}\` instead and let the job have \`id-token: write\`; the ids stay.`;
  }
  if (row.usesSession) {
    return `Log in with azure/login and OIDC in the same job and remove ${row.name}: the SDK's default credential uses that session.`;
  }
  return ADVICE_FOR_SESSION;
}
