import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { policyObjectOf } from '../../../tenant/policy-simulation/effect.ts';
import type { PolicyHolder } from '../../../tenant/policy-writing/policy-change.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/** An application or service principal that a policy is assigned to. */
export interface ChosenHolder extends PolicyHolder {
  readonly clientId: string;
}

/** @throws OperationError for what policies are not about */
export function holderOf(identity: Identity): ChosenHolder {
  const object = policyObjectOf(identity);
  const { clientId, displayName } = identity;
  if (object) return { clientId, displayName, kind: object.kind, objectId: object.objectId };
  throw new OperationError(
    vscode.l10n.t(
      '{0} has no client secrets or certificates of its own, so app management policies are not about it.',
      displayName,
    ),
  );
}

/** One identity or several, one after another. @throws UserCancelledError, OperationError */
export async function chooseHolders(tenant: TenantSession): Promise<readonly ChosenHolder[]> {
  const identities = await chooseIdentities(tenant, (identity) => {
    holderOf(identity);
  });
  return identities.map(holderOf);
}

/**
 * @param check throws for one that cannot be chosen
 * @throws UserCancelledError where nothing is chosen; OperationError
 */
export async function chooseIdentities(
  tenant: TenantSession,
  check: (identity: Identity) => void,
): Promise<readonly Identity[]> {
  const { t } = vscode.l10n;
  const chosen = new Map<string, Identity>();
  for (;;) {
    const { source, now } = tenant;
    if (!source) throw new OperationError(t('No tenant is open.'));
    const clientId = await (await tenant.tenant()).searchIdentities(source, now);
    const identity = clientId === undefined ? undefined : source.identity(clientId);
    if (!identity && chosen.size === 0) throw new UserCancelledError();
    if (identity) {
      check(identity);
      chosen.set(identity.clientId, identity);
    }
    const names = [...chosen.values()].map(({ displayName }) => displayName).join(', ');
    const { isDone } = await pick(
      [
        { label: t('$(check) Go on'), detail: names, isDone: true },
        { label: t('$(add) Add another identity…'), isDone: false },
      ],
      { title: t('Identities ({0})', chosen.size), placeHolder: names },
    );
    if (isDone) return [...chosen.values()];
  }
}
