import * as vscode from 'vscode';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { replaceInTenant } from './change-tenant.ts';
import { chooseTrust, type TrustTarget } from './pick-trust.ts';

/** Makes a credential of the tenant trust one workload where it trusts many. */
export async function narrowCredential(
  session: FederationSession,
  tenant: TenantSession,
  target: TrustTarget | undefined,
): Promise<void> {
  const { t } = vscode.l10n;
  const question = {
    title: t('Narrow Federated Credential'),
    placeHolder: t('Which one trusts too much?'),
    none: t('No federated credential of this tenant trusts more than one workload.'),
  };
  const { engine, sources, identity, trust } = await chooseTrust(
    session,
    tenant,
    target,
    question,
    (each, { engine }) => engine.breadthText(each),
  );
  if (target?.trust && engine.breadthText(trust) === undefined) {
    throw new OperationError(t('"{0}" trusts no more than one workload.', trust.name));
  }
  await replaceInTenant(tenant, identity, trust, await chooseNarrower(trust, engine.narrowerTrusts(trust, sources)));
}

async function chooseNarrower(trust: FederatedTrust, found: readonly FederatedTrust[]): Promise<FederatedTrust> {
  const { t } = vscode.l10n;
  const before = trust.subject ?? trust.expression ?? '';
  const items: (vscode.QuickPickItem & { readonly narrower?: FederatedTrust })[] = [
    ...found.map((narrower) => ({
      narrower,
      label: narrower.subject ?? narrower.expression ?? '',
      detail: t('A job of this workspace presents it, or it is what the credential says without its wildcard.'),
    })),
    { label: t('$(edit) Enter a subject…'), detail: t('Exactly as the workload presents it.') },
  ];
  const { narrower } = await pick(items, { title: t('Narrow to'), placeHolder: before });
  if (narrower) return narrower;
  const subject = await input({
    title: t('Subject'),
    prompt: t('Exactly as the workload presents it'),
    placeHolder: 'repo:contoso/app:environment:production',
    validateInput: (value) =>
      value.trim() === '' || /[*?<>]/u.test(value) ? t('One subject, without wildcards.') : undefined,
  });
  const { expression: _, languageVersion: __, ...rest } = trust;
  return { ...rest, subject: subject.trim() };
}
