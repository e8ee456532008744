import { modelOf } from '../../model/model.ts';
import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { FileEdits, Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { azureLogin, ID_INPUTS } from './azure-login.ts';
import { mayAskForToken, nameOfCalled, usersOf } from './callers.ts';
import { allEdits, byFile } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { variableFor, variableIds } from './identity-names.ts';
import { upgradeLogin } from './login-version.ts';
import { listOf, unique } from './words.ts';
import { secretNamesIn } from './workflow-secret.ts';

/** More actions, or jobs that use them, than a person looks at in one go. */
const MOST_ACTIONS = 10;
const MOST_USERS = 40;

/** The variable that `creds` of a composite action is: `${{ env.AZURE_CREDENTIALS }}`, where a caller sets it. */
export function inheritedName(step: Step, creds: Entry): string | undefined {
  const name = variableNamed(creds);
  return step.job.pipeline.kind === 'composite-action' && name !== undefined && !step.variable(name) ? name : undefined;
}

function variableNamed({ value }: Entry): string | undefined {
  return /^\s*\$\{\{\s*env\.(\w+)\s*\}\}\s*$/.exec(value.raw)?.[1];
}

/** The action of this workspace that logs in with a variable of its callers' environment. */
export function loginWithVariable(jobs: readonly Job[], entry: Entry): Pipeline | undefined {
  return jobs
    .flatMap((job) => job.steps)
    .find((step) => step.target && setsFor(step, entry) && loginsOf(step.target, entry.name).length > 0)?.target;
}

function setsFor(step: Step, { name, range }: Entry): boolean {
  return step.variable(name)?.range.start === range.start;
}

/**
 * One fix for composite actions that log in with a variable of the environment, and for the workflows of this workspace
 * that set it: three variables with the ids take its place. The callers of an action nobody here uses are for a person
 * to change. Undefined where the variable is read in another way too.
 */
export function keylessInherited(
  action: Pipeline,
  name: string,
  context: Pick<RuleContext, 'repository' | 'workspace'>,
): Fix | undefined {
  const found = connected(action, name, context);
  if (!found) return undefined;
  const { actions, users } = found;
  const variables = ID_INPUTS.map((id) => ({ id, name: variableFor(name, id) }));
  const inside = actions.map((each) => editsInside(each, name, variables));
  const callers = [...entriesOf(users, name)].map(([entry, jobs]) => editsOutside(entry, jobs, variables));
  const edits: FileEdits[] = [];
  for (const each of [...inside, ...callers]) {
    if (!each?.edits) return undefined;
    edits.push({ uri: each.uri, edits: each.edits });
  }
  const jobs = unique(users.map((step) => step.job));
  if (!jobs.every((job) => mayAskForToken(job, context.workspace))) return undefined;
  const names = variables.map((variable) => variable.name);
  const title = `Pass ids to ${listOf(actions.map(nameOfCalled))} instead of ${name}, and log in with OIDC`;
  return {
    title,
    safety: 'needs-review',
    edits: byFile(edits),
    followUps: [
      `${users.length > 0 ? 'Wherever else' : 'Wherever'} ${listOf(actions.map(nameOfCalled))} is used, set ${listOf(names)} ` +
        `in the environment instead of ${name}, and give the job \`id-token: write\`.`,
      ...federationFollowUps(jobs, context.repository, {
        newVariables: unique(callers.flatMap((caller) => caller?.newVariables ?? [])),
        secretNames: unique([...entriesOf(users, name).keys()].flatMap(({ value }) => secretNamesIn(value))),
      }),
    ],
  };
}

interface Connected {
  readonly actions: readonly Pipeline[];
  readonly users: readonly Step[];
}

/** All actions that share the variable with this one, and the steps that use them. */
function connected(
  start: Pipeline,
  name: string,
  { workspace }: Pick<RuleContext, 'workspace'>,
): Connected | undefined {
  const actions = new Map<string, Pipeline>();
  const users: Step[] = [];
  const queue = [start];
  for (let called = queue.shift(); called; called = queue.shift()) {
    if (actions.has(called.document.uri)) continue;
    // As the file stands alone: an action that was reached through a step knows what that step passes.
    const action = modelOf(called.document, workspace).pipeline;
    if (!action || countOf(action, name) !== loginsOf(action, name).length) return undefined;
    actions.set(action.document.uri, action);
    const its = usersOf(action, workspace);
    users.push(...its);
    if (actions.size > MOST_ACTIONS || users.length > MOST_USERS) return undefined;
    for (const { job } of its) {
      if (job.pipeline.kind === 'composite-action' || countOf(job.pipeline, name) > 0) return undefined;
      for (const { target } of job.pipeline.jobs.flatMap((each) => each.steps)) {
        if (target && countOf(target, name) > 0) queue.push(target);
      }
    }
  }
  return users.every((step) => step.variable(name)) ? { actions: [...actions.values()], users } : undefined;
}

/** How often a file reads the variable. */
function countOf({ document }: Pipeline, name: string): number {
  const reading = new RegExp(`\\benv\\s*\\.\\s*${name}\\b|\\$\\{?(?:env:)?${name}\\b`, 'gi');
  return document.source.text.match(reading)?.length ?? 0;
}

interface Login {
  readonly step: Step;
  readonly creds: Entry;
}

function loginsOf(action: Pipeline, name: string): readonly Login[] {
  return action.jobs
    .flatMap((job) => job.steps)
    .flatMap((step) => {
      const login = azureLogin(step);
      const isMeant = login?.mode === 'secret' && login.creds && variableNamed(login.creds) === name;
      return isMeant && login.creds ? [{ step, creds: login.creds }] : [];
    });
}

interface IdVariable {
  readonly id: (typeof ID_INPUTS)[number];
  readonly name: string;
}

function editsInside(action: Pipeline, name: string, variables: readonly IdVariable[]) {
  const ids = variables.map((variable) => ({ name: variable.id, value: `\${{ env.${variable.name} }}` }));
  const logins = loginsOf(action, name);
  const edits = allEdits(
    ...logins.map(({ creds }) => action.editor.replaceEntries([creds], ids)),
    ...logins.map(({ step }) => upgradeLogin(step)),
  );
  return { uri: action.document.uri, edits, newVariables: [] };
}

function entriesOf(users: readonly Step[], name: string): ReadonlyMap<Entry, readonly Job[]> {
  const entries = new Map<Entry, readonly Job[]>();
  for (const step of users) {
    const entry = step.variable(name);
    if (entry) entries.set(entry, unique([...(entries.get(entry) ?? []), step.job]));
  }
  return entries;
}

function editsOutside(
  entry: Entry,
  jobs: readonly Job[],
  variables: readonly IdVariable[],
): (FileEdits & { readonly newVariables: readonly string[] }) | undefined {
  const [job] = jobs;
  const ids = variableIds(entry.value);
  if (!job || !ids) return undefined;
  const values = new Map(ids.entries.map(({ name, value }) => [name, value]));
  const added = variables.map(({ id, name }) => ({ name, value: values.get(id) ?? '' }));
  const edits: readonly TextEdit[] | undefined = allEdits(
    job.pipeline.editor.replaceEntries([entry], added),
    ...jobs.map(grantToken),
  );
  return edits && { uri: job.pipeline.document.uri, edits, newVariables: ids.newVariables };
}
