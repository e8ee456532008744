import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import type { Fix } from '../finding.ts';
import { type AzureLogin, azureLogin } from '../support/azure-login.ts';
import { secretOfCredentials } from '../support/creds-secret.ts';
import { editsOf } from '../support/edits.ts';
import { deletionFollowUps } from '../support/federation-follow-ups.ts';
import { inheritedName, keylessInherited } from '../support/keyless-inherited.ts';
import { keylessInterface } from '../support/keyless-interface.ts';
import { keylessLogin } from '../support/keyless-login.ts';
import { passedName } from '../support/passing-callers.ts';
import { severityOfWorkflowSecret, type WorkflowSecret } from '../support/workflow-secret.ts';
import type { ClientSecretContext } from './messages.ts';

/** azure/login with `creds`. @returns whether the step is an azure/login step at all */
export function checkLoginStep(step: Step, context: ClientSecretContext): boolean {
  const login = azureLogin(step);
  if (!login) return false;
  const { creds } = login;
  if (!creds || login.isAzureStack) return true;
  const secret = secretOfCredentials(creds.value, step);
  // A secret that stands in the text is hardcoded-credential's to report, creds beside ids are mixed-credentials'.
  if (secret.state === 'absent' || secret.state === 'literal') return true;
  if (login.mode === 'secret') reportCreds(step, creds, login, secret, context);
  return true;
}

function reportCreds(
  step: Step,
  creds: Entry,
  login: AzureLogin,
  secret: WorkflowSecret,
  context: ClientSecretContext,
): void {
  const isCalled = step.job.pipeline.kind === 'composite-action' || secret.state === 'input';
  const isFallback = isGuardedFallback(step, login);
  const passed = passedName(creds);
  const inherited = inheritedName(step, creds);
  const together =
    inherited !== undefined
      ? keylessInherited(step.job.pipeline, inherited, context)
      : passed && keylessInterface(step.job.pipeline, passed, context);
  const fix = together ?? (isCalled ? undefined : keylessLogin(step, creds, secret, context));
  context.report({
    messageId: isCalled ? 'loginCredsFromCaller' : 'loginCreds',
    data: { source: secret.label },
    range: creds.range,
    severity: isFallback ? 'information' : severityOfWorkflowSecret(secret.state),
    fixes: isFallback ? removalOfStep(step, secret) : fix ? [fix] : [],
  });
}

/** A login that runs only where the secret exists, beside one with OIDC: what azd templates keep for old setups. */
function isGuardedFallback(step: Step, login: AzureLogin): boolean {
  if (login.mode !== 'secret' || !/CREDENTIALS|CREDS/i.test(step.condition?.raw ?? '')) return false;
  return step.job.steps.some(
    (other) => azureLogin(other)?.mode === 'oidc' || /--federated-credential-provider/.test(other.run?.raw ?? ''),
  );
}

function removalOfStep(step: Step, secret: WorkflowSecret): readonly Fix[] {
  const { document, editor } = step.job.pipeline;
  const edits = editsOf(document.uri, editor.removeStep(step));
  if (!edits) return [];
  return [
    {
      title: 'Remove the login with a secret',
      safety: 'needs-review',
      edits,
      followUps: deletionFollowUps(secret.secretNames),
    },
  ];
}
