import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/** Whom a credential is for; of one that no inventory has, the client id at most is known. */
export interface ChosenIdentity {
  readonly identity: Identity | undefined;
  readonly clientId: string | undefined;
  /** For people. */
  readonly name: string;
}

type Choice = 'own' | 'search' | 'enter' | 'later';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * @param clientId of the identity that the job signs in as, where that is known
 * @throws OperationError for an identity that cannot have federated credentials; UserCancelledError
 */
export async function chooseIdentity(tenant: TenantSession, clientId: string | undefined): Promise<ChosenIdentity> {
  const { t } = vscode.l10n;
  const { source } = tenant;
  const own = clientId === undefined ? undefined : source?.identity(clientId);
  const items: (vscode.QuickPickItem & { readonly choice: Choice })[] = [
    ...(own
      ? [
          {
            choice: 'own' as const,
            label: `$(star) ${own.displayName}`,
            description: own.clientId,
            detail: t('The job signs in as it.'),
          },
        ]
      : []),
    ...(source
      ? [{ choice: 'search' as const, label: t('$(search) Search the tenant…'), detail: tenant.current?.name ?? '' }]
      : []),
    { choice: 'enter', label: t('$(edit) Enter a client ID…'), detail: t('For code: the tenant is not asked.') },
    { choice: 'later', label: t('$(circle-large-outline) None yet'), detail: t('The code has a gap to fill in.') },
  ];
  const { choice } = await pick(items, {
    title: t('Identity'),
    placeHolder: t('Which application or user-assigned identity should trust the job?'),
  });
  switch (choice) {
    case 'own':
      return checked(own, tenant);
    case 'search': {
      const found = source && (await (await tenant.tenant()).searchIdentities(source, tenant.now));
      if (found === undefined) throw new UserCancelledError();
      return checked(source?.identity(found), tenant);
    }
    case 'enter':
      return entered(tenant);
    case 'later':
      return { identity: undefined, clientId: undefined, name: t('an identity of your choice') };
  }
}

async function entered(tenant: TenantSession): Promise<ChosenIdentity> {
  const value = await input({
    title: vscode.l10n.t('Client ID'),
    prompt: vscode.l10n.t('Of the application or user-assigned identity'),
    validateInput: (text) => (GUID.test(text.trim()) ? undefined : vscode.l10n.t('This is no client ID.')),
  });
  const clientId = value.trim().toLowerCase();
  const identity = tenant.source?.identity(clientId);
  return identity ? checked(identity, tenant) : { identity: undefined, clientId, name: clientId };
}

async function checked(identity: Identity | undefined, tenant: TenantSession): Promise<ChosenIdentity> {
  if (!identity) throw new UserCancelledError();
  const { holderOf } = await tenant.services();
  const { displayName, clientId } = identity;
  if (holderOf(identity)) return { identity, clientId, name: displayName };
  throw new OperationError(
    vscode.l10n.t(
      '{0} cannot have federated credentials: only applications registered in this tenant and user-assigned managed identities can.',
      displayName,
    ),
  );
}
