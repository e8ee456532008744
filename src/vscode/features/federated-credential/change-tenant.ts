import * as vscode from 'vscode';
import { failedOutcome } from '../../../tenant/change/failed-outcome.ts';
import type { ChangeClients } from '../../../tenant/change/federated-credentials.ts';
import type { CredentialHolder } from '../../../tenant/change/holder.ts';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { input } from '../../infrastructure/prompts.ts';
import type { LiveInventory } from '../../infrastructure/tenant/open-inventory.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/;

interface Change {
  readonly holder: CredentialHolder;
  readonly clients: ChangeClients;
  readonly live: LiveInventory;
}

/**
 * Adds a credential after a person has seen what exactly will change. Whoever calls says that it was added.
 * @returns it as the tenant has it now
 * @throws OperationError with what to do; UserCancelledError
 */
export async function addInTenant(
  tenant: TenantSession,
  identity: Identity,
  wanted: FederatedTrust,
): Promise<FederatedTrust> {
  const { t } = vscode.l10n;
  const { obstacleTo, obstacleText, addFederatedCredential, MAX_FEDERATED_CREDENTIALS } = await tenant.services();
  const change = await begin(tenant, identity);
  const { holder, clients } = change;
  const existing = await reading(tenant, change);
  const unnamed = obstacleTo({ ...wanted, name: '' }, existing);
  if (unnamed) throw new OperationError(obstacleText(unnamed, holder), { actions: [showAction(identity)] });
  const trust = { ...wanted, name: await chooseName(wanted.name, existing) };
  await confirm(
    t('Add a federated credential to {0}?', holder.displayName),
    [
      ...header(change),
      ...factsOf(trust),
      '',
      t('It will have {0} of {1} federated credentials.', existing.length + 1, MAX_FEDERATED_CREDENTIALS),
      ...(await policyLines(tenant, identity)),
      t('Whoever presents such a token can sign in as {0}, with all that it may do.', holder.displayName),
    ],
    t('Add'),
  );
  const added = await changing(tenant, change, t('Adding {0}', trust.name), () =>
    recorded(tenant, change, t('Add federated credential "{0}": {1}', trust.name, subjectOf(trust)), (onRequestId) =>
      addFederatedCredential(holder, trust, { ...clients, onRequestId }),
    ),
  );
  remember(change, [...existing, added]);
  return added;
}

/** Puts one trust in the place of another of the same name. @throws OperationError, UserCancelledError */
export async function replaceInTenant(
  tenant: TenantSession,
  identity: Identity,
  before: FederatedTrust,
  after: FederatedTrust,
): Promise<void> {
  const { t } = vscode.l10n;
  const { obstacleTo, obstacleText, replaceFederatedCredential } = await tenant.services();
  const change = await begin(tenant, identity);
  const { holder, clients } = change;
  const others = (await reading(tenant, change)).filter(({ name }) => name !== before.name);
  const obstacle = obstacleTo(after, others);
  if (obstacle?.kind === 'duplicate') {
    throw new OperationError(
      t('{0} Remove "{1}" instead of narrowing it.', obstacleText(obstacle, holder), before.name),
      { actions: [showAction(identity)] },
    );
  }
  await confirm(
    t('Narrow the federated credential "{0}" of {1}?', before.name, holder.displayName),
    [
      ...header(change),
      '',
      t('Before: {0}', subjectOf(before)),
      t('After: {0}', subjectOf(after)),
      '',
      t('Workloads that sign in with other subjects are refused from then on.'),
    ],
    t('Narrow'),
  );
  const changed = await changing(tenant, change, t('Narrowing {0}', before.name), () =>
    recorded(
      tenant,
      change,
      t('Narrow federated credential "{0}" to {1}', before.name, subjectOf(after)),
      (onRequestId) => replaceFederatedCredential(holder, after, { ...clients, onRequestId }),
    ),
  );
  remember(change, [...others, changed]);
  void announce(t('"{0}" trusts {1} only.', before.name, subjectOf(changed)), identity);
}

/** @throws OperationError, UserCancelledError */
export async function removeInTenant(tenant: TenantSession, identity: Identity, trust: FederatedTrust): Promise<void> {
  const { t } = vscode.l10n;
  const { removeFederatedCredential } = await tenant.services();
  const change = await begin(tenant, identity);
  const { holder, clients } = change;
  await confirm(
    t('Remove the federated credential "{0}" of {1}?', trust.name, holder.displayName),
    [...header(change), ...factsOf(trust), '', t('Workloads that present this subject are refused from then on.')],
    t('Remove'),
  );
  await changing(tenant, change, t('Removing {0}', trust.name), () =>
    recorded(tenant, change, t('Remove federated credential "{0}": {1}', trust.name, subjectOf(trust)), (onRequestId) =>
      removeFederatedCredential(holder, trust.name, { ...clients, onRequestId }),
    ),
  );
  remember(
    change,
    (tenant.source?.identity(identity.clientId)?.federatedCredentials ?? []).filter(({ name }) => name !== trust.name),
  );
  void announce(t('"{0}" is removed.', trust.name), identity);
}

/** The clients of the live tenant; of one that was restored, they are made now. */
async function begin(tenant: TenantSession, identity: Identity): Promise<Change> {
  const { t } = vscode.l10n;
  const { holderOf } = await tenant.services();
  const holder = holderOf(identity);
  const live = tenant.current;
  if (live?.kind !== 'live') {
    throw new OperationError(t('What is open is no live tenant, so nothing can be changed in it. Sign in first.'), {
      actions: [signInAction()],
    });
  }
  if (!tenant.clients) await tenant.refresh(Number.MAX_SAFE_INTEGER);
  const { clients } = tenant;
  if (!clients) throw new OperationError(t('Nobody is signed in.'), { actions: [signInAction()] });
  if (!holder) throw new OperationError(t('{0} cannot have federated credentials.', identity.displayName));
  return { holder, clients, live };
}

async function reading(tenant: TenantSession, change: Change): Promise<FederatedTrust[]> {
  const { readFederatedCredentials } = await tenant.services();
  const { holder, clients } = change;
  const title = vscode.l10n.t('Reading the federated credentials of {0}', holder.displayName);
  return changing(tenant, change, title, () => readFederatedCredentials(holder, clients));
}

/** Runs a call with progress and explains its failure. */
async function changing<T>(
  tenant: TenantSession,
  { holder }: Change,
  title: string,
  work: () => Promise<T>,
): Promise<T> {
  const { changeFailureText } = await tenant.services();
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work);
  } catch (cause) {
    const message = changeFailureText(cause, holder);
    throw message === undefined ? cause : new OperationError(message, { cause, actions: [signInAction()] });
  }
}

/** Writes a change down before it is sent, and how it ended. */
async function recorded<T>(
  { changes }: TenantSession,
  { holder: { displayName, clientId, objectId }, live }: Change,
  change: string,
  work: (onRequestId: (id: string) => void) => Promise<T>,
): Promise<T> {
  const record = await changes.begin(live, { change, identity: { displayName, clientId }, objectId });
  let requestId: string | undefined;
  try {
    const result = await work((id) => {
      requestId = id;
    });
    await record.end({ state: 'made', text: 'Made.', ...(requestId === undefined ? {} : { requestId }) });
    return result;
  } catch (error) {
    await record.end(failedOutcome(error));
    throw error;
  }
}

function subjectOf({ subject, expression }: FederatedTrust): string {
  return subject ?? expression ?? '';
}

async function chooseName(proposed: string, existing: readonly FederatedTrust[]): Promise<string> {
  const taken = new Set(existing.map(({ name }) => name.toLowerCase()));
  let free = proposed;
  for (let index = 2; taken.has(free.toLowerCase()); index += 1) free = `${proposed.slice(0, 110)}-${index}`;
  const name = await input({
    title: vscode.l10n.t('Name'),
    prompt: vscode.l10n.t('Name of the federated credential; it cannot be changed later'),
    value: free,
    validateInput: (value) => {
      if (!NAME.test(value)) return vscode.l10n.t('3 to 120 letters, digits, hyphens and underscores.');
      return taken.has(value.toLowerCase()) ? vscode.l10n.t('The identity has one of this name.') : undefined;
    },
  });
  return name;
}

async function confirm(message: string, detail: readonly string[], action: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail: detail.join('\n') }, action);
  if (answer !== action) throw new UserCancelledError();
}

function header({ holder, live }: Change): readonly string[] {
  const { t } = vscode.l10n;
  const where = holder.kind === 'application' ? holder.clientId : holder.resourceId;
  return [
    t('Tenant: {0} ({1})', live.name, live.connection.account),
    t('Identity: {0} ({1})', holder.displayName, where),
  ];
}

function factsOf({ name, issuer, subject, expression, audiences }: FederatedTrust): readonly string[] {
  const { t } = vscode.l10n;
  return [
    t('Name: {0}', name),
    t('Issuer: {0}', issuer),
    expression === undefined ? t('Subject: {0}', subject ?? '') : t('Claims matching expression: {0}', expression),
    t('Audience: {0}', audiences.join(', ')),
  ];
}

async function policyLines(tenant: TenantSession, identity: Identity): Promise<readonly string[]> {
  const { appliedPolicies } = await tenant.services();
  const policies = tenant.source?.header?.policies;
  const names = policies ? appliedPolicies(identity, policies) : [];
  if (names.length === 0) return [];
  return [
    vscode.l10n.t('App management policies that apply ({0}) do not restrict federated credentials.', names.join(', ')),
  ];
}

/** Shows the change in the inventory without reading the tenant anew. */
function remember({ holder, live }: Change, trusts: readonly FederatedTrust[]): void {
  const { objectId } = holder;
  live.source.change('federated-credentials', [{ id: objectId, owner: objectId, value: trusts }], []);
}

/** Says what was changed. */
export async function announce(message: string, identity: Identity): Promise<void> {
  const { title, run } = showAction(identity);
  if ((await vscode.window.showInformationMessage(message, title)) === title) await run();
}

function showAction({ clientId }: Identity) {
  return {
    title: vscode.l10n.t('Show in Workload Identities'),
    run: () => vscode.commands.executeCommand('keyless.inventory.reveal', clientId),
  };
}

function signInAction() {
  return { title: vscode.l10n.t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') };
}
