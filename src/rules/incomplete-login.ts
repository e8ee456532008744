import type { Entry, Step } from '../model/pipeline/pipeline.ts';
import { LOGIN_INPUTS } from './catalogue/login-versions.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin, ID_INPUTS, type IdInput, isGiven } from './support/azure-login.ts';
import { mayAskForToken } from './support/callers.ts';
import { allEdits, editsOf } from './support/edits.ts';
import { federationFollowUps } from './support/federation-follow-ups.ts';
import { grantToken } from './support/grant-token.ts';
import { idsInFrontOf } from './support/identity-names.ts';
import { listOf } from './support/words.ts';

const MESSAGES = {
  missingId:
    'azure/login is given some of its ids but not {inputs}, so it stops with "Not all values are present". Add {inputs}.',
  nothing:
    'azure/login is given nothing to sign in with, so it fails. Give `client-id`, `tenant-id` and `subscription-id` to log in by OIDC.',
  hostedIdentity:
    'azure/login is told to sign in as the managed identity of the runner, but machines of GitHub have none, so it fails. Log in by OIDC: remove `auth-type`, give the ids and let the job have `id-token: write`.',
  unknownInput: 'azure/login has no input {input}: it is ignored, and nothing signs in with it. {advice}',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** An azure/login step that lacks what it needs (`validate()` in src/common/LoginConfig.ts of v3.0.1). */
export const incompleteLogin = defineRule({
  id: 'incomplete-login',
  title: 'Inputs of azure/login missing or misspelt',
  severity: 'error',
  tags: ['CWE-1287', 'CICD-SEC-2'],
  messages: MESSAGES,
  checks: {
    step(step, context) {
      const login = azureLogin(step);
      if (!login || !step.uses || step.uses.action !== 'azure/login') return;
      const unknown = step.with.filter(({ name }) => !LOGIN_INPUTS.includes(name.toLowerCase()));
      for (const entry of unknown) reportUnknown(entry, step, context);
      if (login.mode === 'oidc') checkIds(step, context);
      else if (login.mode === 'managed-identity') checkRunner(step, context);
      else if (login.mode === 'nothing' && !unknown.some(({ name }) => meantInput(name))) {
        context.report({ messageId: 'nothing', range: step.uses.range, fixes: addition(step, ID_INPUTS, context) });
      }
    },
  },
});

function checkIds(step: Step, context: Context): void {
  const isMeant = (input: IdInput) => step.with.some(({ name }) => meantInput(name) === input && name !== input);
  const missing = ID_INPUTS.filter((input) => !isGiven(step, input) && !isMeant(input) && isNeeded(input, step));
  if (missing.length === 0 || !step.uses) return;
  context.report({
    messageId: 'missingId',
    data: { inputs: listOf(missing.map((input) => `\`${input}\``)) },
    range: step.uses.range,
    fixes: missing.every((input) => !step.input(input)) ? addition(step, missing, context) : [],
  });
}

/** Managed identities are those of self-hosted runners in Azure (README of azure/login). */
function checkRunner(step: Step, context: Context): void {
  const type = step.input('auth-type');
  if (!type || !step.job.isHosted) return;
  const { pipeline } = step.job;
  const ids = idsInFrontOf(step);
  const missing = ids.entries.filter(({ name }) => !isGiven(step, name));
  const change =
    missing.length > 0 ? pipeline.editor.replaceEntries([type], missing) : pipeline.editor.removeEntry(type);
  const isPossible = mayAskForToken(step.job, context.workspace) && !isGiven(step, 'creds');
  const edits = isPossible ? editsOf(context.document.uri, allEdits(change, grantToken(step.job))) : undefined;
  const followUps = federationFollowUps([step.job], context.repository, {
    newVariables: ids.newVariables.filter((name) => missing.some(({ value }) => value.includes(`vars.${name} `))),
    secretNames: [],
  });
  context.report({
    messageId: 'hostedIdentity',
    range: type.range,
    fixes: edits ? [{ title: 'Log in with OIDC', safety: 'needs-review', edits, followUps }] : [],
  });
}

/** Without a subscription the login succeeds only where it is told that there may be none. */
function isNeeded(input: IdInput, step: Step): boolean {
  if (input !== 'subscription-id') return true;
  const allowed = step.input('allow-no-subscriptions')?.value;
  return !allowed || (allowed.expressions.length === 0 && allowed.raw.trim().toLowerCase() !== 'true');
}

/** The input that a misspelt one means: `clientId`, `client_id`. */
function meantInput(name: string): string | undefined {
  const letters = name.toLowerCase().replaceAll(/[-_]/g, '');
  return LOGIN_INPUTS.find((input) => input.replaceAll('-', '') === letters);
}

function reportUnknown(entry: Entry, step: Step, context: Context): void {
  const { document } = context;
  const { editor } = step.job.pipeline;
  const right = meantInput(entry.name);
  const isFree = right !== undefined && !step.input(right);
  const edits = editsOf(document.uri, isFree ? editor.renameEntry(entry, right) : editor.removeEntry(entry));
  const fixes: readonly Fix[] = edits
    ? [{ title: isFree ? `Rename it to ${right}` : 'Remove it', safety: 'needs-review', edits, followUps: [] }]
    : [];
  context.report({
    messageId: 'unknownInput',
    data: { input: `\`${entry.name}\``, advice: right ? `It is called \`${right}\`.` : adviceFor(entry.name) },
    range: entry.nameRange,
    severity: 'warning',
    fixes,
  });
}

function adviceFor(name: string): string {
  return /secret|password|cred/i.test(name)
    ? 'Remove it: with `client-id`, `tenant-id` and `subscription-id` the login needs no secret.'
    : 'Remove it.';
}

function addition(step: Step, inputs: readonly IdInput[], context: Context): readonly Fix[] {
  const entries = inputs.map((name) => ({ name, value: `\${{ vars.${variableFor(name)} }}` }));
  const edits = editsOf(context.document.uri, step.job.pipeline.editor.addEntries({ step, mapping: 'with' }, entries));
  if (!edits) return [];
  const [noun, verb] = inputs.length === 1 ? ['variable', 'It is'] : ['variables', 'They are'];
  const variables = `${noun} ${listOf(inputs.map(variableFor))}`;
  return [
    {
      title: `Add ${listOf(inputs)}`,
      safety: 'needs-review',
      edits,
      followUps: [`Set the ${variables} in the settings of the repository or environment. ${verb} no secret.`],
    },
  ];
}

function variableFor(input: IdInput): string {
  return `AZURE_${input.replaceAll('-', '_').toUpperCase()}`;
}
