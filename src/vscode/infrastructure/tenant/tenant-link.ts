import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { LintSession } from '../linting/lint-session.ts';
import type { TenantSession } from './tenant-session.ts';

/**
 * Lets the files be judged by the tenant that is open: once it is, and again when a reading of it ends. While it is
 * being read, what was there before counts.
 */
export class TenantLink extends Disposable {
  readonly #tenant: TenantSession;
  readonly #lint: LintSession;
  #source: InventorySource | undefined;
  #isStale = false;
  #running: Promise<void> = Promise.resolve();

  constructor(tenant: TenantSession, lint: LintSession, boundary: ErrorBoundary) {
    super();
    this.#tenant = tenant;
    this.#lint = lint;
    this.register(
      tenant.onDidChange(() => {
        if (tenant.current?.kind === 'live') this.#isStale = true;
        void boundary.runQuietly('Judging by the tenant', () => this.#update());
      }),
    );
  }

  /** Opens the tenant of the last window, or that of the workspace, and waits until files are judged by it. */
  async ready(): Promise<void> {
    await this.#tenant.restore();
    await this.#update();
  }

  #update(): Promise<void> {
    this.#running = this.#running.then(
      () => this.#pass(),
      () => this.#pass(),
    );
    return this.#running;
  }

  async #pass(): Promise<void> {
    const { source, sync } = this.#tenant;
    const isSame = source === this.#source;
    if (this.isDisposed || (isSame && (!this.#isStale || sync !== undefined))) return;
    this.#source = source;
    this.#isStale = false;
    this.#lint.setInventory(await this.#tenant.inventoryView());
  }
}
