import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import { withViewProgress } from '../../infrastructure/progress.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { InventoryNode } from './node.ts';
import type { InventoryTree } from './tree.ts';
import type { ViewState } from './view-state.ts';

export const VIEW = 'keyless.identities';

/**
 * The view "Workload Identities". On activation it only registers; the tree is loaded when the view is looked at while a
 * tenant is open.
 */
export class InventoryView extends Disposable implements vscode.TreeDataProvider<InventoryNode> {
  readonly #session: TenantSession;
  readonly #state: ViewState;
  readonly #load: () => Promise<InventoryTree>;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<InventoryNode>;
  #tree: Promise<InventoryTree> | undefined;
  #isShowingProgress = false;

  constructor(session: TenantSession, state: ViewState, load: () => Promise<InventoryTree>) {
    super();
    this.#session = session;
    this.#state = state;
    this.#load = load;
    this.#view = this.register(vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true }));
    this.register(session.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.#changed.fire(undefined);
    void this.#describe();
    this.#showProgress();
  }

  get isLoaded(): boolean {
    return this.#tree !== undefined;
  }

  tree(): Promise<InventoryTree> {
    this.#tree ??= this.#load();
    return this.#tree;
  }

  async getChildren(node?: InventoryNode): Promise<InventoryNode[]> {
    if (node) return [...node.children()];
    await this.#session.restore();
    if (!this.#session.source) return [];
    return [...(await this.tree()).roots(this.#state.options)];
  }

  getTreeItem(node: InventoryNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  getParent(node: InventoryNode): InventoryNode | undefined {
    return node.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: InventoryNode): Promise<vscode.TreeItem> {
    return (await this.tree()).resolve(node, item);
  }

  /** Shows the row of an identity, opened. */
  async reveal(clientId: string): Promise<void> {
    await this.#session.restore();
    const tree = await this.tree();
    let node = tree.find(clientId, this.#state.options);
    if (!node && this.#state.isFiltered && this.#session.source?.summary(clientId)) {
      // Whoever asks for an identity wants to see it, filter or not.
      await this.#state.set({ filter: {} });
      node = tree.find(clientId, this.#state.options);
    }
    if (!node) return;
    const options = { select: true, focus: true, expand: true };
    try {
      await this.#view.reveal(node, options);
    } catch {
      // The row was not among those that its group has given: the group is asked again, and puts it there.
      this.refresh();
      await this.#view.reveal(node, options);
    }
  }

  /** What is open, how it is filtered, and what needs attention: beside the title and on the icon. */
  async #describe(): Promise<void> {
    this.#view.description = this.#session.current?.name ?? '';
    this.#view.message = await this.#message();
    const value = this.#session.attention?.total ?? 0;
    const tooltip =
      value === 1
        ? vscode.l10n.t('1 identity with an expired or expiring credential')
        : vscode.l10n.t('{0} identities with expired or expiring credentials', value);
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }

  async #message(): Promise<string> {
    if (!this.#state.isFiltered || !this.#session.source) return '';
    const { filter } = this.#state.options;
    const { total } = this.#session.source.query({ ...filter, now: this.#session.now, limit: 1 });
    // A message would hide what the view says where it is empty.
    if (total === 0) return '';
    const { filterText } = await this.#session.tenant();
    return vscode.l10n.t('Filter: {0} ({1} found)', filterText(filter), total.toLocaleString());
  }

  #showProgress(): void {
    if (this.#isShowingProgress || !this.#session.sync) return;
    this.#isShowingProgress = true;
    void withViewProgress(
      VIEW,
      () =>
        new Promise<void>((resolve) => {
          const listener = this.#session.onDidChange(() => {
            if (this.#session.sync) return;
            listener.dispose();
            this.#isShowingProgress = false;
            resolve();
          });
        }),
    );
  }
}
