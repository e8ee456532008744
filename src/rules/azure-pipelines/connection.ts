import type { Step } from '../../model/pipeline/pipeline.ts';
import { connectionsOf } from '../catalogue/azure-pipelines-tasks.ts';

/** The service connection of a step for messages: `the service connection "prod"`. */
export function connectionLabel(step: Step | undefined): string {
  const [connection] = step ? connectionsOf(step) : [];
  const name = connection?.value.raw.trim();
  return name ? `the service connection "${name}"` : 'the service connection';
}

/** What a person must do in Azure DevOps so that a connection signs in without a secret. */
export function conversionFollowUp(step: Step | undefined): string {
  return `Convert ${connectionLabel(step)} to workload identity federation (Project settings > Service connections > Convert). The YAML that names it stays as it is.`;
}
