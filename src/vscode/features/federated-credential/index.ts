import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import type { FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { copySubject } from './copy-subject.ts';
import { createCredential } from './create-credential.ts';
import { migrateCredential } from './migrate-credential.ts';
import { narrowCredential } from './narrow-credential.ts';
import type { TrustTarget } from './pick-trust.ts';

/** What can be done about the trust in a job: create a credential, narrow one, give it an immutable twin. */
export function activateFederatedCredential(
  session: FederationSession,
  tenant: TenantSession,
  commands: Commands,
): void {
  commands.add('keyless.copySubject', vscode.l10n.t('Copy Subject'), (target?: JobTarget) =>
    copySubject(session, jobTargetOf(target)),
  );
  commands.add(
    'keyless.createFederatedCredential',
    vscode.l10n.t('Create Federated Credential'),
    (target?: JobTarget) => createCredential(session, tenant, jobTargetOf(target)),
  );
  commands.add(
    'keyless.narrowFederatedCredential',
    vscode.l10n.t('Narrow Federated Credential'),
    (target?: TrustTarget) => narrowCredential(session, tenant, target),
  );
  commands.add(
    'keyless.migrateToImmutableSubject',
    vscode.l10n.t('Migrate to Immutable Subject'),
    (target?: TrustTarget) => migrateCredential(session, tenant, target),
  );
}

/** Menus of the editor pass a URI where links and lenses pass a job. */
function jobTargetOf(target: Partial<JobTarget> | undefined): JobTarget | undefined {
  const { uri, jobId } = target ?? {};
  return typeof uri === 'string' && typeof jobId === 'string' ? { uri, jobId } : undefined;
}
