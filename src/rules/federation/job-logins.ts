import { exactText } from '../../model/patterns.ts';
import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import type { Script } from '../../model/script.ts';
import { scriptsOf } from '../../model/scripts-of-pipeline.ts';
import { findOption, type ScriptCommand } from '../../syntax/script/index.ts';
import { Memory } from '../../text/memory.ts';
import { TERRAFORM_COMMAND } from '../catalogue/oidc-logins.ts';
import { azureLogin } from '../support/azure-login.ts';
import { type CommandRow, CommandTable } from '../support/commands.ts';
import type { IdText } from './login-ids.ts';

/** One place where a job signs in to Entra ID as an application or managed identity. */
export interface JobLogin {
  readonly job: Job;
  readonly step: Step;
  /** `azure/login`, `az login`, `azd auth login`, `Terraform`. */
  readonly tool: string;
  /** `token`: with a token of the CI platform, so that a federated credential must match. */
  readonly method: 'token' | 'secret';
  /** Where the client id is named. */
  readonly clientId: IdText;
  readonly tenantId: IdText | undefined;
}

const known = new Memory<Pipeline, readonly JobLogin[]>();

/** The logins in a pipeline's own steps, in the order of the file; those of called workflows are in their files. */
export function loginsIn(pipeline: Pipeline): readonly JobLogin[] {
  const found = known.get(pipeline);
  if (found) return found;
  const scripts = new Map(scriptsOf(pipeline).map((script) => [script.step, script]));
  const logins = pipeline.jobs.flatMap((job) =>
    job.steps.flatMap((step) => loginOfAction(step) ?? loginsOfScript(step, scripts.get(step))),
  );
  known.set(pipeline, logins);
  return logins;
}

export function loginsOfJob(job: Job): readonly JobLogin[] {
  return loginsIn(job.pipeline).filter((login) => login.job === job);
}

function loginOfAction(step: Step): JobLogin | undefined {
  const login = azureLogin(step);
  if (!login) return undefined;
  const common = { job: step.job, step, tool: 'azure/login' };
  if (login.mode === 'secret' && login.creds) {
    const clientId = memberOf(login.creds, 'clientId');
    return clientId && { ...common, method: 'secret', clientId, tenantId: memberOf(login.creds, 'tenantId') };
  }
  const clientId = login.mode === 'oidc' ? idOf(step.input('client-id')) : undefined;
  return clientId && { ...common, method: 'token', clientId, tenantId: idOf(step.input('tenant-id')) };
}

function idOf(entry: Entry | undefined): IdText | undefined {
  if (!entry || entry.value.raw.trim() === '') return undefined;
  const [pattern, ...more] = entry.value.patterns;
  const exact = pattern && more.length === 0 ? exactText(pattern) : undefined;
  return { raw: entry.value.raw, range: entry.value.range, exact };
}

/** A member of JSON that is written into the workflow around its secret. */
function memberOf({ value }: Entry, name: string): IdText | undefined {
  const found = new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`, 'd').exec(value.raw);
  const [start, end] = found?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return undefined;
  return { raw: value.raw.slice(start, end), range: value.rangeOf(start, end) };
}

const CLIENT_OPTIONS = ['--client-id', '--username', '-u'];
const TENANT_OPTIONS = ['--tenant-id', '--tenant', '-t'];
const TOKEN_LOGINS = new CommandTable<CommandRow>([
  { command: 'az login', withAll: [{ names: ['--federated-token'] }] },
  { command: 'azd auth login', withAll: [{ names: ['--federated-credential-provider'] }] },
]);

function loginsOfScript(step: Step, script: Script | undefined): readonly JobLogin[] {
  if (!script) return [];
  const commands = TOKEN_LOGINS.matches(script).flatMap(({ command, name }): JobLogin[] => {
    const clientId = optionOf(script, command, CLIENT_OPTIONS);
    if (!clientId) return [];
    const tenantId = optionOf(script, command, TENANT_OPTIONS);
    return [{ job: step.job, step, tool: name, method: 'token', clientId, tenantId }];
  });
  return commands.length > 0 ? commands : [loginOfTerraform(step)].filter((login) => login !== undefined);
}

function optionOf(script: Script, command: ScriptCommand, names: readonly string[]): IdText | undefined {
  const option = findOption(command, names);
  if (option?.value === undefined || option.value === '') return undefined;
  return { raw: option.value, range: script.rangeOf(option.valueRange) };
}

/** The environment that providers azurerm and azuread read (their guides on OIDC and on client secrets). */
function loginOfTerraform(step: Step): JobLogin | undefined {
  if (!step.run || !TERRAFORM_COMMAND.test(step.run.raw)) return undefined;
  const clientId = idOf(step.variable('ARM_CLIENT_ID'));
  if (!clientId) return undefined;
  const usesToken = /^(?:true|1)$/iu.test(step.variable('ARM_USE_OIDC')?.value.raw.trim() ?? '');
  if (!usesToken && !idOf(step.variable('ARM_CLIENT_SECRET'))) return undefined;
  const tenantId = idOf(step.variable('ARM_TENANT_ID'));
  return { job: step.job, step, tool: 'Terraform', method: usesToken ? 'token' : 'secret', clientId, tenantId };
}
