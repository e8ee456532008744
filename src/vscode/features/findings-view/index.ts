import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import type { IdentityPlaces } from './by-identity.ts';
import { FindingsTree } from './findings-tree.ts';
import { GROUPINGS, type Grouping } from './nodes.ts';

const GROUPING = 'findings.grouping';

/** The view "Findings": everything Keyless has found in the workspace. */
export function activateFindingsView(
  session: LintSession,
  places: IdentityPlaces,
  commands: Commands,
  state: vscode.Memento,
): Disposable {
  const feature = new Disposable();
  const tree = feature.register(new FindingsTree(session, places));
  const view = feature.register(
    vscode.window.createTreeView('keyless.findings', { treeDataProvider: tree, showCollapseAll: true }),
  );
  feature.register(
    tree.onDidChangeTreeData(() => {
      const count = session.store.files.reduce((sum, { findings }) => sum + findings.length, 0);
      view.badge = count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} findings', count) };
    }),
  );
  const group = async (grouping: Grouping) => {
    tree.groupBy(grouping);
    await vscode.commands.executeCommand('setContext', 'keyless.findings.grouping', grouping);
    await state.update(GROUPING, grouping);
  };
  commands.add('keyless.findings.groupByRule', vscode.l10n.t('Group by Rule'), () => group('rule'));
  commands.add('keyless.findings.groupByFile', vscode.l10n.t('Group by File'), () => group('file'));
  commands.add('keyless.findings.groupByIdentity', vscode.l10n.t('Group by Identity'), () => group('identity'));
  // By rule is what the tree and the menus begin with.
  const before = GROUPINGS.find((each) => each === state.get<Grouping>(GROUPING));
  if (before !== undefined && before !== 'rule') void group(before);
  return feature;
}
