import * as vscode from 'vscode';
import { DEFAULT_CONFIGURATION } from '../../../lint/configuration.ts';
import { WorkspaceIndex } from '../../../lint/workspace-index.ts';
import { type BacklogItem, backlogItems, compareItems } from '../../../migrate/backlog.ts';
import { makePlan } from '../../../migrate/make-plan.ts';
import type { Plan } from '../../../migrate/plan.ts';
import type { PlanSources } from '../../../migrate/sources.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { workInSlices } from '../../infrastructure/linting/work-in-slices.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import type { MigrationsViewNeeds } from './index.ts';

interface Run {
  readonly source: InventorySource;
  readonly done: Promise<readonly BacklogItem[] | undefined>;
  isOver: boolean;
}

/** The identities with secrets, ranked in slices; the ranking of before is shown until the next one is finished. */
export class Ranking extends Disposable {
  readonly #needs: MigrationsViewNeeds;
  readonly #changed: () => void;
  #items: readonly BacklogItem[] | undefined;
  /** Whose ranking it is. */
  #source: InventorySource | undefined;
  #isStale = true;
  #run: Run | undefined;

  constructor(needs: MigrationsViewNeeds, changed: () => void) {
    super();
    this.#needs = needs;
    this.#changed = changed;
    this.register({ dispose: () => this.#cancel() });
  }

  forget(): void {
    this.#isStale = true;
  }

  /** As far as it is known; undefined while the first ranking of a tenant is being made. */
  items(): readonly BacklogItem[] | undefined {
    const { source } = this.#needs.tenant;
    if (source !== this.#source) {
      this.#items = undefined;
      this.#source = source;
      this.#isStale = true;
    }
    if (this.#isStale && source) void this.#start(source);
    return this.#items;
  }

  /** The ranking of the tenant as it is now. @throws OperationError where none is open */
  async ready(): Promise<readonly BacklogItem[]> {
    const { t } = vscode.l10n;
    await this.#needs.tenant.restore();
    const { source } = this.#needs.tenant;
    if (!source) {
      throw new OperationError(t('No tenant is open.'), {
        actions: [{ title: t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') }],
      });
    }
    const known = this.items();
    if (known && !this.#isStale && !this.#run) return known;
    const items = await withProgress(t('Ranking the identities'), () => this.#start(source).done);
    if (!items) throw new vscode.CancellationError();
    return items;
  }

  /** Undefined where the identity is gone. */
  async planOf({ clientId, callers }: BacklogItem): Promise<Plan | undefined> {
    const { source } = this.#needs.tenant;
    const identity = source?.identity(clientId);
    if (!source || !identity) return undefined;
    const folders = await this.#folders(source);
    // The folder with the code that uses it.
    const paths = callers.map((caller) => caller.slice(0, caller.lastIndexOf(':')));
    const found = folders.find(({ workspace }) => paths.some((path) => workspace.get(path) !== undefined));
    return makePlan(identity, found ?? folders[0] ?? this.#withoutCode(source));
  }

  #start(source: InventorySource): Run {
    if (this.#run && this.#run.source === source && !this.#isStale) return this.#run;
    this.#cancel();
    this.#isStale = false;
    const run: { -readonly [Name in keyof Run]: Run[Name] } = {
      source,
      isOver: false,
      done: Promise.resolve(undefined),
    };
    run.done = this.#rank(run);
    this.#run = run;
    return run;
  }

  async #rank(run: Run): Promise<readonly BacklogItem[] | undefined> {
    const { boundary, tenant } = this.#needs;
    const items = await boundary.runQuietly('Ranking the identities', async () => {
      const folders = await this.#folders(run.source);
      const found: BacklogItem[] = [];
      const isCancelled = () => run.isOver || this.isDisposed || tenant.source !== run.source;
      if (isCancelled()) return undefined;
      const all = backlogItems({ inventory: run.source, now: new Date(tenant.now), folders });
      await workInSlices(all, (item) => item && found.push(item), { isCancelled });
      return isCancelled() ? undefined : found.sort(compareItems);
    });
    if (this.#run !== run) return items;
    this.#run = undefined;
    if (items) {
      this.#items = items;
      this.#changed();
    }
    return items;
  }

  /** The code of all folders, as open documents have it. */
  async #folders(source: InventorySource): Promise<readonly PlanSources[]> {
    const { lint, link, tenant } = this.#needs;
    await Promise.all([lint.workspaceDocuments(), link.ready()]);
    const folders = vscode.workspace.workspaceFolders ?? [];
    const linted = await Promise.all(folders.map(({ uri }) => lint.folderOf(uri)));
    return linted.map(({ trustSources: { workspace }, configuration }) => ({
      workspace,
      configuration,
      inventory: source,
      now: new Date(tenant.now),
    }));
  }

  #withoutCode(inventory: InventorySource): PlanSources {
    const now = new Date(this.#needs.tenant.now);
    return { workspace: new WorkspaceIndex(), configuration: DEFAULT_CONFIGURATION, inventory, now };
  }

  #cancel(): void {
    if (this.#run) this.#run.isOver = true;
    this.#run = undefined;
  }
}
