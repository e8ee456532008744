import { exactText } from '../../model/patterns.ts';
import type { Job, Step } from '../../model/pipeline/pipeline.ts';
import { PUBLIC_AUDIENCE } from '../catalogue/login-versions.ts';
import { azureLogin } from './azure-login.ts';

/** The audience of the tokens that a job's azure/login steps ask for; undefined where it is not one that is known. */
export function audienceOfJob({ steps }: Job): string | undefined {
  const logins = steps.filter((step) => azureLogin(step)?.mode === 'oidc');
  const audiences = new Set(logins.map(audienceOfLogin));
  return audiences.size === 1 ? [...audiences][0] : undefined;
}

function audienceOfLogin(step: Step): string | undefined {
  const value = step.input('audience')?.value;
  if (!value || value.raw.trim() === '') return PUBLIC_AUDIENCE;
  const [only, ...more] = value.patterns;
  return only && more.length === 0 ? exactText(only) : undefined;
}
