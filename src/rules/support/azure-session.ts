import type { Step } from '../../model/pipeline/pipeline.ts';
import { Memory } from '../../text/memory.ts';
import { azureLogin } from './azure-login.ts';

/** Actions and tasks that run their script inside a session of the Azure CLI or Az PowerShell. */
const WITH_SESSION = /^(?:azurecli|azurepowershell)$/;

/** Commands that sign the Azure CLI in. */
const LOGIN_COMMAND = /(?<![\w-])az\s+login\b/;

/**
 * Whether the Azure CLI is signed in when a step runs, as far as the job shows: an azure/login step or `az login`
 * before it, or a task that brings its own session.
 */
export function hasAzureSession(step: Step): boolean {
  if (WITH_SESSION.test(step.uses?.action ?? '')) return true;
  return step.job.steps.some(
    (other) =>
      (other.index < step.index && azureLogin(other) !== undefined) || (other.index <= step.index && logsIn(other)),
  );
}

const stepsWithLogin = new Memory<Step, boolean>();

/** Looked for once, however many commands of the job ask. */
function logsIn(step: Step): boolean {
  const known = stepsWithLogin.get(step);
  if (known !== undefined) return known;
  const found = LOGIN_COMMAND.test(step.run?.raw ?? step.input('inlineScript')?.value.raw ?? '');
  stepsWithLogin.set(step, found);
  return found;
}
