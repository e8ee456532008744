import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import {
  type ActionCredentialRow,
  actionCredentials,
  CREDENTIAL_INPUT_NAME,
  type CredentialKind,
} from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { hasLoginBefore } from '../support/azure-login.ts';
import { mayAskForToken } from '../support/callers.ts';
import { usesAsCredential } from '../support/credential-flow.ts';
import { secretOfCredentials } from '../support/creds-secret.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { deletionFollowUps, federationFollowUps } from '../support/federation-follow-ups.ts';
import { grantToken } from '../support/grant-token.ts';
import { loginIds } from '../support/identity-names.ts';
import { keylessInterface } from '../support/keyless-interface.ts';
import { loginBefore } from '../support/login-before.ts';
import { severityOfWorkflowSecret, type WorkflowSecret } from '../support/workflow-secret.ts';
import type { ClientSecretContext } from './messages.ts';

/** Actions other than azure/login that are given the credential of an application. */
export function checkActionInputs(step: Step, context: ClientSecretContext): void {
  const { uses } = step;
  if (!uses) return;
  for (const { entry, credential, row } of credentialInputs(step, uses.action)) {
    const secret = secretOfCredentials(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'actionSecret',
      data: { action: uses.action, credential, source: secret.label, advice: adviceFor(entry, row, uses.isLocal) },
      range: entry.range,
      severity: credential === 'client certificate' ? 'information' : severityOfWorkflowSecret(secret.state),
      fixes: fixesFor(step, entry, row, secret, context),
    });
  }
}

interface CredentialInput {
  readonly entry: Entry;
  readonly credential: CredentialKind;
  readonly row: ActionCredentialRow | undefined;
}

function credentialInputs(step: Step, action: string): readonly CredentialInput[] {
  const rows = actionCredentials(action);
  if (rows.length > 0) {
    return rows.flatMap((row) =>
      row.inputs.flatMap((input) => {
        const entry = step.input(input);
        return entry ? [{ entry, credential: row.credential, row }] : [];
      }),
    );
  }
  return step.with
    .filter((entry) => CREDENTIAL_INPUT_NAME.test(entry.name) || isPassedOn(step, entry))
    .map((entry) => ({ entry, credential: 'client secret' as const, row: undefined }));
}

function isPassedOn({ target }: Step, { name }: Entry): boolean {
  return target !== undefined && usesAsCredential(target, `inputs.${name.toLowerCase()}`);
}

function adviceFor(entry: Entry, row: ActionCredentialRow | undefined, isLocal: boolean): string {
  if (row?.keyless === 'own-token') {
    return `Remove \`${entry.name}\`: the action then asks for a token of this job, which needs \`id-token: write\`.`;
  }
  if (row?.keyless === 'session' || row?.keyless === 'session-since') {
    return `Log in with azure/login and OIDC in a step before and remove \`${entry.name}\`: ${row.current ?? 'the action'} uses that session.`;
  }
  return isLocal
    ? 'Let the action take `client-id`, `tenant-id` and `subscription-id` and log in with OIDC.'
    : 'Log in with azure/login and OIDC, and replace the action by one, or by a command, that uses that session.';
}

function fixesFor(
  step: Step,
  entry: Entry,
  row: ActionCredentialRow | undefined,
  secret: WorkflowSecret,
  context: ClientSecretContext,
): readonly Fix[] {
  const { job } = step;
  const together = step.target && keylessInterface(step.target, { kind: 'inputs', name: entry.name }, context);
  if (together) return [together];
  const { editor, kind } = job.pipeline;
  if (!row?.keyless || kind === 'composite-action') return [];
  if (row.keyless === 'session-since') return fixByUpgrade(step, entry, row, secret, context);
  const usesSession = row.keyless === 'session';
  if (usesSession && !hasLoginBefore(step)) return [];
  if (!usesSession && !mayAskForToken(job, context.workspace)) return [];
  const edits = editsOf(context.document.uri, allEdits(editor.removeEntry(entry), usesSession ? [] : grantToken(job)));
  if (!edits) return [];
  const followUps = usesSession
    ? deletionFollowUps(secret.secretNames)
    : federationFollowUps([job], context.repository, { newVariables: [], secretNames: secret.secretNames });
  return [{ title: `Remove ${entry.name} and sign in without a secret`, safety: 'needs-review', edits, followUps }];
}

/** The version of the action that uses a session, and a login in front of it. */
function fixByUpgrade(
  step: Step,
  entry: Entry,
  { current }: ActionCredentialRow,
  secret: WorkflowSecret,
  context: ClientSecretContext,
): readonly Fix[] {
  const { editor } = step.job.pipeline;
  const ids = loginIds(step, entry);
  const login = ids && loginBefore(step, context, { ids });
  const upgrade = current !== undefined && step.uses ? editor.replaceUses(step.uses, current) : [];
  const edits = login && editsOf(context.document.uri, allEdits(login.edits, editor.removeEntry(entry), upgrade));
  if (!edits) return [];
  const followUps = [
    'Give the identity the role Azure Kubernetes Service Cluster User and the roles it needs in the cluster.',
    'Where the cluster lets only Entra ID in, run azure/use-kubelogin before and set `use-kubelogin: true`.',
    ...federationFollowUps([step.job], context.repository, {
      newVariables: login.newVariables,
      secretNames: secret.secretNames,
    }),
  ];
  return [{ title: `Log in with OIDC instead of ${entry.name}`, safety: 'needs-review', edits, followUps }];
}
