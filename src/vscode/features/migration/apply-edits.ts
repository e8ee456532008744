import * as vscode from 'vscode';
import { type ChangedFile, type EditResult, makeEdits } from '../../../migrate/edits.ts';
import type { Step } from '../../../migrate/plan.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { workspaceEdit } from './file-edits.ts';
import type { MigrationNeeds } from './index.ts';
import { type OpenPlan, saveStates } from './plan-file.ts';
import { planSources } from './plan-sources.ts';
import { resultsOf } from './step-results.ts';

/** What the edits of a step would make of the files as they are. @throws OperationError where none can be made */
export async function editsOf({ folder, plan }: OpenPlan, step: Step, needs: MigrationNeeds): Promise<EditResult> {
  const result = makeEdits([step], plan.decision.way, await planSources(folder, needs));
  if (result.files.length > 0) return result;
  throw new OperationError(
    vscode.l10n.t(
      'There is nothing left in the files that Keyless could change for this step. Verify it, or plan again.',
    ),
    {
      actions: [
        {
          title: vscode.l10n.t('Plan Again'),
          run: () => vscode.commands.executeCommand('keyless.planMigration', plan.identity.clientId),
        },
      ],
    },
  );
}

/**
 * Shows the edits of a step in the refactor preview, makes those that are chosen there, and ticks the step where what it
 * claims can be seen then.
 * @returns what was changed, to be undone
 * @throws OperationError, UserCancelledError
 */
export async function applyEdits(open: OpenPlan, step: Step, needs: MigrationNeeds): Promise<readonly ChangedFile[]> {
  const { files, missing } = await editsOf(open, step, needs);
  await applyShown(files, step.title);
  const left = [...step.tasks, ...missing.map(({ path, fix }) => `${path}: ${fix}`)];
  const result = resultsOf(open.plan, await planSources(open.folder, needs)).get(step.id);
  const isSeen = result?.holds === 'holds';
  const at = new Date().toISOString();
  const paths = files.map(({ path }) => path).join(', ');
  const outcome = { at, text: isSeen ? `Changed ${paths}.` : `Changed ${paths}. ${result?.reasons[0] ?? ''}`.trim() };
  const state = isSeen ? ('done' as const) : ('open' as const);
  await saveStates(open.document, {
    ...open.plan,
    steps: open.plan.steps.map((each) => (each.id === step.id ? { ...each, state, outcome } : each)),
  });
  if (!isSeen) void vscode.window.showWarningMessage(result?.reasons[0] ?? outcome.text);
  else if (left.length > 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Still to do by hand: {0}', left.join(' ')));
  }
  return files;
}

/** Makes changes of files after the editor has shown them. @throws UserCancelledError where they were discarded */
export async function applyShown(files: readonly ChangedFile[], title: string): Promise<void> {
  for (const { uri } of files) await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const versions = files.map(({ uri }) => textOf(uri));
  const isApplied = await vscode.workspace.applyEdit(workspaceEdit(files, title), { isRefactoring: true });
  if (!isApplied || files.every(({ uri }, index) => textOf(uri) === versions[index])) throw new UserCancelledError();
  const changed = files.map(({ uri }) => vscode.Uri.parse(uri).toString());
  for (const document of vscode.workspace.textDocuments) {
    if (changed.includes(document.uri.toString()) && document.isDirty) await document.save();
  }
}

function textOf(uri: string): string | undefined {
  const key = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key)?.getText();
}
