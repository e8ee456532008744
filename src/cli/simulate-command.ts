import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { VERSION } from '../lint/links.ts';
import type { Inventory } from '../tenant/model/inventory.ts';
import { policyObjectOf } from '../tenant/policy-simulation/effect.ts';
import { simulationCsv } from '../tenant/policy-simulation/report/csv.ts';
import { simulationJson } from '../tenant/policy-simulation/report/json.ts';
import { simulationMarkdown } from '../tenant/policy-simulation/report/markdown.ts';
import { simulationText } from '../tenant/policy-simulation/report/text.ts';
import { newlyBlocked, type PolicySimulation, simulatePolicies } from '../tenant/policy-simulation/simulation.ts';
import { type PolicyDraft, replacedBy } from '../tenant/policy-writing/draft.ts';
import { type PolicyFile, PolicyFileError } from '../tenant/policy-writing/policy-file.ts';
import { type NamedText, readPolicyFile } from '../tenant/policy-writing/read-policy-file.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { readInventory } from './read-inventory.ts';
import type { SimulateArguments } from './simulation-arguments.ts';

/** `keyless simulate`. @throws UsageError */
export function simulateCommand(args: SimulateArguments, io: CliIo): ExitCode {
  const inventory = readInventory(resolve(io.cwd, args.inventory));
  const { drafts, notes } = readPolicies(args.policy, io);
  const assigned = args.assign.map((id) => objectIdOf(id, inventory));
  const whole = drafts.map((draft) => withAssignments(draft, assigned, inventory));
  const now = io.now().getTime();
  const simulation = simulatePolicies(inventory, inventory.identities, whole, now, notes);
  io.out.write(format(simulation, args));
  return args.failOn === 'blocked' && newlyBlocked(simulation).length > 0 ? 1 : 0;
}

function format(simulation: PolicySimulation, args: SimulateArguments): string {
  switch (args.format) {
    case 'json':
      return simulationJson(simulation, VERSION);
    case 'markdown':
      return simulationMarkdown(simulation);
    case 'csv':
      return simulationCsv(simulation);
    case 'text':
      return simulationText(simulation, args.limit);
  }
}

/** The path stays as it was given: messages quote it. */
function readPolicies(path: string, { cwd }: CliIo): PolicyFile {
  const file = resolve(cwd, path);
  try {
    return readPolicyFile({ path: basename(file), text: textOf(file, path) }, neighboursOf(file));
  } catch (error) {
    if (error instanceof PolicyFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function textOf(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`There is no policy ${path}.`, { cause });
  }
}

/** A Terraform module is all files of its folder. */
function neighboursOf(file: string): readonly NamedText[] {
  if (!file.endsWith('.tf')) return [];
  const folder = dirname(file);
  return readdirSync(folder)
    .filter((name) => /\.tf(?:vars)?$/.test(name) && name !== basename(file))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}

function objectIdOf(id: string, { identities }: Inventory): string {
  const asked = id.toLowerCase();
  const found = identities.find(({ clientId, applicationId, servicePrincipalId }) =>
    [clientId, applicationId, servicePrincipalId].some((each) => each?.toLowerCase() === asked),
  );
  const object = found && policyObjectOf(found);
  if (!object) {
    throw new UsageError(
      found
        ? `${found.displayName} holds no credentials that app management policies are about.`
        : `The snapshot has no identity ${id}.`,
    );
  }
  return object.objectId;
}

/** @throws UsageError for a custom policy that nobody has: it would do nothing */
function withAssignments(draft: PolicyDraft, assigned: readonly string[], { policies }: Inventory): PolicyDraft {
  if (draft.kind === 'default') return draft;
  const appliesTo = [...draft.appliesTo, ...assigned];
  if (appliesTo.length === 0 && (replacedBy(draft, policies)?.appliesTo.length ?? 0) === 0) {
    throw new UsageError(
      `"${draft.displayName}" is assigned to nobody. Say to whom: --assign ID, a client id or an object id.`,
    );
  }
  return { ...draft, appliesTo };
}
