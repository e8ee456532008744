import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import type { FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { TrustTarget } from './pick-trust.ts';

type Flows = typeof import('../../federation.ts');

/** What can be done about the trust in a job: create a credential, narrow one, give it an immutable twin. */
export function activateFederatedCredential(
  session: FederationSession,
  tenant: TenantSession,
  commands: Commands,
  load: () => Promise<Flows>,
): void {
  commands.add('keyless.copySubject', vscode.l10n.t('Copy Subject'), async (target?: JobTarget) =>
    (await load()).copySubject(session, jobTargetOf(target)),
  );
  commands.add(
    'keyless.createFederatedCredential',
    vscode.l10n.t('Create Federated Credential'),
    async (target?: JobTarget) => (await load()).createCredential(session, tenant, jobTargetOf(target)),
  );
  commands.add(
    'keyless.narrowFederatedCredential',
    vscode.l10n.t('Narrow Federated Credential'),
    async (target?: TrustTarget) => (await load()).narrowCredential(session, tenant, target),
  );
  commands.add(
    'keyless.migrateToImmutableSubject',
    vscode.l10n.t('Migrate to Immutable Subject'),
    async (target?: TrustTarget) => (await load()).migrateCredential(session, tenant, target),
  );
}

/** Menus of the editor pass a URI where links and lenses pass a job. */
function jobTargetOf(target: Partial<JobTarget> | undefined): JobTarget | undefined {
  const { uri, jobId } = target ?? {};
  return typeof uri === 'string' && typeof jobId === 'string' ? { uri, jobId } : undefined;
}
