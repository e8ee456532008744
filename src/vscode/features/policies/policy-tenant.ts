import * as vscode from 'vscode';
import type { PolicyChangeError, PolicyClients } from '../../../tenant/change/policies.ts';
import { differenceText } from '../../../tenant/policy-writing/difference.ts';
import {
  changeLines,
  isEmptyChange,
  isUpToDate,
  type PolicyChange,
  type PolicyKind,
} from '../../../tenant/policy-writing/policy-change.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { KeptChange, KeptChanges } from './kept-changes.ts';
import { openCode } from './policy-form.ts';

/** A live tenant with somebody signed in, whose policies are changed. */
export interface PolicyTenant {
  readonly session: TenantSession;
  readonly live: LiveInventory;
  readonly clients: PolicyClients;
  readonly kept: KeptChanges;
  /** Calls and the words for their failures come from one file: errors are told apart by their class there. */
  readonly services: Awaited<ReturnType<TenantSession['services']>>;
}

/** @throws OperationError where no live tenant is open, or nobody is signed in to it */
export async function openPolicyTenant(session: TenantSession, kept: KeptChanges): Promise<PolicyTenant> {
  const { t } = vscode.l10n;
  await session.restore();
  const live = session.current;
  if (live?.kind !== 'live') {
    throw new OperationError(t('What is open is no live tenant, so nothing can be changed in it. Sign in first.'), {
      actions: [signInAction()],
    });
  }
  if (!session.clients) await session.refresh(Number.MAX_SAFE_INTEGER);
  const { clients } = session;
  if (!clients) throw new OperationError(t('Nobody is signed in.'), { actions: [signInAction()] });
  const services = await session.services();
  // References to policies are by the name of the service, wherever it is reached.
  const root = services.endpointsOf(live.connection.cloud).graph;
  return { session, live, kept, services, clients: { graph: clients.graph, root } };
}

/** Runs calls with progress and explains their failure. */
export async function calling<T>(
  tenant: PolicyTenant,
  kind: PolicyKind,
  name: string,
  work: (tenant: PolicyTenant) => Promise<T>,
): Promise<T> {
  const title = vscode.l10n.t('Reading {0}', name);
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
      work(tenant),
    );
  } catch (cause) {
    throw explained(tenant, cause, kind, name);
  }
}

interface Confirmation {
  /** The question: `Write the default app management policy?` */
  readonly message: string;
  readonly action: string;
  /** What else a person has to know before. */
  readonly remarks: readonly string[];
}

/**
 * Shows exactly what changes, makes it, keeps the way back and offers it.
 * @throws UserCancelledError; OperationError with what to do
 */
export async function confirmAndApply(
  tenant: PolicyTenant,
  change: PolicyChange,
  { message, action, remarks }: Confirmation,
): Promise<KeptChange | undefined> {
  const { t } = vscode.l10n;
  if (isEmptyChange(change)) {
    void vscode.window.showInformationMessage(t('There is nothing to do: the tenant has it already.'));
    return undefined;
  }
  const { live } = tenant;
  const lines = changeLines(change).map(differenceText);
  const detail = [
    t('Tenant: {0} ({1})', live.name, live.connection.account),
    '',
    ...shortened(lines),
    ...(remarks.length > 0 ? ['', ...remarks] : []),
  ];
  const requests = t('Show Requests');
  const options = { modal: true, detail: detail.join('\n') };
  const answer = await vscode.window.showWarningMessage(message, options, action, requests);
  // Who has read them comes again.
  if (answer === requests) await openCode('az', change, tenant.session);
  if (answer !== action) throw new UserCancelledError();
  return apply(tenant, change, message.replace(/\?$/, ''));
}

/** A dialog has an end. */
const MAX_LINES = 30;

function shortened(lines: readonly string[]): readonly string[] {
  const more = lines.length - MAX_LINES;
  return more > 0 ? [...lines.slice(0, MAX_LINES), vscode.l10n.t('… and {0} more', more)] : lines;
}

async function apply(tenant: PolicyTenant, change: PolicyChange, title: string): Promise<KeptChange> {
  const { t } = vscode.l10n;
  const { session, live, clients, kept, services } = tenant;
  const { tenantId, account } = live.connection;
  const holders = change.assignments.map(({ object }) => object);
  const now = await calling(tenant, change.kind, change.name, () =>
    services.readPolicy(change.kind, change.id, holders, clients),
  );
  if (!isUpToDate(change, now)) {
    throw new OperationError(
      t(
        '{0} was changed by somebody else while you looked at it. Nothing was sent: look at the difference again.',
        change.name,
      ),
    );
  }
  const keep = (done: PolicyChange) => kept.add({ tenantId, account, change: done });
  const logged = await session.changes.begin(live, {
    change: title,
    identity: { displayName: change.name, clientId: t('none') },
    objectId: change.id ?? t('none yet'),
  });
  try {
    const done = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t('Changing {0}', change.name) },
      () => services.applyPolicyChange(change, clients),
    );
    await logged.end({ state: 'made', text: t('Made, and read again.') });
    const entry = await keep(done);
    await refreshed(tenant, change.kind);
    return entry;
  } catch (error) {
    const { done, cause } = error as Partial<PolicyChangeError>;
    const isPartial = done !== undefined && !isEmptyChange(done);
    if (isPartial) await keep(done);
    const isUnclear = isPartial || (cause as { readonly kind?: string } | undefined)?.kind === 'unavailable';
    await logged.end({
      state: isUnclear ? 'unclear' : 'refused',
      text: isPartial ? t('Made in part.') : t('Not made.'),
    });
    if (isPartial) await refreshed(tenant, change.kind);
    throw explained(tenant, cause ?? error, change.kind, change.name, isPartial);
  }
}

/** Shows the policies in the views without reading the tenant anew. What cannot be read shows at the next refresh. */
async function refreshed({ clients, live, services }: PolicyTenant, kind: PolicyKind): Promise<void> {
  const options = { graph: clients.graph, store: live.source };
  const read = kind === 'conditional-access' ? services.readConditionalAccess : services.readAppManagement;
  await read(options).catch(() => undefined);
}

function explained(
  { services }: PolicyTenant,
  cause: unknown,
  kind: PolicyKind,
  name: string,
  isPartial = false,
): unknown {
  const { t } = vscode.l10n;
  const message = services.policyFailureText(cause, kind, name);
  if (message === undefined) return cause;
  const rollBack = {
    title: t('Roll Back…'),
    run: () => vscode.commands.executeCommand('keyless.rollBackPolicy'),
  };
  return new OperationError(isPartial ? t('{0} A part of the change was made.', message) : message, {
    cause,
    actions: isPartial ? [rollBack] : [signInAction()],
  });
}

function signInAction() {
  return { title: vscode.l10n.t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') };
}
