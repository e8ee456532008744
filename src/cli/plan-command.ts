import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { withGitFacts } from '../lint/repository-facts.ts';
import { PlanError, parsePlan } from '../migrate/document/parse.ts';
import { printPlan } from '../migrate/document/print.ts';
import { identitiesAt } from '../migrate/identity-of-place.ts';
import { makePlan, optionsAfter } from '../migrate/make-plan.ts';
import { PLANS_FOLDER, type Plan, planName } from '../migrate/plan.ts';
import { replan } from '../migrate/replan.ts';
import type { PlanSources } from '../migrate/sources.ts';
import { checker } from '../migrate/verify.ts';
import type { Identity } from '../tenant/model/identity.ts';
import type { Inventory } from '../tenant/model/inventory.ts';
import { SnapshotSource } from '../tenant/store/snapshot-source.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import { gitFacts } from './git-remote.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { jsonText } from './json-text.ts';
import type { PlanArguments } from './migration-arguments.ts';
import { readConfiguration } from './read-configuration.ts';
import { readInventory } from './read-inventory.ts';
import { writeFileAtomically } from './write-file.ts';

/** `keyless plan`. @throws UsageError */
export function planCommand(args: PlanArguments, io: CliIo): ExitCode {
  const root = workspaceFolder(args.workspace, io.cwd);
  const sources = planSources(root, readInventory(resolve(io.cwd, args.inventory)), io);
  const told = args.finding === undefined ? args.callers : [args.finding, ...args.callers];
  for (const { path } of told) {
    if (!sources.workspace.get(path)) throw new UsageError(`There is no file ${path} in the workspace.`);
  }
  const identity = identityFor(args, sources);
  const { runsOn, clusterIssuer, managedIdentity, quietDays } = args;
  const file = join(root, PLANS_FOLDER, `${planName(identity)}.md`);
  const before = existsSync(file) ? readPlan(file) : undefined;
  const said = { told, runsOn, clusterIssuer, managedIdentity, ...(quietDays === undefined ? {} : { quietDays }) };
  const fresh = makePlan(identity, sources, before ? optionsAfter(before, said) : said);
  const plan = before ? withWhatIsDone(before, fresh, sources) : fresh;
  const text = args.format === 'json' ? jsonText({ plan }) : printPlan(plan);
  if (!args.write) {
    io.out.write(text);
    return 0;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomically(file, printPlan(plan));
  io.out.write(args.format === 'json' ? text : `${file}\n`);
  return 0;
}

/** @throws UsageError where the inventory has none, or several */
function identityFor({ identity: id, finding }: PlanArguments, { inventory, ...rest }: PlanSources): Identity {
  if (id !== undefined) {
    const found = inventory.identity(id) ?? inventory.identityOfObject(id);
    if (!found) throw new UsageError(`The inventory has no identity ${id}.`);
    return found;
  }
  const place = finding ?? { path: '', line: 0 };
  const [only, ...more] = identitiesAt(place, { inventory, ...rest });
  if (!only) {
    throw new UsageError(`${place.path}:${place.line} does not tell which identity it is. Say so: --identity ID.`);
  }
  if (more.length > 0) {
    const ids = [only, ...more].map(({ displayName, clientId }) => `${displayName} (${clientId})`).join(', ');
    throw new UsageError(`${place.path}:${place.line} may be one of ${ids}. Say which: --identity ID.`);
  }
  return only;
}

/** What the plan in the workspace says is done stays done. */
function withWhatIsDone(before: Plan, fresh: Plan, sources: PlanSources): Plan {
  const check = checker(before, { ...sources, hasInventory: true });
  return replan(before, fresh, (claim, step) => check(claim, step).holds);
}

/** @throws UsageError for what is no plan */
export function readPlan(file: string): Plan {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`There is no plan ${file}.`, { cause });
  }
  try {
    return parsePlan(text);
  } catch (error) {
    if (error instanceof PlanError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The files, the configuration and the inventory that a plan is about. */
export function planSources(root: string, inventory: Inventory, io: CliIo): PlanSources {
  const workspace = new DiskWorkspace(root);
  const { configuration } = readConfiguration(workspace, undefined);
  return {
    workspace,
    inventory: new SnapshotSource(inventory),
    configuration: withGitFacts(configuration, gitFacts(root)),
    now: io.now(),
  };
}

/** @throws UsageError where there is no such folder */
export function workspaceFolder(given: string | undefined, cwd: string): string {
  const folder = resolve(cwd, given ?? '.');
  if (!(existsSync(folder) && statSync(folder).isDirectory())) throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}
