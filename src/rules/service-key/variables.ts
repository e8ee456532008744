import type { Variable } from '../../model/variable.ts';
import { KEY_IN_TEXT, PERSONAL_TOKEN_VARIABLE, serviceVariable } from '../catalogue/az-service-keys.ts';
import { editsOf } from '../support/edits.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { identityAdvice, type ServiceKeyContext } from './messages.ts';

export function checkVariable(variable: Variable, context: ServiceKeyContext): void {
  const { entry, step } = variable;
  if (PERSONAL_TOKEN_VARIABLE.test(entry.name)) {
    checkPersonalToken(variable, context);
    return;
  }
  const row = serviceVariable(entry.name);
  const holdsKey = KEY_IN_TEXT.test(entry.value.raw);
  if (!row && !holdsKey) return;
  const secret = workflowSecret(entry.value, step);
  // Text is hardcoded-credential's to report.
  if (secret.state === 'absent' || secret.state === 'literal') return;
  if (!row) {
    context.report({
      messageId: 'variableText',
      data: { name: entry.name, source: secret.label },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
    });
    return;
  }
  // A name says less than a value: what is in it may be a name in turn, or the key of something else.
  const isCertain = holdsKey || /^AZURE_APP/i.test(entry.name);
  context.report({
    messageId: 'variable',
    data: { name: entry.name, service: row.service, source: secret.label, advice: identityAdvice(row.role) },
    range: entry.range,
    severity: isCertain ? severityOfWorkflowSecret(secret.state) : 'information',
    confidence: isCertain ? 'high' : 'medium',
  });
}

/** The token of the job in Azure Pipelines: it ends with the job, and acts as the build service. */
const JOB_TOKEN = '$(System.AccessToken)';

function checkPersonalToken({ document, entry, job, step }: Variable, context: ServiceKeyContext): void {
  if (/^\$\(System\.AccessToken\)$/i.test(entry.value.raw.trim())) return;
  const secret = workflowSecret(entry.value, step);
  if (secret.state === 'absent' || secret.state === 'literal') return;
  const isAzurePipelines = document.kind === 'azure-pipelines';
  const edits =
    isAzurePipelines && (step ?? job)
      ? editsOf(document.uri, (step?.job ?? job)?.pipeline.editor.replaceValue(entry.value, JOB_TOKEN))
      : undefined;
  context.report({
    messageId: 'personalTokenVariable',
    data: { name: entry.name, source: secret.label, advice: adviceForToken(document.kind) },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
    fixes: edits ? [{ title: 'Use the token of the job', safety: 'needs-review', edits, followUps: FOLLOW_UPS }] : [],
  });
}

function adviceForToken(kind: Variable['document']['kind']): string {
  if (kind === 'azure-pipelines') return 'Use `$(System.AccessToken)`, the token of the job.';
  const login = kind === 'github-workflow' || kind === 'github-action' ? ' with azure/login and OIDC' : '';
  return `Make the identity a user of the organisation and log in${login}: without this variable the Azure CLI uses that session.`;
}

const FOLLOW_UPS = [
  'Give the build service of the project (`<project> Build Service`) what this step does in Azure DevOps.',
  'Revoke the personal access token once the pipeline has run without it.',
];
