import * as vscode from 'vscode';
import { SEVERITIES } from '../../../rules/finding.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { groupByIdentity, type IdentityPlaces } from './by-identity.ts';
import { FileNode, type Grouping, type LocatedFinding, RuleNode, type TreeNode } from './nodes.ts';

/** A workspace lint changes hundreds of files in a row: the tree follows a few times a second, not each time. */
const REFRESH_MILLISECONDS = 200;

/** The rows of the view, made anew from the store when they are asked for. */
export class FindingsTree extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #session: LintSession;
  readonly #places: IdentityPlaces;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  #grouping: Grouping = 'rule';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: LintSession, places: IdentityPlaces) {
    super();
    this.#session = session;
    this.#places = places;
    this.register(
      places.onDidChange(() => {
        if (this.#grouping === 'identity') this.#refreshSoon();
      }),
    );
    this.register(session.store.onDidChange(() => this.#refreshSoon()));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#changed.fire(undefined);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return [...node.children];
    const { files } = this.#session.store;
    if (files.length === 0) return [];
    if (this.#grouping === 'file') return files.map((file) => new FileNode(file));
    if (this.#grouping === 'identity') {
      await this.#places.ready();
      return groupByIdentity(files, this.#places);
    }
    const { RULES, ENGINE_RULES } = await this.#session.engine();
    const titles = new Map([...RULES, ...ENGINE_RULES].map(({ id, title }) => [id, title]));
    return groupByRule(files, (id) => titles.get(id) ?? id);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, REFRESH_MILLISECONDS);
  }
}

/** The heaviest rules first; among equals by id. */
function groupByRule(files: readonly FileFindings[], titleOf: (id: string) => string): RuleNode[] {
  const groups = new Map<string, LocatedFinding[]>();
  for (const file of files) {
    for (const finding of file.findings) {
      const group = groups.get(finding.ruleId);
      if (group) group.push({ file, finding });
      else groups.set(finding.ruleId, [{ file, finding }]);
    }
  }
  return [...groups]
    .sort(([a, as], [b, bs]) => weight(as) - weight(bs) || (a < b ? -1 : 1))
    .map(([id, findings]) => new RuleNode(id, titleOf(id), findings));
}

function weight(findings: readonly LocatedFinding[]): number {
  return Math.min(...findings.map(({ finding }) => SEVERITIES.indexOf(finding.severity)));
}
