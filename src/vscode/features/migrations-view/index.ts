import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { withViewProgress } from '../../infrastructure/progress.ts';
import type { TenantLink } from '../../infrastructure/tenant/tenant-link.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { MigrationsBoard } from './migrations-board.ts';
import type { BacklogNode, MigrationNode } from './nodes.ts';

const VIEW = 'keyless.migrations';
/** `PLANS_FOLDER` of src/migrate, which is not loaded on activation. */
const PLANS = '**/.keyless/plans/*.md';
/** Many changes at once are one. */
const SETTLE_MILLISECONDS = 500;

export interface MigrationsViewNeeds {
  readonly lint: LintSession;
  readonly tenant: TenantSession;
  readonly link: TenantLink;
  readonly boundary: ErrorBoundary;
}

type Loaded = typeof import('../../migration.ts');

/**
 * The view "Migrations": plans that are under way, then the identities that still have client secrets. On activation it
 * only registers; everything is loaded when somebody looks at it.
 */
export function activateMigrationsView(
  needs: MigrationsViewNeeds,
  commands: Commands,
  load: () => Promise<Loaded>,
): Disposable {
  const feature = new Disposable();
  const provider = feature.register(new MigrationsView(needs, load));
  commands.add('keyless.migrations.refresh', vscode.l10n.t('Refresh Migrations'), () => provider.refresh());
  commands.add(
    'keyless.exportBacklog',
    vscode.l10n.t('Export Migration Backlog'),
    async (format?: string, to?: unknown) =>
      (await provider.board()).export(format, to instanceof vscode.Uri ? to : undefined),
  );
  commands.add('keyless.copyBacklogIssue', vscode.l10n.t('Copy as Issue'), async (node?: BacklogNode | string) =>
    (await provider.board()).copyIssue(typeof node === 'string' ? node : node?.clientId),
  );
  return feature;
}

class MigrationsView extends Disposable implements vscode.TreeDataProvider<MigrationNode> {
  readonly #needs: MigrationsViewNeeds;
  readonly #load: () => Promise<Loaded>;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<MigrationNode>;
  #board: Promise<MigrationsBoard> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: MigrationsViewNeeds, load: () => Promise<Loaded>) {
    super();
    this.#needs = needs;
    this.#load = load;
    this.#view = this.register(vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true }));
    this.register({ dispose: () => clearTimeout(this.#timer) });
    this.register(needs.tenant.onDidChange(() => this.#changedSoon(true)));
    const plans = this.register(vscode.workspace.createFileSystemWatcher(PLANS));
    for (const event of [plans.onDidCreate, plans.onDidChange, plans.onDidDelete]) {
      this.register(event(() => this.#changedSoon(false)));
    }
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changedSoon(true)));
  }

  /** Everything that is shown, loaded on the first call. */
  board(): Promise<MigrationsBoard> {
    this.#board ??= this.#load().then(({ MigrationsBoard: Board }) =>
      this.register(new Board(this.#needs, () => this.#changed.fire(undefined))),
    );
    return this.#board;
  }

  async refresh(): Promise<void> {
    (await this.board()).forget();
    this.#changed.fire(undefined);
  }

  async getChildren(node?: MigrationNode): Promise<MigrationNode[]> {
    if (node) return [...node.children];
    const roots = await this.#needs.boundary.runQuietly('Migrations', () => {
      const read = async () => (await this.board()).roots();
      // Loading takes a moment; what is there is asked often while a tenant is read.
      return this.#board ? read() : withViewProgress(VIEW, read);
    });
    return [...(roots ?? [])];
  }

  getTreeItem(node: MigrationNode): vscode.TreeItem {
    return node.toTreeItem();
  }

  getParent(node: MigrationNode): MigrationNode | undefined {
    return node.parent;
  }

  /** @param isTenant what the tenant holds may be another, and not only a plan */
  #changedSoon(isTenant: boolean): void {
    // Nobody has looked yet: then everything is read anew anyway.
    if (!this.#board) {
      if (this.#view.visible) this.#changed.fire(undefined);
      return;
    }
    // A reading changes the tenant many times a second; what is there at its end counts.
    if (isTenant && this.#needs.tenant.sync === undefined) void this.#board.then((board) => board.forget());
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, SETTLE_MILLISECONDS);
  }
}
