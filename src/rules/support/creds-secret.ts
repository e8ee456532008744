import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import { type WorkflowSecret, workflowSecret } from './workflow-secret.ts';

/** `creds` written as JSON is as good as the secrets in it. */
export function secretOfCreds(creds: Entry, step: Step): WorkflowSecret {
  const member = /"clientSecret"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(creds.value.raw)?.[1];
  if (member === undefined) return workflowSecret(creds.value, step);
  const inMember = creds.value.expressions.filter((expression) => member.includes(expression.text));
  return workflowSecret({ raw: member, expressions: inMember }, step);
}
