import type { Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import { DEPLOYMENT_TOKEN_TASKS, taskCredential } from '../catalogue/azure-pipelines-task-credentials.ts';
import { DEPLOYMENT_TOKEN_COMMANDS, DEPLOYMENT_TOKEN_INPUTS } from '../catalogue/deployment-credentials.ts';
import { secretsOf } from '../support/command-secrets.ts';
import { CommandTable } from '../support/commands.ts';
import { givenInput, InputTable } from '../support/input-table.ts';
import { workflowSecret } from '../support/workflow-secret.ts';
import type { DeploymentTokenContext } from './messages.ts';

const inputs = new InputTable(DEPLOYMENT_TOKEN_INPUTS);
const commands = new CommandTable(DEPLOYMENT_TOKEN_COMMANDS);

/** Actions and tasks that are given a token which is stored; one that a step before has read is as it should be. */
export function checkInputs(step: Step, context: DeploymentTokenContext): void {
  const action = step.uses?.raw ?? '';
  for (const { entry } of inputs.matches(step)) {
    if (givenInput(step, ['github_id_token'])) continue;
    const { state, label } = workflowSecret(entry.value, step);
    if (state !== 'stored-secret' && state !== 'plain-variable') continue;
    const severity = state === 'plain-variable' ? 'error' : 'information';
    context.report({ messageId: 'input', data: { action, source: label }, range: entry.range, severity });
  }
  const task = taskCredential(step, DEPLOYMENT_TOKEN_TASKS);
  const found = task && workflowSecret(task.entry.value, step);
  if (!task || !found || found.state === 'absent' || found.state === 'literal') return;
  context.report({ messageId: 'task', data: { action, source: found.label }, range: task.entry.range });
}

/** Commands that deploy with a token, and those that read it to keep it. */
export function checkScript(script: Script, context: DeploymentTokenContext): void {
  for (const match of commands.matches(script)) {
    if (match.row.is === 'lists') {
      if (!/gh secret set|variable create|Set-Content|\btee\b/i.test(script.body.raw)) continue;
      context.report({ messageId: 'kept', data: { command: match.name }, range: match.range });
      continue;
    }
    const [first] = secretsOf(match);
    // What a command has just read is not stored.
    if (!first || first.value.state === 'computed') continue;
    context.report({
      messageId: 'command',
      data: { command: match.name, source: first.value.label },
      range: script.rangeOf(first.option.range),
      severity: first.value.state === 'literal' ? 'error' : 'information',
    });
  }
}
