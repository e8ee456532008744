import { render } from '../../model/patterns.ts';
import type { Entry, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import {
  REGISTRY_HOST,
  REGISTRY_INPUTS,
  type RegistryInputRow,
  TOKEN_USER,
} from '../catalogue/registry-credentials.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { givenInput, InputTable } from '../support/input-table.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import {
  secretNamesIn,
  severityOfWorkflowSecret,
  type WorkflowSecret,
  workflowSecret,
} from '../support/workflow-secret.ts';
import { PUSH_ROLE, RETIRE } from './command-fixes.ts';
import { loginStep } from './login-step.ts';
import type { RegistryPasswordContext } from './messages.ts';

const inputs = new InputTable(REGISTRY_INPUTS);

export function checkInputs(step: Step, context: RegistryPasswordContext): void {
  for (const { row, entry } of inputs.matches(step)) {
    const registry = givenInput(step, row.registry);
    const isAzure = registry ? namesAzure(registry) : row.isAzure;
    const isLikely =
      registry !== undefined && isOpen(registry) && (row.isMostlyAzure === true || isNamedForAzure(registry.value));
    if (!(isAzure || isLikely) || step.input('username')?.value.raw.trim() === TOKEN_USER) continue;
    const secret = workflowSecret(entry.value, step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    context.report({
      messageId: 'input',
      data: { action: step.uses?.raw ?? '', source: secret.label, advice: ADVICE[row.way] },
      range: entry.range,
      severity: severityOfWorkflowSecret(secret.state),
      ...(isAzure ? {} : { confidence: 'medium' }),
      fixes: fixesFor(step, row, entry, registry, secret),
    });
  }
  checkRegistryAuth(step, context);
}

const ADVICE: Readonly<Record<RegistryInputRow['way'], string>> = {
  'login-step': 'Log in with azure/login and OIDC and run `az acr login --name <registry>` in its place.',
  session:
    'Leave user name and password out: the action then signs in to the registry with the session of the Azure CLI.',
  'login-before': 'Log in with azure/login and OIDC and run `az acr login --name <registry>` in a step before.',
  attach:
    'Let the cluster pull as its own identity, `az aks update --attach-acr <registry>`, and remove this step and `imagePullSecrets`.',
  'pull-identity': 'Let what runs the image pull it with a managed identity that has the role AcrPull.',
};

function namesAzure({ value }: Entry): boolean {
  return REGISTRY_HOST.test(value.raw) || value.patterns.some((pattern) => REGISTRY_HOST.test(render(pattern)));
}

/** `${{ secrets.ACR_LOGIN_SERVER }}`. Alibaba Cloud calls its registry ACR as well. */
function isNamedForAzure({ expressions }: PipelineString): boolean {
  const names = expressions.flatMap(({ references }) => references);
  return names.some((name) => AZURE_NAME.test(name) && !/ali(?:yun|baba)/.test(name));
}

const AZURE_NAME = /(?:[._-]|azure)acr(?:[._-]|$)|azure_?(?:container_?)?registry|azurecr/;

/** The file does not say which host it is. */
function isOpen({ value }: Entry): boolean {
  return value.patterns.some(({ parts }) => parts.some(({ kind }) => kind === 'unknown'));
}

/** `registry-auth` of docker/login-action: a list of registries with their passwords. */
function checkRegistryAuth(step: Step, context: RegistryPasswordContext): void {
  if (step.uses?.action !== 'docker/login-action') return;
  const entry = step.input('registry-auth');
  if (!entry || !namesAzure(entry) || secretNamesIn(entry.value).length === 0) return;
  const secret = workflowSecret(entry.value, step);
  context.report({
    messageId: 'input',
    data: { action: step.uses.raw, source: secret.label, advice: ADVICE['login-step'] },
    range: entry.range,
    severity: severityOfWorkflowSecret(secret.state),
  });
}

function fixesFor(
  step: Step,
  row: RegistryInputRow,
  entry: Entry,
  registry: Entry | undefined,
  secret: WorkflowSecret,
): readonly Fix[] {
  const { document, editor } = step.job.pipeline;
  if (row.way === 'login-step') return loginStep(step, registry, secret);
  if (row.way !== 'session') return [];
  const user = givenInput(step, row.with ?? []);
  const edits = editsOf(document.uri, allEdits(editor.replaceEntries(user ? [user, entry] : [entry], [])));
  if (!edits) return [];
  return [
    {
      title: `Remove ${entry.name} and sign in with the session of the Azure CLI`,
      safety: 'needs-review',
      edits,
      followUps: [...sessionFollowUps(step), PUSH_ROLE, retirementFollowUp(secret.secretNames, RETIRE)],
    },
  ];
}
