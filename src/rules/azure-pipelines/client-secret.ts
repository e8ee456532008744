import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import type { ConnectionSecretContext } from './client-secret-messages.ts';
import { connectionLabel, conversionFollowUp } from './connection.ts';
import { type KeyRead, keyReads, readsIdentity, readsToken } from './connection-variables.ts';
import { terraformByToken } from './terraform-token.ts';

const TEMPLATE_TASKS = ['azureresourcemanagertemplatedeployment', 'azureresourcegroupdeployment'];

/** Scripts of AzureCLI tasks that are handed the credentials of the service connection (`addSpnToEnvironment`). */
export function checkConnectionScript(script: Script, context: ConnectionSecretContext): void {
  const { step } = script;
  if (!step || !exposureOf(step, 'azurecli')) return;
  const reads = keyReads(script);
  const [first] = reads;
  if (!first) return;
  const isFallback = readsToken(script);
  context.report({
    messageId: isFallback ? 'connectionSecretFallback' : 'connectionSecretRead',
    data: { connection: connectionLabel(step) },
    range: first.range,
    severity: isFallback ? 'information' : 'warning',
    fixes: isFallback ? [] : tokenFixes(script, reads, context),
  });
}

/** Steps that are handed the credentials of the service connection and have no script here that reads them. */
export function checkConnectionExposure(step: Step, context: ConnectionSecretContext): void {
  const template = TEMPLATE_TASKS.map((task) => exposureOf(step, task)).find((entry) => entry !== undefined);
  if (template) checkTemplateParameters(step, template, context);
  const exposure = exposureOf(step, 'azurecli');
  if (!exposure) return;
  const inline = step.input('inlineScript');
  const isFile = !inline || /^scriptpath$/i.test(step.input('scriptLocation')?.value.raw.trim() ?? '');
  if (isFile) reportExposure('connectionSecretInFile', step, exposure, [], context);
  else if (!readsIdentity(inline.value.raw)) {
    const fixes = removal(step, exposure, 'Check that no program which this script starts reads them.', context);
    reportExposure('connectionSecretExposed', step, exposure, fixes, context);
  }
}

function checkTemplateParameters(step: Step, exposure: Entry, context: ConnectionSecretContext): void {
  const parameters = step.input('overrideParameters')?.value;
  const at = parameters?.raw.search(/\$servicePrincipalKey\b/i) ?? -1;
  if (parameters && at >= 0) {
    context.report({
      messageId: 'connectionSecretInTemplate',
      data: { connection: connectionLabel(step) },
      range: parameters.rangeOf(at, at + '$servicePrincipalKey'.length),
    });
    return;
  }
  if (parameters && readsIdentity(parameters.raw)) return;
  const fixes = removal(step, exposure, undefined, context);
  reportExposure('connectionSecretUnused', step, exposure, fixes, context);
}

function reportExposure(
  messageId: 'connectionSecretExposed' | 'connectionSecretInFile' | 'connectionSecretUnused',
  step: Step,
  exposure: Entry,
  fixes: readonly Fix[],
  context: ConnectionSecretContext,
): void {
  context.report({
    messageId,
    data: { connection: connectionLabel(step) },
    range: exposure.range,
    severity: 'information',
    // Whether the connection has a secret at all, the file does not say.
    confidence: 'low',
    fixes,
  });
}

function removal(step: Step, exposure: Entry, check: string | undefined, context: ConnectionSecretContext) {
  const edits = editsOf(context.document.uri, step.job.pipeline.editor.removeEntry(exposure));
  if (!edits) return [];
  const followUps = check === undefined ? [] : [check];
  return [{ title: `Remove ${exposure.name}`, safety: 'needs-review' as const, edits, followUps }];
}

function tokenFixes(script: Script, reads: readonly KeyRead[], context: ConnectionSecretContext): readonly Fix[] {
  const edits = editsOf(context.document.uri, terraformByToken(script, reads));
  if (!edits) return [];
  return [
    {
      title: 'Let Terraform sign in with idToken instead of servicePrincipalKey',
      safety: 'needs-review',
      edits,
      followUps: [
        conversionFollowUp(script.step),
        'Once the pipeline has run, delete the client secret from the application: the conversion can be reverted for seven days only.',
        'The token in idToken is valid for about ten minutes. Where Terraform runs longer, set ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID, SYSTEM_ACCESSTOKEN and SYSTEM_OIDCREQUESTURI in `env` instead: then the provider asks for new tokens.',
      ],
    },
  ];
}

/** The input that hands the credentials to a step of this task. */
function exposureOf(step: Step, task: string): Entry | undefined {
  if (step.job.pipeline.platform !== 'azure-pipelines' || step.uses?.action !== task) return undefined;
  const entry = step.input('addSpnToEnvironment');
  return entry && /^true$/i.test(entry.value.raw.trim()) ? entry : undefined;
}
