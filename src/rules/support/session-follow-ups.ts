import type { Step } from '../../model/pipeline/pipeline.ts';
import { hasAzureSession } from './azure-session.ts';
import { listOf } from './words.ts';

/** What a person must do so that a command finds the Azure CLI signed in; nothing where it is, as far as is to be seen. */
export function sessionFollowUps(step: Step | undefined): readonly string[] {
  if (step && hasAzureSession(step)) return [];
  switch (step?.job.pipeline.platform) {
    case 'github':
      return ['Log in before this step: azure/login with OIDC, and `id-token: write` for the job.'];
    case 'azure-pipelines':
      return [
        'Run this in an AzureCLI task whose service connection uses workload identity federation: a plain script has no session of the Azure CLI.',
      ];
    case 'gitlab':
      return [
        'Sign the Azure CLI in before this command: `az login --service-principal --federated-token` with an id token of the job.',
      ];
    case undefined:
      return ['Sign the Azure CLI in before this command, for example with `az login --identity` in Azure.'];
  }
}

/**
 * What is left of a credential that nothing uses any more.
 * @param end how it ends, imperative: `rotate the keys of the storage account`
 */
export function retirementFollowUp(secretNames: readonly string[], end: string): string {
  const stored = secretNames.length > 0 ? `delete ${listOf(secretNames)} from the stored secrets and ` : '';
  return `After the first run that succeeds, ${stored}${end}.`;
}
