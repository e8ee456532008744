import * as vscode from 'vscode';
import type { ChangedFile } from '../../../migrate/edits.ts';
import { graphPort } from '../../../migrate/execute/graph-port.ts';
import type { Plan, Step } from '../../../migrate/plan.ts';
import { removeFederatedCredential } from '../../../tenant/change/federated-credentials.ts';
import { holderOf } from '../../../tenant/change/holder.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { applyShown } from './apply-edits.ts';
import type { MigrationNeeds } from './index.ts';
import { liveTenant } from './live-tenant.ts';
import { type OpenPlan, saveStates } from './plan-file.ts';
import { rememberChange } from './remember-change.ts';

/**
 * Takes a step back: its edits, as long as the files are as they left them; the federated credential that it added; of
 * everything else it says how, and opens the step again.
 * @throws OperationError, UserCancelledError
 */
export async function undoStep(
  { document, plan }: OpenPlan,
  step: Step,
  changed: readonly ChangedFile[] | undefined,
  needs: MigrationNeeds,
): Promise<void> {
  if (step.call?.operation === 'add-trust') await removeTrust(plan, step, needs);
  else if (step.edits.length > 0) await undoEdits(step, changed);
  else await say(step);
  const at = new Date().toISOString();
  const undone: Step = { ...step, state: 'open', outcome: { at, text: 'It was undone.' } };
  await saveStates(document, { ...plan, steps: plan.steps.map((each) => (each.id === step.id ? undone : each)) });
}

async function undoEdits(step: Step, changed: readonly ChangedFile[] | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const texts = await Promise.all(
    (changed ?? []).map(async ({ uri }) => (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText()),
  );
  const isAsLeft = changed?.every(({ after }, index) => sameText(after, texts[index] ?? '')) ?? false;
  if (!changed || !isAsLeft) {
    throw new OperationError(
      t('The files have changed since, or were changed by another window. Revert them with source control.'),
      {
        actions: [{ title: t('Open Source Control'), run: () => vscode.commands.executeCommand('workbench.view.scm') }],
      },
    );
  }
  const back = changed.map(({ before, after, ...file }) => ({ ...file, before: after, after: before }));
  await applyShown(back, t('Undo: {0}', step.title));
}

/** The editor shows a file of mixed line endings with one kind only. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

async function removeTrust(plan: Plan, { call, title }: Step, needs: MigrationNeeds): Promise<void> {
  const { t } = vscode.l10n;
  const { live, clients } = await liveTenant(needs.tenant, plan);
  const identity = call && needs.tenant.source?.identity(call.clientId);
  const holder = identity && holderOf(identity);
  const name = call?.trust?.name;
  if (!call || !holder || name === undefined)
    throw new OperationError(t('The identity of this step is not there any more.'));
  const remove = t('Remove');
  const detail = [
    t('Tenant: {0} ({1})', live.name, live.connection.account),
    t('Identity: {0} ({1})', holder.displayName, holder.clientId),
    t('Subject: {0}', call?.trust?.subject ?? ''),
    '',
    t('Workloads that present this subject are refused from then on.'),
  ].join('\n');
  const question = t('Remove the federated credential "{0}" of {1}?', name, holder.displayName);
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
  if (answer !== remove) throw new UserCancelledError();
  const { displayName, clientId, objectId } = holder;
  const change = `Remove the federated credential "${name}"`;
  const log = { change, identity: { displayName, clientId }, objectId, plan: plan.name };
  const begun = await needs.tenant.changes.begin(live, log);
  try {
    const progress = { location: vscode.ProgressLocation.Notification, title: t('Undo: {0}', title) };
    await vscode.window.withProgress(progress, () => removeFederatedCredential(holder, name, clients));
    await begun.end({ state: 'made', text: 'It was removed.' });
  } catch (cause) {
    await begun.end({ state: 'unclear', text: 'It failed, or no answer came.' });
    const { changeFailureText } = await needs.tenant.services();
    const message = changeFailureText(cause, holder);
    throw message === undefined ? cause : new OperationError(message, { cause });
  } finally {
    await rememberChange(call, graphPort(clients), live, clients);
  }
}

async function say({ title, undo }: Step): Promise<void> {
  const open = vscode.l10n.t('Open the Step Again');
  const answer = await vscode.window.showInformationMessage(title, { modal: true, detail: undo }, open);
  if (answer !== open) throw new UserCancelledError();
}
