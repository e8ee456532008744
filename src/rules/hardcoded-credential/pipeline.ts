import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import { actionCredentials, CREDENTIAL_INPUT_NAME, environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { azureLogin } from '../support/azure-login.ts';
import { isOfAzureRegistry } from '../support/azure-registry.ts';
import { keylessLogin } from '../support/keyless-login.ts';
import { isNamedSecret } from '../support/named-secret.ts';
import { isPlaceholder } from '../support/placeholder.ts';
import { type EnvironmentScope, useOidc } from '../support/use-oidc.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import type { Places } from './places.ts';
import { withRevocation } from './revocation.ts';

export function checkPipeline(pipeline: Pipeline, places: Places, context: HardcodedCredentialContext): void {
  const check = (scope: EnvironmentScope) => checkEnvironment(scope, places, context);
  check({ pipeline, env: pipeline.env, jobs: pipeline.jobs, step: undefined });
  for (const job of pipeline.jobs) {
    check({ pipeline, env: job.env, jobs: [job], step: undefined });
    checkCall(job, places, context);
    checkContainers(job, places, context);
    for (const step of job.steps) {
      check({ pipeline, env: step.env, jobs: [job], step });
      checkInputs(step, places, context);
    }
  }
}

function checkEnvironment(scope: EnvironmentScope, places: Places, context: HardcodedCredentialContext): void {
  for (const entry of scope.env) {
    const row = environmentCredential(entry.name);
    const isCertain = row !== undefined && !/_PATH$/i.test(entry.name);
    if (!isSecret(entry, isCertain) || !places.take(entry.value.range)) continue;
    const fix = row?.instead && isCertain ? useOidc(scope, entry, row.instead, [], context) : undefined;
    report('environment', entry, isCertain, fix, context);
  }
}

function checkInputs(step: Step, places: Places, context: HardcodedCredentialContext): void {
  const rows = step.uses ? actionCredentials(step.uses.action) : [];
  for (const entry of step.with) {
    const name = entry.name.toLowerCase();
    const isRow = rows.some((row) => row.inputs.some((input) => input.toLowerCase() === name));
    const isCertain = (isRow || CREDENTIAL_INPUT_NAME.test(name)) && !name.endsWith('path');
    const isCredentialJson = azureLogin(step)?.creds === entry && hasMember(entry);
    const found = isCredentialJson ? hasLiteralSecret(entry) : isSecret(entry, isCertain);
    if (!found || !places.take(entry.value.range)) continue;
    const secret = { label: 'the secret in this file', secretNames: [] };
    const fix = azureLogin(step)?.creds === entry ? keylessLogin(step, entry, secret, context) : undefined;
    report('input', entry, isCertain, fix, context);
  }
}

function checkCall({ call }: Job, places: Places, context: HardcodedCredentialContext): void {
  if (!call) return;
  for (const entry of [...call.with, ...(call.secrets === 'inherit' ? [] : call.secrets)]) {
    const isCertain = CREDENTIAL_INPUT_NAME.test(entry.name) || environmentCredential(entry.name) !== undefined;
    if (!isSecret(entry, isCertain) || !places.take(entry.value.range)) continue;
    report('input', entry, isCertain, undefined, context);
  }
}

/** What images are pulled with; `registry-password` has those of Azure registries. */
function checkContainers({ containers }: Job, places: Places, context: HardcodedCredentialContext): void {
  for (const { image, credentials } of containers) {
    const password = credentials.find(({ name }) => name.toLowerCase() === 'password');
    if (!password || isOfAzureRegistry(image) || !isSecret(password, true)) continue;
    if (places.take(password.value.range)) report('container', password, true, undefined, context);
  }
}

function report(
  messageId: 'environment' | 'input' | 'container',
  entry: Entry,
  isCertain: boolean,
  fix: Fix | undefined,
  context: HardcodedCredentialContext,
): void {
  context.report({
    messageId,
    data: { name: entry.name },
    range: entry.value.range,
    ...(isCertain ? {} : { confidence: 'medium' }),
    fixes: withRevocation(fix),
  });
}

function isSecret({ name, value }: Entry, isCertain: boolean): boolean {
  if (value.expressions.length > 0) return false;
  return isCertain ? !isPlaceholder(value.raw) : isNamedSecret(name, value.raw);
}

const CLIENT_SECRET_MEMBER = /"clientSecret"\s*:\s*"((?:[^"\\]|\\.)*)"/;

function hasMember({ value }: Entry): boolean {
  return CLIENT_SECRET_MEMBER.test(value.raw);
}

/** Service principal JSON whose secret is text; the ids beside it may well be expressions. */
function hasLiteralSecret({ value }: Entry): boolean {
  const secret = CLIENT_SECRET_MEMBER.exec(value.raw)?.[1] ?? '';
  return !secret.includes('${{') && !isPlaceholder(secret);
}
