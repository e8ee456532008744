import type { Step } from '../../model/pipeline/pipeline.ts';
import { labelOfSecrets, type SecretText, type WorkflowSecret, workflowSecret } from './workflow-secret.ts';

/** Credentials that are put together of several secrets are as good as the one that is a secret, not the ids beside it. */
export function secretOfCredentials(value: SecretText, step?: Step): WorkflowSecret {
  const member = /"clientSecret"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(value.raw)?.[1];
  // `format('{{"clientSecret":"{1}"...}}', ...)` has its secrets in one expression.
  if (member !== undefined && !/^\{\d+\}$/.test(member)) {
    const inMember = value.expressions.filter((expression) => member.includes(expression.text));
    return workflowSecret({ raw: member, expressions: inMember }, step);
  }
  const secret = workflowSecret(value, step);
  const telling = secret.secretNames.filter((name) => !/ID$/i.test(name));
  if (secret.secretNames.length < 2 || telling.length === 0) return secret;
  return { ...secret, label: labelOfSecrets(telling), secretNames: telling };
}
