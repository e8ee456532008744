import type { Entry, Job, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import { azureLogin, ID_INPUTS, type IdInput } from './azure-login.ts';
import { secretNamesIn } from './workflow-secret.ts';

/** The three ids of a login, as they are to be written, and which variables must be made for them. */
export interface LoginIds {
  readonly entries: readonly { readonly name: IdInput; readonly value: string }[];
  /** Variables nothing in the file refers to yet. */
  readonly newVariables: readonly string[];
}

const VARIABLE: Readonly<Record<IdInput, string>> = {
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
 * Where the ids of a login with `creds` come from: the JSON that `creds` is written as, another login of the same
 * identity, the environment of Terraform or the Azure SDK, else variables of the repository.
 */
export function loginIds(step: Step, creds: Entry): LoginIds {
  const newVariables: string[] = [];
  const qualifier = qualifierOf(creds);
  const entries = ID_INPUTS.map((name) => {
    const known = fromJson(creds.value, name) ?? fromSameIdentity(step, name, qualifier);
    if (known !== undefined) return { name, value: known };
    const variable = variableName(name, qualifier);
    newVariables.push(variable);
    return { name, value: `\${{ vars.${variable} }}` };
  });
  return { entries, newVariables };
}

/** A secret with words of its own (`AZURE_CREDENTIALS_PROD`) is another identity than the one next to it. */
function fromSameIdentity(step: Step, name: IdInput, qualifier: Qualifier): string | undefined {
  const isPlain = qualifier.before === '' && qualifier.after === '';
  if (!isPlain && name !== 'tenant-id') return undefined;
  return fromOtherLogins(step, name) ?? fromEnvironment(step, name);
}

/** `creds: '{"clientId": "${{ vars.X }}", ...}'`: the ids stand in the text. */
function fromJson(creds: PipelineString, name: IdInput): string | undefined {
  const member = new RegExp(`"${JSON_MEMBER[name]}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`).exec(creds.raw);
  return member?.[1];
}

/** A login that has its ids already: any for the tenant, one in the same job for the rest. */
function fromOtherLogins(step: Step, name: IdInput): string | undefined {
  const inJob = step.job.steps;
  const candidates = name === 'tenant-id' ? [...inJob, ...stepsOf(step.job.pipeline.jobs)] : inJob;
  for (const other of candidates) {
    if (other === step || !azureLogin(other)) continue;
    const value = other.input(name)?.value;
    if (value && isPortable(value)) return value.raw.trim();
  }
  return undefined;
}

/** `ARM_CLIENT_ID` and `AZURE_CLIENT_ID` name the identity of the job's other tools. */
function fromEnvironment(step: Step, name: IdInput): string | undefined {
  for (const prefix of ['ARM_', 'AZURE_']) {
    const variable = step.variable(prefix + VARIABLE[name]);
    if (!variable || variable.value.raw.trim() === '') continue;
    return isPortable(variable.value) ? variable.value.raw.trim() : `\${{ env.${variable.name} }}`;
  }
  return undefined;
}

/** Means the same in every step: no step output, no matrix value, no job result. */
function isPortable(value: PipelineString): boolean {
  if (value.raw.trim() === '') return false;
  return value.expressions.every(({ references }) =>
    references.every((reference) => /^(?:secrets|vars|env|inputs|github)\./.test(reference)),
  );
}

/** The words of a secret's name that tell it from `AZURE_CREDENTIALS`. */
interface Qualifier {
  readonly before: string;
  readonly after: string;
}

const CREDENTIALS_NAME =
  /^(?:(?<before>\w+?)_)??(?:AZURE_)?(?:RBAC_|SP_|SERVICE_PRINCIPAL_)?(?:CREDENTIALS?|CREDS?)(?:_(?<after>\w+))?$/i;

function qualifierOf(creds: Entry): Qualifier {
  const groups = CREDENTIALS_NAME.exec(secretNamesIn(creds.value)[0] ?? '')?.groups;
  return { before: groups?.['before']?.toUpperCase() ?? '', after: groups?.['after']?.toUpperCase() ?? '' };
}

/** `AZURE_CREDENTIALS_PROD` becomes `AZURE_CLIENT_ID_PROD`. The tenant is one for all of them. */
function variableName(name: IdInput, { before, after }: Qualifier): string {
  const words = name === 'tenant-id' ? ['AZURE', VARIABLE[name]] : [before, 'AZURE', VARIABLE[name], after];
  return words.filter((word) => word !== '').join('_');
}

function stepsOf(jobs: readonly Job[]): readonly Step[] {
  return jobs.flatMap((job) => job.steps);
}
