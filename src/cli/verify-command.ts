import { dirname, resolve, sep } from 'node:path';
import { claimText } from '../migrate/document/print.ts';
import { PLANS_FOLDER, type Plan } from '../migrate/plan.ts';
import { type Checked, verifyPlan } from '../migrate/verify.ts';
import type { Inventory } from '../tenant/model/inventory.ts';
import type { CliIo, ExitCode } from './io.ts';
import { jsonText } from './json-text.ts';
import type { VerifyArguments } from './migration-arguments.ts';
import { planSources, readPlan, workspaceFolder } from './plan-command.ts';
import { readInventory } from './read-inventory.ts';

/** `keyless verify`: 0 where every claim of the plan holds. @throws UsageError */
export function verifyCommand(args: VerifyArguments, io: CliIo): ExitCode {
  const file = resolve(io.cwd, args.plan);
  const plan = readPlan(file);
  const root = workspaceFolder(args.workspace ?? folderOfPlan(file), io.cwd);
  const inventory = args.inventory === undefined ? undefined : readInventory(resolve(io.cwd, args.inventory));
  const sources = planSources(root, inventory ?? emptyInventory(plan), io);
  const checked = verifyPlan(plan, { ...sources, hasInventory: inventory !== undefined });
  io.out.write(args.format === 'json' ? jsonOf(plan, checked) : textOf(plan, checked));
  return checked.every(({ holds }) => holds === 'holds') ? 0 : 1;
}

/** The workspace a plan lies in: where `.keyless/plans` is; else the current folder. */
function folderOfPlan(file: string): string | undefined {
  const folder = dirname(file);
  const plans = `${sep}${PLANS_FOLDER.replaceAll('/', sep)}`;
  return folder.endsWith(plans) ? folder.slice(0, -plans.length) || sep : undefined;
}

function emptyInventory({ identity, inventory }: Plan): Inventory {
  return {
    tenant: { id: identity.tenantId, cloud: 'public' },
    asOf: inventory,
    sections: {},
    subscriptions: [],
    policies: { appManagement: [], conditionalAccess: [], diagnosticSettings: [], accessReviews: [] },
    identities: [],
  };
}

function jsonOf({ name }: Plan, checked: readonly Checked[]): string {
  return jsonText({
    plan: name,
    holds: checked.every(({ holds }) => holds === 'holds'),
    claims: checked.map(({ step, claim, holds, reason }) => ({
      step: step.id,
      claim: claim.kind,
      text: claimText(claim),
      holds,
      reason: reason === '' ? null : reason,
    })),
  });
}

const MARKS = { holds: 'ok     ', fails: 'fails  ', unknown: 'unknown' } as const;

function textOf({ name }: Plan, checked: readonly Checked[]): string {
  const lines = checked.flatMap(({ step, claim, holds, reason }) => [
    `${MARKS[holds]}  ${step.id}: ${claimText(claim)}`,
    ...(reason === '' ? [] : [`         ${reason}`]),
  ]);
  const count = checked.filter(({ holds }) => holds === 'holds').length;
  return `${[...lines, `${name}: ${count} of ${checked.length} claims hold.`].join('\n')}\n`;
}
