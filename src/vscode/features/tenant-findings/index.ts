import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/**
 * Lets findings be judged by what the tenant holds: which credential would accept a job, which client id is nobody's.
 * The inventory of the last window is opened when the first file has been looked at, so that nothing waits for it.
 */
export function activateTenantFindings(
  session: LintSession,
  tenant: TenantSession,
  boundary: ErrorBoundary,
): Disposable {
  const feature = new Disposable();
  let known: unknown;
  const follow = () =>
    boundary.runQuietly('Judging by the tenant', async () => {
      const { source, sync } = tenant;
      // While it is being read, much is not there that will be.
      if (sync || (source === known && !wasReading)) return;
      known = source;
      session.setInventory(await tenant.inventoryView());
    });
  let wasReading = false;
  feature.register(
    tenant.onDidChange(() => {
      void follow();
      wasReading = tenant.sync !== undefined;
    }),
  );
  const first = session.store.onDidChange(() => {
    first.dispose();
    void boundary.runQuietly('Opening the last inventory', () => tenant.restore());
  });
  feature.register(first);
  return feature;
}
