import type { SettingsFile } from '../../model/settings/index.ts';
import type { Variable } from '../../model/variable.ts';
import { CREDENTIAL_INPUT_NAME, environmentCredential } from '../catalogue/workflow-credentials.ts';
import { severityOfWorkflowSecret, workflowSecret } from '../support/workflow-secret.ts';
import { tokenForTerraform } from './gitlab-variable.ts';
import type { ClientSecretContext } from './messages.ts';

/** Variables of GitLab pipelines, compose files, images and `.env` files: those of other files have ways out of their own. */
export function checkPlainVariable(variable: Variable, context: ClientSecretContext): void {
  const { entry, document, step } = variable;
  const where = PLACES[document.kind];
  const row = where && environmentCredential(entry.name);
  if (!where || !row) return;
  const secret = workflowSecret(entry.value, step);
  const giver = secret.state === 'absent' ? giverOf(variable) : undefined;
  if (giver === undefined && (secret.state === 'absent' || secret.state === 'literal')) return;
  context.report({
    messageId: document.kind === 'dockerfile' ? 'imageSecret' : 'environmentSecret',
    data: {
      name: entry.name,
      credential: row.credential,
      reader: row.reader,
      source: giver ?? secret.label,
      advice: where,
    },
    range: entry.range,
    severity: row.credential === 'client certificate' ? 'information' : severityOfWorkflowSecret(secret.state),
    fixes: tokenForTerraform(variable, row, context),
  });
}

/** Where a variable without a value gets one, for the message; undefined where it stays empty. */
function giverOf({ document, entry }: Variable): string | undefined {
  // Whoever builds the image gives its arguments values, and its history keeps them.
  if (document.kind === 'dockerfile' && isBareArgument(document.source.text, entry.range.start)) {
    return 'given when it is built';
  }
  const isNameAlone = entry.range.end === entry.nameRange.end;
  return document.kind === 'compose' && isNameAlone ? 'from the machine that runs docker' : undefined;
}

/** What to do, by the kind of file. */
const PLACES: Partial<Readonly<Record<Variable['document']['kind'], string>>> = {
  'gitlab-ci':
    'Give the job `id_tokens` and let it sign in with that token: `az login --federated-token`, `ARM_USE_OIDC`.',
  dockerfile: 'Let what runs in the image sign in with a managed identity or workload identity.',
  compose: 'Let a developer’s own `az login` or, in Azure, a managed identity sign in.',
  dotenv: 'Let a developer’s own `az login` or, in Azure, a managed identity sign in.',
  'functions-settings': 'Let a developer’s own `az login` or, in Azure, a managed identity sign in.',
};

function isBareArgument(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*ARG\s/i.test(line);
}

const CREDENTIAL_FILE =
  /(?:^|[/\\])(?:\.azure(?:[/\\]|$)|accessTokens\.json$|azureProfile\.json$|[^/\\]*\.publishsettings$|\.env(?:\.(?!example|sample|template|dist)[\w-]+)?$)/i;

/** Secrets that `azure.yaml` declares for its pipeline, and files with credentials that go into an image. */
export function checkSettings({ declaredSecrets, copiedPaths }: SettingsFile, context: ClientSecretContext): void {
  for (const { raw, range } of declaredSecrets) {
    if (
      !environmentCredential(raw) &&
      !CREDENTIAL_INPUT_NAME.test(raw) &&
      !/CLIENT_SECRET|AZURE\w*CREDENTIALS/i.test(raw)
    )
      continue;
    context.report({ messageId: 'declaredPipelineSecret', data: { name: raw }, range });
  }
  for (const { raw, range } of copiedPaths) {
    if (!CREDENTIAL_FILE.test(raw)) continue;
    context.report({
      messageId: 'copiedCredential',
      data: { path: raw },
      range,
      severity: 'information',
      confidence: 'medium',
    });
  }
}
