import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import { withViewProgress } from '../../infrastructure/progress.ts';
import type { PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { FailureNode } from './failure-node.ts';
import type { PostureNode } from './node.ts';
import type { PostureTree } from './posture-tree.ts';
import type { PostureViewState } from './view-state.ts';

type Tenant = typeof import('../../tenant.ts');

export const VIEW = 'keyless.posture';

/** A tenant of so many identities takes long enough to say how far the assessment has come. */
const LARGE = 20_000;
const MESSAGE_MILLISECONDS = 500;
const SHORT_MILLISECONDS = 400;

/**
 * The view "Posture". On activation it only registers. The editor asks for rows while the view is looked at, and only
 * then is anything assessed; what was known before is shown meanwhile.
 */
export class PostureView extends Disposable implements vscode.TreeDataProvider<PostureNode> {
  readonly #tenant: TenantSession;
  readonly #posture: PostureSession;
  readonly #state: PostureViewState;
  readonly #boundary: ErrorBoundary;
  readonly #load: () => Promise<Tenant>;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<PostureNode>;
  #tree: Promise<PostureTree> | undefined;
  #isShowingProgress = false;

  constructor(
    tenant: TenantSession,
    posture: PostureSession,
    state: PostureViewState,
    boundary: ErrorBoundary,
    load: () => Promise<Tenant>,
  ) {
    super();
    this.#tenant = tenant;
    this.#posture = posture;
    this.#state = state;
    this.#boundary = boundary;
    this.#load = load;
    this.#view = this.register(vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true }));
    this.register(posture.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.#changed.fire(undefined);
    void this.#describe();
    void this.#showProgress();
    const state = this.#posture.progress ? 'assessing' : this.#posture.isPaused ? 'paused' : 'ready';
    void vscode.commands.executeCommand('setContext', 'keyless.posture.state', state);
  }

  tree(): Promise<PostureTree> {
    this.#tree ??= this.#load().then(({ PostureTree: Tree }) => new Tree());
    return this.#tree;
  }

  async getChildren(node?: PostureNode): Promise<PostureNode[]> {
    if (node) return [...node.children()];
    await this.#tenant.restore();
    if (!this.#tenant.source) return [];
    if (!this.#posture.isCurrent && !this.#posture.isPaused) {
      const assessed = this.#assess();
      // Most tenants are assessed in no time: their rows need no other text before them.
      if (!this.#posture.latest) await Promise.race([assessed, passed(SHORT_MILLISECONDS)]);
    }
    const posture = this.#posture.latest;
    return posture ? [...(await this.tree()).roots(posture, this.#state.options)] : [];
  }

  getTreeItem(node: PostureNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  getParent(node: PostureNode): PostureNode | undefined {
    return node.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: PostureNode): Promise<vscode.TreeItem> {
    if (!isFailure(node)) return item;
    const identity = node.clientId === undefined ? undefined : this.#tenant.source?.identity(node.clientId);
    item.tooltip = node.tooltip(identity && (await this.#posture.ofIdentity(identity))?.score);
    return item;
  }

  async #assess(): Promise<void> {
    await this.#boundary.run(vscode.l10n.t('Assess Posture'), () => this.#posture.posture());
  }

  async #describe(): Promise<void> {
    const posture = this.#posture.latest;
    this.#view.description = posture?.name ?? '';
    this.#view.message = posture ? await this.#summary() : '';
  }

  /** What fails, in a line, and what the view leaves out. */
  async #summary(): Promise<string> {
    const { failureText, postureFilterText } = await this.#load();
    const posture = this.#posture.latest;
    if (!posture) return '';
    const failures = failureText(posture);
    if (!this.#state.isFiltered) return failures;
    return vscode.l10n.t('{0}. Filter: {1}', failures, postureFilterText(this.#state.options.filter));
  }

  async #showProgress(): Promise<void> {
    if (this.#isShowingProgress || !this.#posture.progress) return;
    this.#isShowingProgress = true;
    const timer = setInterval(() => this.#tellProgress(), MESSAGE_MILLISECONDS);
    await withViewProgress(VIEW, () => this.#ended());
    clearInterval(timer);
    this.#isShowingProgress = false;
    void this.#describe();
  }

  #tellProgress(): void {
    const { done, total } = this.#posture.progress ?? { done: 0, total: 0 };
    if (total < LARGE) return;
    this.#view.message = vscode.l10n.t('{0} of {1} identities assessed', done.toLocaleString(), total.toLocaleString());
  }

  #ended(): Promise<void> {
    return new Promise((resolve) => {
      const listener = this.#posture.onDidChange(() => {
        if (this.#posture.progress) return;
        listener.dispose();
        resolve();
      });
    });
  }
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Its class is in a file that is loaded later. */
function isFailure(node: PostureNode): node is FailureNode {
  return 'failure' in node;
}
