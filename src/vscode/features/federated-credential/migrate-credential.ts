import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { addInTenant, removeInTenant } from './change-tenant.ts';
import { type ChosenTrust, chooseTrust, type TrustTarget } from './pick-trust.ts';

/**
 * Gives a credential that trusts this repository by name a twin that trusts it by its ids, which nobody else can get.
 * The old one stays until a person says otherwise: the command, run again, offers to remove it.
 */
export async function migrateCredential(
  session: FederationSession,
  tenant: TenantSession,
  target: TrustTarget | undefined,
): Promise<void> {
  const { t } = vscode.l10n;
  const { sources } = await session.workspace();
  const { fullName, ownerId, repositoryId } = sources.repository;
  if (fullName === undefined || ownerId === undefined || repositoryId === undefined) {
    throw new OperationError(
      t(
        'The ids of the repository are not known. Put fullName, ownerId and repositoryId into "repository" of keyless.yaml; the command "gh api repos/OWNER/NAME" tells them.',
      ),
    );
  }
  const question = {
    title: t('Migrate to Immutable Subject'),
    placeHolder: t('Which federated credential trusts {0} by its name?', fullName),
    none: t('No federated credential of this tenant trusts {0} by its name.', fullName),
  };
  const chosen = await chooseTrust(session, tenant, target, question, (trust, { engine }) => {
    const twin = engine.immutableTwin(trust, sources.repository);
    return twin && `${trust.subject ?? trust.expression} → ${twin.subject ?? twin.expression}`;
  });
  const { engine, identity, trust } = chosen;
  const twin = engine.immutableTwin(trust, sources.repository);
  if (!twin) throw new OperationError(t('"{0}" does not trust {1} by its name.', trust.name, fullName));
  const present = identity.federatedCredentials.find(
    ({ issuer, subject, expression }) =>
      issuer === twin.issuer && subject === twin.subject && expression === twin.expression,
  );
  if (present) {
    await removeInTenant(tenant, identity, trust);
    return;
  }
  const added = await addInTenant(tenant, identity, twin);
  void offerRemoval(chosen, added.name);
}

async function offerRemoval({ identity, trust }: ChosenTrust, added: string): Promise<void> {
  const remove = vscode.l10n.t('Remove the Old One…');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '"{0}" was added and "{1}" is kept: opt in to immutable subjects in the settings of the repository, let a run succeed, then remove the old one.',
      added,
      trust.name,
    ),
    remove,
  );
  if (answer === remove) {
    await vscode.commands.executeCommand('keyless.migrateToImmutableSubject', { identity, trust });
  }
}
