import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { PUBLISH_PROFILE_TASKS, taskCredential } from '../catalogue/azure-pipelines-task-credentials.ts';
import {
  PUBLISH_PROFILE_INPUTS,
  PUBLISH_PROFILE_NAME,
  type PublishProfileRow,
} from '../catalogue/deployment-credentials.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { hasLoginBefore } from '../support/azure-login.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { federationFollowUps } from '../support/federation-follow-ups.ts';
import { givenInput, InputTable } from '../support/input-table.ts';
import { loginBefore } from '../support/login-before.ts';
import { listOf } from '../support/words.ts';
import { severityOfWorkflowSecret, type WorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';

const WHY =
  'It holds a user name and password that deploy to the app and read its settings, from anywhere, until somebody resets them, and no conditional access or log of Entra ID sees them.';

export const PUBLISH_PROFILE_MESSAGES = {
  input: `{action} deploys with a publish profile ({source}). ${WHY} Log in with azure/login and OIDC in a step before and remove \`{input}\`{rest}.`,
  passedOn: `{action} is given a publish profile ({source}). ${WHY} Let it deploy with the session of azure/login and OIDC instead.`,
  task: `{action} deploys with a publish profile. ${WHY} {advice}`,
  variable: `{name} holds a publish profile ({source}). ${WHY} Deploy with the session of a login with OIDC instead.`,
} as const;

export type PublishProfileContext = RuleContext<keyof typeof PUBLISH_PROFILE_MESSAGES>;

const inputs = new InputTable(PUBLISH_PROFILE_INPUTS);

/** Actions and tasks that are given a publish profile. */
export function checkInputs(step: Step, context: PublishProfileContext): void {
  if (!step.uses) return;
  checkTask(step, context);
  const known = inputs.matches(step);
  for (const { row, entry } of known) {
    const secret = workflowSecret(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'input',
      data: {
        action: step.uses.raw,
        source: secret.label,
        input: entry.name,
        rest: row.needs ? '' : ', with azure/webapps-deploy in the place of this action',
      },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
      fixes: sessionFix(step, entry, row, secret, context),
    });
  }
  if (known.length === 0 && step.job.pipeline.platform === 'github') checkOther(step, context);
}

/** Actions no row knows, local ones too. */
function checkOther(step: Step, context: PublishProfileContext): void {
  for (const entry of step.with) {
    if (!PUBLISH_PROFILE_NAME.test(entry.name)) continue;
    const secret = workflowSecret(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'passedOn',
      data: { action: step.uses?.raw ?? '', source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
  }
}

function checkTask(step: Step, context: PublishProfileContext): void {
  const found = taskCredential(step, PUBLISH_PROFILE_TASKS);
  if (!found) return;
  context.report({
    messageId: 'task',
    data: { action: step.uses?.raw ?? '', advice: found.row.advice },
    range: found.entry.range,
  });
}

/** A login in front, and the action without the profile: it then uses the session. */
function sessionFix(
  step: Step,
  entry: Entry,
  { needs, role }: PublishProfileRow,
  secret: WorkflowSecret,
  context: PublishProfileContext,
): readonly Fix[] {
  const { job } = step;
  if (!needs || needs.some((input) => !givenInput(step, [input]))) return [];
  const login = loginBefore(step, context);
  const edits = editsOf(context.document.uri, login && allEdits(login.edits, job.pipeline.editor.removeEntry(entry)));
  if (!login || !edits) return [];
  const federation = hasLoginBefore(step)
    ? []
    : federationFollowUps([job], context.repository, { newVariables: login.newVariables, secretNames: [] });
  const stored = secret.secretNames.length > 0 ? `delete ${listOf(secret.secretNames)} from GitHub, ` : '';
  return [
    {
      title: `Log in with OIDC instead of ${entry.name}`,
      safety: 'needs-review',
      edits,
      followUps: [
        ...federation,
        `Give the identity the role ${role} on the app.`,
        'Where the profile is that of a slot, name the slot in `slot-name`.',
        `After the first run that succeeds, ${stored}reset the publish profile and switch basic authentication off (\`basicPublishingCredentialsPolicies\` with \`allow: false\` for \`scm\` and \`ftp\`).`,
      ],
    },
  ];
}
