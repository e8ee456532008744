import { modelOf } from '../../model/model.ts';
import type {
  Entry,
  Job,
  Pipeline,
  PipelineEditor,
  PipelineInput,
  PipelineSecret,
  Step,
} from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { azureLogin, ID_INPUTS } from './azure-login.ts';
import { callersOf, mayAskForToken, nameOfCalled, usersOf } from './callers.ts';
import { allEdits, byFile } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { upgradeLogin } from './login-version.ts';
import { type Caller, callerJob, callerStep, type PassedName, passedName } from './passing-callers.ts';
import { unique } from './words.ts';

type Context = Pick<RuleContext, 'repository' | 'workspace'>;

/**
 * One fix for a called workflow or composite action and everybody in this workspace who calls it: the called file takes
 * three ids in the place of the service principal's JSON, or a switch in the place of Terraform's secret; the callers pass them and grant `id-token: write`. Undefined
 * where the JSON is used for more than azure/login, or comes from further away.
 */
export function keylessInterface(called: Pipeline, passed: PassedName, context: Context): Fix | undefined {
  // As the file stands alone: a pipeline that was reached through a call knows what that call passes.
  const pipeline = modelOf(called.document, context.workspace).pipeline;
  const declared = pipeline && declarationOf(pipeline, passed);
  if (!pipeline || !declared) return undefined;
  const uses = { logins: loginsWith(pipeline, passed), variables: variablesWith(pipeline, passed) };
  // A secret alone says nothing about ids, so one that is both is not taken apart.
  if ((uses.logins.length === 0) === (uses.variables.length === 0)) return undefined;
  if (isUsedElsewhere(pipeline, passed, uses)) return undefined;
  const takesIds = uses.logins.length > 0;
  // Started by another event the workflow has no inputs.
  if (takesIds && pipeline.triggers.some(({ event }) => event !== 'workflow_call')) return undefined;
  const callers =
    pipeline.kind === 'composite-action'
      ? usersOf(pipeline, context.workspace).map((step) => callerStep(step, passed, takesIds))
      : callersOf(pipeline, context.workspace).map((job) => callerJob(job, passed, takesIds));
  const known = callers.filter((caller) => caller !== undefined);
  if (known.length < callers.length) return undefined;
  // A workflow that nobody here calls logs in with variables of the repository; an action sees none.
  if (known.length === 0 && pipeline.kind === 'workflow') return undefined;
  if (!known.every(({ job }) => mayAskForToken(job, context.workspace))) return undefined;
  const calledEdits = editsInside(pipeline, declared, uses);
  if (!calledEdits) return undefined;
  return {
    title: takesIds
      ? `Pass ids to ${nameOfCalled(pipeline)} instead of ${passed.name}, and log in with OIDC`
      : `Pass no ${passed.name} to ${nameOfCalled(pipeline)}, and let Terraform use OIDC`,
    safety: 'needs-review',
    edits: byFile([{ uri: pipeline.document.uri, edits: calledEdits }, ...known]),
    followUps: followUps(pipeline, jobsOf(uses), known, context),
  };
}

function declarationOf(pipeline: Pipeline, { kind, name }: PassedName): PipelineInput | PipelineSecret | undefined {
  const list: readonly (PipelineInput | PipelineSecret)[] =
    kind === 'secrets'
      ? pipeline.declaredSecrets
      : pipeline.inputs.filter(({ event }) => event === 'workflow_call' || event === 'action');
  return list.find((declared) => declared.name.toLowerCase() === name.toLowerCase());
}

interface Login {
  readonly step: Step;
  readonly creds: Entry;
}

function loginsWith(pipeline: Pipeline, { kind, name }: PassedName): readonly Login[] {
  return pipeline.jobs
    .flatMap((job) => job.steps)
    .flatMap((step) => {
      const login = azureLogin(step);
      const used = login?.creds && passedName(login.creds);
      const isMeant = used?.kind === kind && used.name.toLowerCase() === name.toLowerCase();
      return login?.creds && isMeant && login.mode === 'secret' ? [{ step, creds: login.creds }] : [];
    });
}

/** A variable that a switch to OIDC takes the place of. */
interface SecretVariable {
  readonly entry: Entry;
  readonly instead: { readonly name: string; readonly value: string };
  readonly env: readonly Entry[];
  readonly jobs: readonly Job[];
}

interface Uses {
  readonly logins: readonly Login[];
  readonly variables: readonly SecretVariable[];
}

function variablesWith(pipeline: Pipeline, { kind, name }: PassedName): readonly SecretVariable[] {
  const scopes = [
    { env: pipeline.env, jobs: pipeline.jobs },
    ...pipeline.jobs.flatMap((job) => [job, ...job.steps].map(({ env }) => ({ env, jobs: [job] }))),
  ];
  return scopes.flatMap(({ env, jobs }) =>
    env.flatMap((entry) => {
      const used = passedName(entry);
      const instead = environmentCredential(entry.name)?.instead;
      const isMeant = used?.kind === kind && used.name.toLowerCase() === name.toLowerCase();
      return instead && isMeant ? [{ entry, instead, env, jobs }] : [];
    }),
  );
}

function jobsOf({ logins, variables }: Uses): readonly Job[] {
  return unique([...logins.map(({ step }) => step.job), ...variables.flatMap(({ jobs }) => jobs)]);
}

function isUsedElsewhere({ document }: Pipeline, { kind, name }: PassedName, { logins, variables }: Uses): boolean {
  const places = [...logins.map(({ creds }) => creds), ...variables.map(({ entry }) => entry)];
  const mentions = document.source.text.match(new RegExp(`\\b${kind}\\s*(?:\\.\\s*${name}\\b(?!-)|\\[)`, 'gi')) ?? [];
  return mentions.length !== new Set(places.map(({ range }) => range.start)).size;
}

const DESCRIPTIONS = {
  'client-id': 'Client ID of the identity that logs in',
  'tenant-id': 'ID of its tenant',
  'subscription-id': 'ID of the subscription',
} as const;

function editsInside(
  { editor, kind }: Pipeline,
  declared: PipelineInput | PipelineSecret,
  uses: Uses,
): readonly TextEdit[] | undefined {
  const ids = ID_INPUTS.map((name) => ({ name, value: `\${{ inputs.${name} }}` }));
  const { logins, variables } = uses;
  const inputs = logins.length > 0 ? ID_INPUTS.map((name) => ({ name, description: DESCRIPTIONS[name] })) : [];
  const jobs = kind === 'workflow' ? jobsOf(uses) : [];
  return allEdits(
    editor.replaceDeclaration(declared, inputs),
    ...logins.map(({ creds }) => editor.replaceEntries([creds], ids)),
    ...logins.map(({ step }) => upgradeLogin(step)),
    ...variables.map(({ entry, instead, env }) => switchOver(entry, instead, env, editor)),
    ...jobs.map(grantToken),
  );
}

function switchOver(
  entry: Entry,
  instead: SecretVariable['instead'],
  env: readonly Entry[],
  editor: PipelineEditor,
): readonly TextEdit[] | undefined {
  const present = env.find(({ name }) => name === instead.name);
  if (!present) return editor.replaceEntries([entry], [instead]);
  return allEdits(
    editor.removeEntry(entry),
    /^(?:true|1)$/i.test(present.value.raw.trim()) ? [] : editor.replaceValue(present.value, instead.value),
  );
}

function followUps(
  pipeline: Pipeline,
  users: readonly Job[],
  callers: readonly Caller[],
  context: Context,
): readonly string[] {
  const inEnvironment = users.filter(({ environment }) => environment !== undefined);
  const jobs = inEnvironment.length > 0 ? inEnvironment : callers.map(({ job }) => job);
  const elsewhere =
    callers.length > 0
      ? `Do as these callers do wherever other repositories use ${nameOfCalled(pipeline)}.`
      : `Wherever ${nameOfCalled(pipeline)} is used, pass what it declares now, and give the job \`id-token: write\`.`;
  return [
    elsewhere,
    ...federationFollowUps(unique(jobs), context.repository, {
      newVariables: unique(callers.flatMap(({ newVariables }) => newVariables)),
      secretNames: unique(callers.flatMap(({ secretNames }) => secretNames)),
    }),
  ];
}
