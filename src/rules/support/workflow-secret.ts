import type { Entry, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import type { Severity } from '../finding.ts';
import { isPlaceholder } from './placeholder.ts';
import { listOf } from './words.ts';

/**
 * How a secret of a workflow reaches its place. `input`: whoever calls or starts it hands it over; `passed`: from a
 * step, a job or an expression; `absent`: the text is empty or a placeholder.
 */
export type WorkflowSecretState = 'literal' | 'plain-variable' | 'stored-secret' | 'input' | 'passed' | 'absent';

export interface WorkflowSecret {
  readonly state: WorkflowSecretState;
  /** For messages: `the secret AZURE_CREDENTIALS`. Never a value. */
  readonly label: string;
  /** The names of the repository secrets it is made of, as written. */
  readonly secretNames: readonly string[];
}

/** Environment variables may be made of others; a longer chain is left as it is. */
const MAX_ENVIRONMENT_HOPS = 5;

/** What the text of a secret and its expressions tell. */
export type SecretText = Pick<PipelineString, 'raw' | 'expressions'>;

export function workflowSecret(value: SecretText, step?: Step, hops = MAX_ENVIRONMENT_HOPS): WorkflowSecret {
  const secretNames = secretNamesIn(value);
  if (secretNames.length > 0) {
    return { state: 'stored-secret', label: labelOfSecrets(secretNames), secretNames };
  }
  const [expression] = value.expressions;
  if (value.expressions.some(({ references }) => references.includes('secrets.*'))) {
    return { state: 'stored-secret', label: 'a secret that is chosen at run time', secretNames };
  }
  if (!expression) {
    const state = isPlaceholder(value.raw) ? 'absent' : 'literal';
    return { state, label: 'text in the file', secretNames };
  }
  const [reference = ''] = expression.references;
  const [context, ...rest] = reference.split('.');
  const name = nameAsWritten(expression.text, rest.join('.'));
  if (context === 'env') {
    const variable = step?.variable(name);
    if (variable && hops > 0) return workflowSecret(variable.value, step, hops - 1);
    return { state: 'passed', label: `the environment variable ${name}`, secretNames };
  }
  if (context === 'vars') return { state: 'plain-variable', label: `the unprotected variable ${name}`, secretNames };
  if (context === 'inputs') return { state: 'input', label: `the input "${name}"`, secretNames };
  if (context === 'parameters') return { state: 'input', label: `the parameter "${name}"`, secretNames };
  if (context === 'variables') {
    const variable = step && pipelineVariable(step, name);
    if (variable && hops > 0) return workflowSecret(variable.value, step, hops - 1);
    return { state: 'passed', label: `the pipeline variable ${name}`, secretNames };
  }
  return { state: 'passed', label: 'an expression', secretNames };
}

/** `the secret A`, `the secrets A and B`. */
export function labelOfSecrets(names: readonly string[]): string {
  return `the ${names.length === 1 ? 'secret' : 'secrets'} ${listOf(names)}`;
}

/** What `$(name)` of Azure Pipelines stands for: the variables of job, stage and file, not the environment of the step. */
function pipelineVariable({ job }: Step, name: string): Entry | undefined {
  const isWanted = (entry: Entry) => entry.name.toLowerCase() === name.toLowerCase();
  return job.env.find(isWanted) ?? job.pipeline.env.find(isWanted);
}

export function severityOfWorkflowSecret(state: WorkflowSecretState): Severity {
  return state === 'literal' || state === 'plain-variable' ? 'error' : 'warning';
}

/** The repository secrets a text refers to, in order, spelled as it spells them, each once. */
export function secretNamesIn(value: SecretText): readonly string[] {
  const names: string[] = [];
  for (const expression of value.expressions) {
    for (const reference of expression.references) {
      if (!reference.startsWith('secrets.') || reference === 'secrets.*') continue;
      const name = nameAsWritten(expression.text, reference.slice('secrets.'.length));
      if (name !== '' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}

/** References are given in lower case; people look for the name they wrote. */
function nameAsWritten(expression: string, lowerCase: string): string {
  const at = expression.toLowerCase().indexOf(lowerCase);
  return at < 0 ? lowerCase : expression.slice(at, at + lowerCase.length);
}
