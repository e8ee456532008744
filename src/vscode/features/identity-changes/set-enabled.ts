import * as vscode from 'vscode';
import { type IdentityChange, previewChange } from '../../../migrate/execute/identity-change.ts';
import { lastUseOfIdentity } from '../../../tenant/change/last-use.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { type Begun, entraAction } from './begin-change.ts';
import { confirmChange } from './confirm-change.ts';
import { explainRead } from './explain-read.ts';
import { lose } from './losing.ts';
import { runChange } from './run-change.ts';

/** Lets Entra ID issue tokens to an identity, or stops it: `accountEnabled`. @throws OperationError, UserCancelledError */
export async function setEnabled(begun: Begun, isEnabled: boolean): Promise<void> {
  const { t } = vscode.l10n;
  const { identity, clients } = begun;
  const { clientId, displayName, kind, ownership, servicePrincipalId } = identity;
  if (kind === 'managed-identity') {
    throw new OperationError(
      t(
        '{0} is a managed identity, which Azure keeps: it cannot be disabled. Take its roles away, or delete it.',
        displayName,
      ),
    );
  }
  if (servicePrincipalId === undefined) {
    throw new OperationError(
      t('{0} has no service principal in this tenant, so nobody signs in as it here.', displayName),
    );
  }
  if (ownership === 'microsoft') {
    throw new OperationError(t('{0} belongs to Microsoft, and services of the tenant may need it.', displayName), {
      actions: [entraAction(identity)],
    });
  }
  const change: IdentityChange = {
    operation: isEnabled ? 'enable' : 'disable',
    clientId,
    objectId: servicePrincipalId,
  };
  if (!isEnabled) {
    await lose(begun, {
      change,
      lastUse: () => lastUseOfIdentity(clientId, clients),
      how: t('as {0}', displayName),
      title: t('Disable {0}', displayName),
      done: t('{0} is disabled.', displayName),
      question: {
        message: t('Disable {0}?', displayName),
        facts: [],
        consequences: [
          t(
            'Nobody gets a token as it or for it from then on; tokens that were issued work until they end. Enable Identity undoes it.',
          ),
        ],
        action: t('Disable'),
      },
    });
    return;
  }
  const preview = await explainRead(identity, () => previewChange(change, clients));
  await confirmChange(begun, change, preview, {
    message: t('Enable {0}?', displayName),
    facts: [],
    consequences: [t('Whoever has one of its credentials can sign in as it again, with all that it may do.')],
    action: t('Enable'),
  });
  await runChange(begun, change, {
    title: t('Enable {0}', displayName),
    done: t('{0} is enabled.', displayName),
    acknowledged: [],
  });
}
