import type { Entry, Step } from '../../model/pipeline/pipeline.ts';

/**
 * Inputs of Azure Pipelines tasks that hold a credential, for the rules about that kind of credential.
 * Facts: task.json of each task (microsoft/azure-pipelines-tasks@299572e2, 2026-08-21).
 */

/** Inputs of a task that hold a credential, or choose one. */
export interface TaskCredentialRow {
  /** Names in lower case, as `UsesReference.action` gives them. */
  readonly actions: readonly string[];
  /** The inputs to look for; the first one that is there is what is found. */
  readonly inputs: readonly string[];
  /** The row holds only where this input has one of these values, in lower case. */
  readonly when?: {
    readonly input: string;
    readonly values: readonly string[];
    /** Whether a task without the input behaves as if it had such a value. */
    readonly isDefault: boolean;
  };
  /** Inputs that mean nothing without the credential. */
  readonly alsoRemove: readonly string[];
  /** Whether the task works by its service connection once those inputs are gone. */
  readonly worksWithout: boolean;
  /** What to do, for messages: whole sentences. */
  readonly advice: string;
}

export const PUBLISH_PROFILE_TASKS: readonly TaskCredentialRow[] = [
  {
    actions: ['azurermwebappdeployment'],
    inputs: ['PublishProfilePassword', 'PublishProfilePath', 'ConnectionType'],
    when: { input: 'ConnectionType', values: ['publishprofile'], isDefault: false },
    alsoRemove: ['PublishProfilePath', 'PublishProfilePassword'],
    worksWithout: false,
    advice:
      'Set `ConnectionType: AzureRM`, name an Azure Resource Manager connection in `azureSubscription` and the app in `WebAppName`.',
  },
];

export const DEPLOYMENT_TOKEN_TASKS: readonly TaskCredentialRow[] = [
  {
    actions: ['azurestaticwebapp'],
    inputs: ['azure_static_web_apps_api_token'],
    alsoRemove: [],
    worksWithout: false,
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
  for (const it of rows) {
    if (!it.actions.includes(action) || !holds(step, it)) continue;
    const entry = it.inputs.map((name) => step.input(name)).find((found) => found !== undefined);
    if (entry) return { row: it, entry };
  }
  return undefined;
}

function holds(step: Step, { when }: TaskCredentialRow): boolean {
  if (!when) return true;
  const value = step.input(when.input)?.value.raw.trim().toLowerCase();
  return value === undefined || value === '' ? when.isDefault : when.values.includes(value);
}
