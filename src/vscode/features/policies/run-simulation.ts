import * as vscode from 'vscode';
import { type PolicySimulation, Simulation } from '../../../tenant/policy-simulation/simulation.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { workInSlices } from '../../infrastructure/linting/work-in-slices.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { ChosenPolicy } from './choose-policy.ts';

/** Tenants with more are gone through with a notification. */
const MANY = 5_000;

/** Simulates policies over all identities. @throws OperationError where no tenant is open; UserCancelledError */
export async function runSimulation(tenant: TenantSession, { drafts, notes }: ChosenPolicy): Promise<PolicySimulation> {
  const { t } = vscode.l10n;
  const { source, now } = tenant;
  const header = source?.header;
  if (!source || !header) throw new OperationError(t('No tenant is open, or nothing of it was read yet.'));
  const simulation = new Simulation(header, drafts, now, notes);
  const { total } = source.query({ now, limit: 1 });
  const work = (token: vscode.CancellationToken | undefined, report?: (done: number) => void) =>
    workInSlices(source.identities(), (identity) => simulation.add(identity), {
      isCancelled: () => token?.isCancellationRequested === true,
      ...(report && { report }),
    });
  if (total <= MANY) {
    await work(undefined);
    return simulation.result();
  }
  await withProgress(t('Simulating the policy'), async ({ token, report }) => {
    await work(token, (done) => report(t('{0} of {1} identities', done, total), done, total));
    if (token.isCancellationRequested) throw new UserCancelledError();
  });
  return simulation.result();
}
