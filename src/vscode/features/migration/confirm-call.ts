import * as vscode from 'vscode';
import type { Acknowledgement } from '../../../migrate/execute/make-call.ts';
import { previewOf } from '../../../migrate/execute/preview.ts';
import type { Plan, Step, TenantCall } from '../../../migrate/plan.ts';
import type { LastUse } from '../../../tenant/change/last-use.ts';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { input } from '../../infrastructure/prompts.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';
import { changeText, destroys } from './change-text.ts';

interface Facts {
  readonly plan: Plan;
  /** The identity that is changed, as the tenant knows it. */
  readonly displayName: string;
  readonly live: LiveInventory;
  readonly clients: { readonly endpoints: CloudEndpoints };
  /** Of the secret or key that goes. */
  readonly lastUse: LastUse | undefined;
}

const DAY = 86_400_000;

/**
 * Shows exactly what will be sent, and lets a person type a name where something is destroyed. Nothing of it is taken from
 * the sentences of the plan: it is a file that others can write.
 * @returns what the person has taken upon themselves
 * @throws UserCancelledError; OperationError where it was used within the quiet days
 */
export async function confirmCall(step: Step, facts: Facts): Promise<readonly Acknowledgement[]> {
  const { t } = vscode.l10n;
  const { plan, displayName, live, clients, lastUse } = facts;
  const { call } = step;
  if (!call) throw new UserCancelledError();
  const used = lastUse?.kind === 'known' ? lastUse.at : undefined;
  if (used !== undefined && Date.now() - Date.parse(used) <= plan.quietDays * DAY) {
    throw new OperationError(
      t(
        'Somebody signed in with it on {0}. It stays until nobody has for {1} days.',
        used.slice(0, 10),
        plan.quietDays,
      ),
    );
  }
  const isUnknown = lastUse?.kind === 'unknown';
  const send = isUnknown ? t('Send Although Its Use Is Unknown') : t('Send');
  const detail = [
    t('Tenant: {0} ({1})', live.name, live.connection.account),
    t('Identity: {0} ({1})', displayName, call.clientId),
    '',
    ...requestTexts(call, clients.endpoints),
    ...(lastUse ? ['', useText(lastUse)] : []),
    ...step.breaks,
  ];
  const answer = await vscode.window.showWarningMessage(
    t('{0}?', changeText(call)),
    { modal: true, detail: detail.join('\n') },
    send,
  );
  if (answer !== send) throw new UserCancelledError();
  if (destroys(call.operation)) await typeName(displayName);
  return isUnknown ? ['unknown-use'] : [];
}

function useText(use: LastUse): string {
  const { t } = vscode.l10n;
  if (use.kind === 'unknown') {
    return t('Whether anybody still signs in with it is not known: reading that takes AuditLog.Read.All.');
  }
  return use.at === undefined
    ? t('No sign-in with it is on record.')
    : t('The last sign-in with it was on {0}.', use.at.slice(0, 10));
}

/** Method, address and body of each request, as they are sent. */
export function requestTexts(call: TenantCall, endpoints: CloudEndpoints): readonly string[] {
  return previewOf(call).map(({ service, method, path, body }) => {
    const root = service === 'Microsoft Graph' ? `${endpoints.graph}/v1.0` : endpoints.resourceManager;
    return `${method} ${root}${path}\n${JSON.stringify(body, undefined, 2)}`;
  });
}

/** A removed secret does not come back: a click is not enough. */
async function typeName(name: string): Promise<void> {
  const { t } = vscode.l10n;
  await input({
    title: t('This cannot be undone'),
    prompt: t('Type {0} to go on', name),
    placeHolder: name,
    validateInput: (text) => (text.trim() === name ? undefined : t('Type the name as it is: {0}', name)),
  });
}
