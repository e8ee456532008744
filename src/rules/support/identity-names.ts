import type { Entry, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import { azureLogin, ID_INPUTS, type IdInput } from './azure-login.ts';
import { secretNamesIn } from './workflow-secret.ts';

/** The three ids of a login, as they are to be written, and which variables must be made for them. */
export interface LoginIds {
  readonly entries: readonly { readonly name: IdInput; readonly value: string }[];
  /** Variables nothing in the file refers to yet. */
  readonly newVariables: readonly string[];
}

const WORD: Readonly<Record<IdInput, string>> = {
  'client-id': 'CLIENT_ID',
  'tenant-id': 'TENANT_ID',
  'subscription-id': 'SUBSCRIPTION_ID',
};

const JSON_MEMBER: Readonly<Record<IdInput, string>> = {
  'client-id': 'clientId',
  'tenant-id': 'tenantId',
  'subscription-id': 'subscriptionId',
};

/**
 * Where the ids of a login with `creds` come from: the JSON that `creds` is written as, the environment of Terraform or
 * the Azure SDK, other logins, else variables of the repository that are named like the secret. `undefined` where the
 * secret is chosen at run time by a name that says nothing.
 */
export function loginIds(step: Step, creds: Entry): LoginIds | undefined {
  const newVariables: string[] = [];
  const entries: { name: IdInput; value: string }[] = [];
  for (const name of ID_INPUTS) {
    const known = fromJson(creds.value, name) ?? fromWorkflow(step, creds, name);
    const id = known === undefined ? variablesFor(creds.value, name) : { value: known, variables: [] };
    if (!id) return undefined;
    entries.push({ name, value: id.value });
    newVariables.push(...id.variables);
  }
  return { entries, newVariables };
}

/** Variables named like the secret: what the call of a workflow can pass, which sees no secrets and no environment there. */
export function variableIds(creds: PipelineString): LoginIds | undefined {
  const newVariables: string[] = [];
  const entries: { name: IdInput; value: string }[] = [];
  for (const name of ID_INPUTS) {
    const id = variablesFor(creds, name);
    if (!id) return undefined;
    entries.push({ name, value: id.value });
    newVariables.push(...id.variables);
  }
  return { entries, newVariables };
}

/**
 * The ids of a login that is written in front of a step: what is known of them, else what the environment and other
 * logins of the workflow say, else variables of the repository.
 */
export function idsInFrontOf(step: Step, known: Partial<Readonly<Record<IdInput, string>>> = {}): LoginIds {
  const newVariables: string[] = [];
  const entries = ID_INPUTS.map((name) => {
    const own = known[name] ?? fromEnvironment(step, name, true) ?? fromOtherLogins(step, name);
    if (own === undefined) newVariables.push(`AZURE_${WORD[name]}`);
    return { name, value: own ?? `\${{ vars.AZURE_${WORD[name]} }}` };
  });
  return { entries, newVariables };
}

/** A value that means the same in another step of the job, as an input takes it. */
export function portableValue(value: PipelineString): string | undefined {
  return isPortable(value) ? value.raw.trim() : undefined;
}

/** `creds: '{"clientId": "${{ vars.X }}", ...}'`: the ids stand in the text, or are what `format` puts into it. */
function fromJson(creds: PipelineString, name: IdInput): string | undefined {
  const member = new RegExp(`"${JSON_MEMBER[name]}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`).exec(creds.raw)?.[1];
  const index = /^\{(\d+)\}$/.exec(member ?? '')?.[1];
  if (index === undefined) return member;
  const argument = formatArguments(creds.expressions[0]?.text ?? '')[Number(index)];
  return argument === undefined ? undefined : `\${{ ${argument} }}`;
}

/** The values of `format('...', a, b)`, where all are plain names. */
function formatArguments(expression: string): readonly string[] {
  const list = /^format\(\s*'(?:[^']|'')*'\s*,([\s\w.,-]+)\)$/i.exec(expression)?.[1];
  return list === undefined ? [] : list.split(',').map((argument) => argument.trim());
}

/** A secret with words of its own (`AZURE_CREDENTIALS_PROD`) is another identity than the one the file knows. */
function fromWorkflow(step: Step, creds: Entry, name: IdInput): string | undefined {
  const names = secretNamesIn(creds.value);
  const isPlain = names.length === 1 && names.every((secret) => renamed(secret, 'X') === 'AZURE_X');
  if (!isPlain && name !== 'tenant-id') return undefined;
  return fromEnvironment(step, name) ?? fromOtherLogins(step, name);
}

/** `ARM_CLIENT_ID` and `AZURE_CLIENT_ID` name the identity of the job's other tools. */
function fromEnvironment(step: Step, name: IdInput, isOutside = false): string | undefined {
  for (const prefix of ['ARM_', 'AZURE_']) {
    const variable = step.variable(prefix + WORD[name]);
    if (!variable || variable.value.raw.trim() === '' || idInJson(variable.value)) continue;
    if (isPortable(variable.value)) return variable.value.raw.trim();
    // Another step does not see what this one sets for itself.
    if (!isOutside || !step.env.includes(variable)) return `\${{ env.${variable.name} }}`;
  }
  return undefined;
}

/**
 * What the logins of other jobs are given, where they agree. A job that logs in twice does it as two identities, and
 * names with words of their own are those of another one; the tenant is one for all.
 */
function fromOtherLogins(step: Step, name: IdInput): string | undefined {
  const values = new Set<string>();
  for (const job of step.job.pipeline.jobs) {
    if (job === step.job && name !== 'tenant-id') continue;
    for (const other of job.steps) {
      const value = azureLogin(other) && other.input(name)?.value;
      if (value && isPortable(value) && seesSame(step, other, value) && (name === 'tenant-id' || isPlainName(value)))
        values.add(value.raw.trim());
    }
  }
  const [only, another] = values;
  return another === undefined ? only : undefined;
}

/** Whether a value means the same in both steps: the `env` of a job or step is not that of another. */
function seesSame(step: Step, other: Step, { expressions }: PipelineString): boolean {
  const names = expressions.flatMap(({ references }) => references.filter((reference) => reference.startsWith('env.')));
  return names.every((reference) => {
    const name = reference.slice('env.'.length);
    return step.variable(name)?.range.start === other.variable(name)?.range.start;
  });
}

const PLAIN_ID_NAME = /\.(?:azure_|arm_|az_|aad_|entra_)?(?:client|app|application|subscription)_?id$/;

function isPlainName({ expressions }: PipelineString): boolean {
  return expressions.every(({ references }) => references.every((reference) => PLAIN_ID_NAME.test(reference)));
}

/** Means the same in every step: no step output, no matrix value, no job result; and outlives the secret that is taken out. */
function isPortable(value: PipelineString): boolean {
  if (value.raw.trim() === '' || idInJson(value)) return false;
  return value.expressions.every(({ references }) =>
    references.every((reference) => /^(?:secrets|vars|env|inputs|github)\./.test(reference)),
  );
}

/** What `${{ fromJSON(secrets.AZURE_CREDENTIALS).clientId }}` reads: an id that goes with the secret around it. */
export function idInJson({ raw }: PipelineString): { readonly secret: string; readonly id: IdInput } | undefined {
  const [, secret, member] = /^\s*\$\{\{\s*fromJSON\(\s*secrets\.(\w+)\s*\)\.(\w+)\s*\}\}\s*$/i.exec(raw) ?? [];
  const id = ID_INPUTS.find((input) => JSON_MEMBER[input].toLowerCase() === member?.toLowerCase());
  return secret !== undefined && id ? { secret, id } : undefined;
}

interface Variables {
  readonly value: string;
  readonly variables: readonly string[];
}

/** Variables named like the secret: `AZURE_CREDENTIALS_PROD` makes `AZURE_CLIENT_ID_PROD`, in any expression. */
function variablesFor(creds: PipelineString, name: IdInput): Variables | undefined {
  const secrets = secretNamesIn(creds);
  const [expression] = creds.expressions;
  if (!expression || !/\bsecrets\b/i.test(expression.text)) return single(`AZURE_${WORD[name]}`);
  if (/\bsecrets\s*\[/i.test(expression.text)) return chosenAtRunTime(expression.text, name);
  const variables = [...new Set(secrets.map((secret) => variableFor(secret, name)))];
  const [variable, another] = variables;
  if (variable === undefined || another === undefined) return single(variable ?? `AZURE_${WORD[name]}`);
  // `condition && secrets.A || secrets.B`: each secret for its variable.
  const text = expression.text.replace(
    /\bsecrets\.(\w+)/gi,
    (_, written: string) => `vars.${variableFor(written, name)}`,
  );
  return { value: `\${{ ${text} }}`, variables };
}

function single(variable: string): Variables {
  return { value: `\${{ vars.${variable} }}`, variables: [variable] };
}

/** `secrets[format('AZURE_CREDENTIALS_{0}', matrix.stage)]`: the same choice among variables. */
function chosenAtRunTime(text: string, name: IdInput): Variables | undefined {
  const choice = /\bsecrets(\s*\[\s*format\(\s*')([^']*)(')/i.exec(text);
  const before = choice?.[2] ?? '';
  if (!choice || !CREDENTIALS.test(before)) return undefined;
  if (name === 'tenant-id') return single(`AZURE_${WORD[name]}`);
  const after = before.replace(CREDENTIALS, WORD[name]);
  const rewritten = `${text.slice(0, choice.index)}vars${choice[1]}${after}'${text.slice(choice.index + choice[0].length)}`;
  return { value: `\${{ ${rewritten} }}`, variables: [after.replaceAll(/\{\d+\}/g, '*')] };
}

const CREDENTIALS = /CREDENTIALS?|CREDS?/i;

/** The tenant is one for all identities, so its variable has no other words in its name. */
export function variableFor(secret: string, name: IdInput): string {
  return (name === 'tenant-id' ? undefined : renamed(secret, WORD[name])) ?? `AZURE_${WORD[name]}`;
}

const SECRET_NAME =
  /^(?:(?<before>\w+?)_)??(?:AZURE_)?(?:RBAC_|SP_|SERVICE_PRINCIPAL_)?(?:CREDENTIALS?|CREDS?)(?:_(?<after>\w+))?$/i;

/** The name of a secret with another word for `CREDENTIALS`; undefined where it has no such word. */
function renamed(secret: string, word: string): string | undefined {
  const groups = SECRET_NAME.exec(secret)?.groups;
  if (!groups) return undefined;
  const parts = [groups['before'], 'AZURE', word, groups['after']];
  return parts
    .filter((part) => part !== undefined)
    .join('_')
    .toUpperCase();
}
