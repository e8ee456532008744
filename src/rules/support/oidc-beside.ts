import type { Resource } from '../../model/resource.ts';
import type { CredentialAttributeRow } from '../catalogue/infrastructure-credentials.ts';
import type { EnvironmentCredentialRow } from '../catalogue/workflow-credentials.ts';
import { azureLogin } from './azure-login.ts';
import { type EnvironmentScope, isTurnedOn } from './use-oidc.ts';

/**
 * What a left-over credential of the environment defeats:
 * - `switch`: the reader is told to use OIDC (`ARM_USE_OIDC`), but tries credentials first;
 * - `session`: the job logs in by OIDC, but the Azure SDK looks at the environment before that session;
 * - `token-file`: the environment names a federated token, which the Azure SDK looks at after the secret.
 */
export type OidcBeside = 'switch' | 'session' | 'token-file';

export function oidcBeside(scope: EnvironmentScope, row: EnvironmentCredentialRow): OidcBeside | undefined {
  if (row.instead) return isTurnedOn(scope, row.instead.name) ? 'switch' : undefined;
  if (!row.usesSession) return undefined;
  const { step, jobs } = scope;
  const isFilled = scope.env.some(
    ({ name, value }) => name === 'AZURE_FEDERATED_TOKEN_FILE' && value.raw.trim() !== '',
  );
  if (isFilled) return 'token-file';
  const logsIn = jobs.some((job) =>
    job.steps.some((other) => azureLogin(other)?.mode === 'oidc' && (!step || other.index < step.index)),
  );
  return logsIn ? 'session' : undefined;
}

/** Whether a provider or backend that holds a credential is told to use OIDC as well. */
export function isToldToUseOidc(resource: Resource, row: CredentialAttributeRow): boolean {
  return 'use_oidc' in row.instead && resource.find('use_oidc').some(({ value }) => value.constant === true);
}
