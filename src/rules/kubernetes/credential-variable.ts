import { type EnvironmentVariable, ManifestString, SecretKeyString } from '../../model/kubernetes/index.ts';
import type { PipelineString } from '../../model/pipeline/pipeline.ts';
import { type EnvironmentCredentialRow, environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Severity } from '../finding.ts';
import { isPlaceholder } from '../support/placeholder.ts';

/** Where a credential in a manifest comes from. `absent`: nothing, or a placeholder. */
export interface ManifestSecret {
  readonly state: 'stored' | 'passed' | 'literal' | 'absent';
  /** For messages: `the Secret web, key AZURE_CLIENT_SECRET`. Never a value. */
  readonly label: string;
}

export function manifestSecret(value: PipelineString): ManifestSecret {
  if (value instanceof SecretKeyString) return { state: 'stored', label: value.label };
  const [expression] = value.expressions;
  if (expression) {
    const isTemplate = expression.references.length === 0;
    return { state: 'passed', label: isTemplate ? 'a template expression' : `the variable ${expression.text}` };
  }
  const state = isPlaceholder(value.raw) ? 'absent' : 'literal';
  return { state, label: 'text in the file' };
}

/** A variable of a container that is a credential of an application. */
export interface CredentialVariable {
  readonly variable: EnvironmentVariable;
  readonly row: EnvironmentCredentialRow;
  readonly secret: ManifestSecret;
  /** True where the variable holds the path of a file, which is no secret itself. */
  readonly isPath: boolean;
}

export function credentialVariable(variable: EnvironmentVariable): CredentialVariable | undefined {
  const row = environmentCredential(variable.name);
  if (!row) return undefined;
  const { value, secret: key } = variable;
  const text = key ? new SecretKeyString(key.range, key.name, key.key) : value && new ManifestString(value);
  if (!text) return undefined;
  const isPath = /_PATH$/i.test(variable.name);
  const secret = manifestSecret(text);
  return { variable, row, secret: isPath && secret.state === 'literal' ? IN_A_FILE : secret, isPath };
}

const IN_A_FILE: ManifestSecret = { state: 'stored', label: 'the mounted file' };

export function severityOf({ credential }: Pick<EnvironmentCredentialRow, 'credential'>): Severity {
  return credential === 'client certificate' ? 'information' : 'warning';
}

/** Who reads the variable, in a container: rows speak of jobs. */
export function readerOf({ reader }: EnvironmentCredentialRow): string {
  return reader.startsWith('scripts') ? 'programs' : reader;
}
