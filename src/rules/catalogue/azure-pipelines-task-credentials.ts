import type { Entry, Step } from '../../model/pipeline/pipeline.ts';

/**
 * Inputs of Azure Pipelines tasks that hold a credential, or choose one, as data: a new task is a new row.
 * Facts: task.json of each task (microsoft/azure-pipelines-tasks@299572e2, 2026-08-21).
 */
export interface TaskCredentialRow {
  /** Names in lower case, as `UsesReference.action` gives them. */
  readonly actions: readonly string[];
  /** The inputs to look for; the first one that is there is what is found. */
  readonly inputs: readonly string[];
  /** The row holds only where this input has this value, in lower case. */
  readonly when?: { readonly input: string; readonly value: string };
  /** What to do, for messages: whole sentences. */
  readonly advice: string;
}

export const PUBLISH_PROFILE_TASKS: readonly TaskCredentialRow[] = [
  {
    actions: ['azurermwebappdeployment'],
    inputs: ['PublishProfilePassword', 'PublishProfilePath', 'ConnectionType'],
    when: { input: 'ConnectionType', value: 'publishprofile' },
    advice:
      'Set `ConnectionType: AzureRM`, name an Azure Resource Manager connection in `azureSubscription` and the app in `WebAppName`.',
  },
];

export const DEPLOYMENT_TOKEN_TASKS: readonly TaskCredentialRow[] = [
  {
    actions: ['azurestaticwebapp'],
    inputs: ['azure_static_web_apps_api_token'],
    advice:
      'Read the token when the job runs, in an AzureCLI task with a federated connection, instead of keeping it as a variable.',
  },
];

/** The credential input of a step that one of the rows describes. */
export function taskCredential(
  step: Step,
  rows: readonly TaskCredentialRow[],
): { readonly row: TaskCredentialRow; readonly entry: Entry } | undefined {
  const action = step.job.pipeline.platform === 'azure-pipelines' ? step.uses?.action : undefined;
  if (action === undefined) return undefined;
  for (const row of rows) {
    if (!row.actions.includes(action) || !holds(step, row)) continue;
    const entry = row.inputs.map((name) => step.input(name)).find((found) => found !== undefined);
    if (entry) return { row, entry };
  }
  return undefined;
}

function holds(step: Step, { when }: TaskCredentialRow): boolean {
  return !when || step.input(when.input)?.value.raw.trim().toLowerCase() === when.value;
}
