import type { ArmClient } from '../arm/client.ts';
import type { GraphClient } from '../graph/client.ts';
import type { FederatedTrust } from '../model/credential.ts';
import { type Clock, SYSTEM_CLOCK } from '../request/clock.ts';
import { isServiceFailure, ServiceFailure } from '../request/failure.ts';
import { trustsOf } from '../sync/graph-facts.ts';
import { listOf, type Raw } from '../sync/raw.ts';
import type { CredentialHolder } from './holder.ts';

export interface ChangeClients {
  readonly graph: GraphClient;
  readonly arm: ArmClient;
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Is told the id of the request that changed something. */
  readonly onRequestId?: ((id: string) => void) | undefined;
}

/** Entra ID takes at most 20 for an application and for a user-assigned identity (Learn, "Workload identity federation"). */
export const MAX_FEDERATED_CREDENTIALS = 20;

/** The newest generally available version, which knows no claims matching expressions, and the newest that does. */
const ARM_VERSION = '2024-11-30';
const ARM_VERSION_WITH_EXPRESSIONS = '2025-05-31-preview';

/** A write shows in reads after a while: up to half a minute in all. */
const READS = 7;

/** @throws ServiceFailure */
export async function readFederatedCredentials(
  holder: CredentialHolder,
  { graph, arm, signal }: ChangeClients,
): Promise<FederatedTrust[]> {
  const call = { what: whatOf(holder), signal };
  if (holder.kind === 'application') {
    const { value } = await graph.page(graphPath(holder), { ...call, version: 'beta' });
    return trustsOf(value);
  }
  const body = (await arm.read(armPath(holder, undefined, ARM_VERSION_WITH_EXPRESSIONS), call)) as Raw | undefined;
  return trustsOf((listOf(body?.['value']) as Raw[]).map(flattened));
}

/**
 * Adds a credential and reads it again by its name.
 * @throws ServiceFailure; of kind `unavailable` only where it was sought afterwards and is not there
 */
export async function addFederatedCredential(
  holder: CredentialHolder,
  trust: FederatedTrust,
  clients: ChangeClients,
): Promise<FederatedTrust> {
  try {
    await write(holder, trust, clients, 'POST');
  } catch (error) {
    // The connection may have broken after the change was made.
    if (!(isServiceFailure(error) && error.kind === 'unavailable')) throw error;
    const found = await reread(holder, trust.name, clients).catch(() => undefined);
    if (!found || !isSame(found, trust)) throw error;
    return found;
  }
  return seek(holder, trust, clients);
}

/** Changes a credential that is there, whose name stays, and reads it again. @throws ServiceFailure */
export async function replaceFederatedCredential(
  holder: CredentialHolder,
  trust: FederatedTrust,
  clients: ChangeClients,
): Promise<FederatedTrust> {
  await write(holder, trust, clients, 'PATCH');
  return seek(holder, trust, clients);
}

/** @throws ServiceFailure */
export async function removeFederatedCredential(
  holder: CredentialHolder,
  name: string,
  { graph, arm, signal, onRequestId }: ChangeClients,
): Promise<void> {
  const call = { what: whatOf(holder), signal, onRequestId };
  if (holder.kind === 'application') {
    await graph.change('DELETE', graphPath(holder, name), undefined, { ...call, version: 'beta' });
  } else {
    await arm.change('DELETE', armPath(holder, name, ARM_VERSION), undefined, call);
  }
}

async function write(
  holder: CredentialHolder,
  trust: FederatedTrust,
  { graph, arm, signal, onRequestId }: ChangeClients,
  how: 'POST' | 'PATCH',
): Promise<void> {
  const { name, issuer, subject, expression, languageVersion = 1, audiences, description } = trust;
  const call = { what: whatOf(holder), signal, onRequestId };
  const matching = expression === undefined ? undefined : { value: expression, languageVersion };
  if (holder.kind === 'application') {
    // Exactly one of both; the other must be null, also where it was something before.
    const what = matching ? { subject: null, claimsMatchingExpression: matching } : { subject };
    const cleared = how === 'PATCH' && !matching ? { claimsMatchingExpression: null } : {};
    const body = { issuer, ...what, ...cleared, audiences, ...(description === undefined ? {} : { description }) };
    if (how === 'POST') {
      await graph.change('POST', graphPath(holder), { name, ...body }, { ...call, version: 'beta' });
    } else {
      await graph.change('PATCH', graphPath(holder, name), body, { ...call, version: 'beta' });
    }
    return;
  }
  const properties = { issuer, audiences, ...(matching ? { claimsMatchingExpression: matching } : { subject }) };
  const version = matching ? ARM_VERSION_WITH_EXPRESSIONS : ARM_VERSION;
  await arm.change('PUT', armPath(holder, name, version), { properties }, call);
}

/** @throws ServiceFailure of kind `not-found` where it does not show in time */
async function seek(holder: CredentialHolder, trust: FederatedTrust, clients: ChangeClients): Promise<FederatedTrust> {
  const { clock = SYSTEM_CLOCK, signal } = clients;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const found = await reread(holder, trust.name, clients);
      if (found && isSame(found, trust)) return found;
    } catch (error) {
      if (!(isServiceFailure(error) && error.kind === 'not-found')) throw error;
    }
    if (attempt === READS - 1) {
      throw new ServiceFailure({
        kind: 'not-found',
        what: whatOf(holder),
        status: 404,
        code: '',
        detail: `The change of ${trust.name} was accepted but does not show yet.`,
      });
    }
    await clock.wait(250 * 2 ** attempt, signal);
  }
}

async function reread(
  holder: CredentialHolder,
  name: string,
  { graph, arm, signal }: ChangeClients,
): Promise<FederatedTrust | undefined> {
  const call = { what: whatOf(holder), signal };
  if (holder.kind === 'application') {
    return trustsOf([await graph.read(graphPath(holder, name), { ...call, version: 'beta' })])[0];
  }
  const body = (await arm.read(armPath(holder, name, ARM_VERSION_WITH_EXPRESSIONS), call)) as Raw | undefined;
  return body && trustsOf([flattened(body)])[0];
}

function isSame(a: FederatedTrust, b: FederatedTrust): boolean {
  return a.issuer === b.issuer && a.subject === b.subject && a.expression === b.expression;
}

function whatOf({ displayName }: CredentialHolder): string {
  return `the federated credentials of ${displayName}`;
}

/** Names hold letters, digits, `-` and `_` only; others come from elsewhere and are encoded. */
function graphPath({ objectId }: CredentialHolder, name?: string): string {
  const list = `/applications/${objectId}/federatedIdentityCredentials`;
  return name === undefined ? list : `${list}(name='${encodeURIComponent(name.replaceAll("'", "''"))}')`;
}

function armPath(holder: CredentialHolder, name: string | undefined, version: string): string {
  const resource = holder.kind === 'managed-identity' ? holder.resourceId : '';
  const item = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${resource}/federatedIdentityCredentials${item}?api-version=${version}`;
}

/** Azure has in `properties` what Graph has beside the name. */
function flattened(item: Raw): Raw {
  return { ...((item['properties'] as Raw | undefined) ?? {}), name: item['name'] };
}
