import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import type { Fix } from '../finding.ts';
import { azureLogin, ID_INPUTS, isGiven } from '../support/azure-login.ts';
import { secretOfCredentials } from '../support/creds-secret.ts';
import { editsOf } from '../support/edits.ts';
import { deletionFollowUps } from '../support/federation-follow-ups.ts';
import { keylessLogin } from '../support/keyless-login.ts';
import { listOf } from '../support/words.ts';
import type { WorkflowSecret } from '../support/workflow-secret.ts';
import type { MixedCredentialsContext } from './messages.ts';

/** azure/login with `creds` and something that goes before it. */
export function checkLogin(step: Step, context: MixedCredentialsContext): void {
  const login = azureLogin(step);
  if (!login?.creds || login.isAzureStack || login.mode === 'secret') return;
  const { creds } = login;
  const secret = secretOfCredentials(creds.value, step);
  // A secret that stands in the text is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  const isIdentity = login.mode === 'managed-identity';
  const missing = isIdentity ? [] : (['client-id', 'tenant-id'] as const).filter((input) => !isGiven(step, input));
  if (missing.length > 0) {
    const given = ID_INPUTS.filter((input) => isGiven(step, input));
    const fix = keylessLogin(step, creds, secret, context);
    context.report({
      messageId: 'credsBesideSomeIds',
      data: { source: secret.label, given: quoted(given), missing: quoted(missing) },
      range: creds.range,
      fixes: fix ? [fix] : [],
    });
    return;
  }
  context.report({
    messageId: isIdentity ? 'credsBesideIdentity' : 'credsBesideIds',
    data: { source: secret.label },
    range: creds.range,
    fixes: removalOfCreds(step, creds, secret, isIdentity),
  });
}

function quoted(inputs: readonly string[]): string {
  return listOf(inputs.map((input) => `\`${input}\``));
}

function removalOfCreds(step: Step, creds: Entry, secret: WorkflowSecret, isIdentity: boolean): readonly Fix[] {
  const { document, editor } = step.job.pipeline;
  const edits = editsOf(document.uri, editor.removeEntry(creds));
  if (!edits) return [];
  const check = 'Check that the ids are set in every environment: without them the login used the secret.';
  return [
    {
      title: isIdentity ? 'Remove creds' : 'Remove creds and keep the ids',
      safety: 'needs-review',
      edits,
      followUps: [...(isIdentity ? [] : [check]), ...deletionFollowUps(secret.secretNames)],
    },
  ];
}
