import type { Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import { scriptsOf } from '../../model/scripts-of-pipeline.ts';
import { TERRAFORM_COMMAND } from '../catalogue/oidc-logins.ts';
import type { EnvironmentScope } from './use-oidc.ts';

/** What the scripts that see a variable do with it. */
export interface VariableReads {
  /** How often a script reads it by its name: `$X`, `${X}`, `$env:X`, `%X%`, `env.X`. */
  readonly byName: number;
  /** How many of these are in an `az login`. */
  readonly inLogin: number;
  /** False where it is plain that nothing in the scope runs Terraform: all of it is in sight. */
  readonly mayRunTerraform: boolean;
}

export function readsOf({ pipeline, jobs, step }: EnvironmentScope, name: string): VariableReads {
  const steps = step ? [step] : jobs.flatMap((job) => job.steps);
  const scripts = scriptsOf(pipeline).filter((script) => script.step && steps.includes(script.step));
  const byName = sum(scripts.map(({ body }) => countIn(body.raw, name)));
  const runsTerraform = scripts.some(({ body }) => TERRAFORM_COMMAND.test(body.raw));
  return {
    byName,
    inLogin: sum(scripts.map((script) => countInLogins(script, name))),
    mayRunTerraform: runsTerraform || (byName === 0 && !steps.every(runsNothingElse)),
  };
}

/** Actions that run an inline script at most, which is in sight. */
function runsNothingElse({ uses }: Step): boolean {
  return /^(?:actions|azure)\//.test(uses?.action ?? '');
}

function countInLogins({ commands, body }: Script, name: string): number {
  const logins = commands.filter(({ words: [program, verb] }) => program?.text === 'az' && verb?.text === 'login');
  return sum(logins.map(({ range }) => countIn(body.raw.slice(range.start, range.end), name)));
}

function countIn(text: string, name: string): number {
  const reading = new RegExp(`\\$\\{?(?:env:)?${name}\\b|%${name}%|\\benv\\s*\\.\\s*${name}\\b`, 'gi');
  return text.match(reading)?.length ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
