import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { LOGIN_ACTIONS } from '../catalogue/login-versions.ts';

/**
 * How an azure/login step signs in (src/common/LoginConfig.ts of v3.0.1, the same since v1.5.0):
 * - `secret`: `creds` alone;
 * - `ids-or-secret`: `creds` beside ids. The ids win unless all of them are empty when the job runs;
 * - `oidc`: ids alone;
 * - `managed-identity`: `auth-type: IDENTITY`, the identity of a self-hosted runner;
 * - `nothing`: no credential input at all.
 */
export type LoginMode = 'secret' | 'ids-or-secret' | 'oidc' | 'managed-identity' | 'nothing';

export interface AzureLogin {
  readonly mode: LoginMode;
  readonly creds: Entry | undefined;
  /** Azure Stack takes its endpoint from `creds` only, so it cannot log in without. */
  readonly isAzureStack: boolean;
}

export const ID_INPUTS = ['client-id', 'tenant-id', 'subscription-id'] as const;
export type IdInput = (typeof ID_INPUTS)[number];

/** What an azure/login step does; undefined for any other step. */
export function azureLogin(step: Step): AzureLogin | undefined {
  if (!step.uses || !LOGIN_ACTIONS.includes(step.uses.action)) return undefined;
  const creds = given(step, 'creds');
  const hasIds = ID_INPUTS.some((input) => given(step, input));
  return {
    mode: modeOf(step, creds !== undefined, hasIds),
    creds,
    isAzureStack: is(step, 'environment', 'azurestack'),
  };
}

/** An azure/login step before this one leaves a session that the Azure CLI and its users share. */
export function hasLoginBefore(step: Step): boolean {
  return step.job.steps.some((other) => other.index < step.index && azureLogin(other) !== undefined);
}

function modeOf(step: Step, hasCreds: boolean, hasIds: boolean): LoginMode {
  if (is(step, 'auth-type', 'identity')) return 'managed-identity';
  if (hasCreds) return hasIds ? 'ids-or-secret' : 'secret';
  return hasIds ? 'oidc' : 'nothing';
}

/** Whether an input has any text. */
export function isGiven(step: Step, input: string): boolean {
  return given(step, input) !== undefined;
}

function given(step: Step, input: string): Entry | undefined {
  const entry = step.input(input);
  return entry && entry.value.raw.trim() !== '' ? entry : undefined;
}

function is(step: Step, input: string, value: string): boolean {
  return step.input(input)?.value.raw.trim().toLowerCase() === value;
}
