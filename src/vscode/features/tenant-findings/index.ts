import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import type { TenantLink } from '../../infrastructure/tenant/tenant-link.ts';

/**
 * Lets findings be judged by what the tenant holds: which credential would accept a job, which client id is nobody's.
 * The inventory of the last window is opened when the first file has been looked at, so that nothing waits for it.
 */
export function activateTenantFindings(session: LintSession, link: TenantLink, boundary: ErrorBoundary): Disposable {
  const feature = new Disposable();
  const first = session.store.onDidChange(() => {
    first.dispose();
    void boundary.runQuietly('Opening the last inventory', () => link.ready());
  });
  feature.register(first);
  return feature;
}
