import * as vscode from 'vscode';
import { differenceText } from '../../../tenant/policy-writing/difference.ts';
import { changeLines, undoOf } from '../../../tenant/policy-writing/policy-change.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { KeptChange, KeptChanges } from './kept-changes.ts';
import { calling, confirmAndApply, openPolicyTenant } from './policy-tenant.ts';

/** Asks which change of a policy is taken back. @throws OperationError where none was made from this machine */
export async function chooseKept(session: TenantSession, kept: KeptChanges): Promise<KeptChange> {
  const { t } = vscode.l10n;
  const { live } = await openPolicyTenant(session, kept);
  const made = kept.of(live.connection.tenantId);
  if (made.length === 0) {
    throw new OperationError(
      t('No policy of {0} was changed from this machine, so there is nothing to roll back.', live.name),
    );
  }
  const items = made.map((each) => ({
    label: each.change.name[0]?.toUpperCase() + each.change.name.slice(1),
    description: `${each.at.slice(0, 16).replace('T', ' ')} UTC · ${each.account}`,
    detail: changeLines(each.change).map(differenceText).join(' · '),
    kept: each,
  }));
  return (await pick(items, { title: t('Roll Back Policy'), placeHolder: t('Which change is taken back?') })).kept;
}

/**
 * Takes a change back: from what the tenant has now to what it had before, so that the confirmation shows what happens
 * although somebody may have changed the policy since.
 * @returns the change that was made, which can be taken back as well
 */
export async function rollBack(
  session: TenantSession,
  keptChanges: KeptChanges,
  entry: KeptChange,
): Promise<KeptChange | undefined> {
  const { t } = vscode.l10n;
  const tenant = await openPolicyTenant(session, keptChanges);
  const { change } = entry;
  const holders = change.assignments.map(({ object }) => object);
  const current = await calling(tenant, change.kind, change.name, ({ services, clients }) =>
    services.readPolicy(change.kind, change.id, holders, clients),
  );
  const made = await confirmAndApply(tenant, undoOf(change, current), {
    message: t('Roll back {0}?', change.name),
    action: t('Roll Back'),
    remarks: [t('The policy is made as it was before {0} UTC.', entry.at.slice(0, 16).replace('T', ' '))],
  });
  await keptChanges.remove(entry);
  return made;
}
