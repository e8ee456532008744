import type { GraphClient } from '../graph/client.ts';
import { ServiceFailure } from '../request/failure.ts';
import { idOf, listOf, type Raw, textOf } from '../sync/raw.ts';

/** An object of the directory that can hold client secrets and certificates. */
export interface KeyHolder {
  readonly kind: 'application' | 'service-principal';
  readonly objectId: string;
}

export interface KeyClients {
  readonly graph: GraphClient;
  readonly signal?: AbortSignal | undefined;
  /** Is told the id of the request that changed something. */
  readonly onRequestId?: ((id: string) => void) | undefined;
}

/** An item of `keyCredentials` or `passwordCredentials`, exactly as the directory gave it. */
export type RawKey = Raw;

export interface DirectoryKeys {
  readonly secrets: readonly RawKey[];
  readonly certificates: readonly RawKey[];
}

/** What is added to `keyCredentials`: the public part of a certificate. */
export interface NewCertificate {
  /** Chosen before it is sent, so that it can be found again. */
  readonly keyId: string;
  readonly displayName: string;
  /** ISO 8601; within the validity of the certificate. */
  readonly start: string;
  readonly end: string;
  /** Base64 of the DER form. */
  readonly key: string;
}

/** Below the service's root, without version. */
export function holderPath({ kind, objectId }: KeyHolder): string {
  return `/${kind === 'application' ? 'applications' : 'servicePrincipals'}/${objectId}`;
}

/**
 * Reads what an object holds now. Without `$select`, the keys come without their public values, the form in which Graph
 * takes unchanged keys back: an item that differs in anything else is refused ("Update to existing credential with KeyId
 * ... is not allowed").
 * @throws ServiceFailure
 */
export async function readKeys(holder: KeyHolder, { graph, signal }: KeyClients): Promise<DirectoryKeys> {
  const item = (await graph.read(holderPath(holder), { what: WHAT, signal })) as Raw | undefined;
  return {
    secrets: listOf(item?.['passwordCredentials']) as RawKey[],
    certificates: listOf(item?.['keyCredentials']) as RawKey[],
  };
}

/** @throws ServiceFailure */
export async function removeSecret(holder: KeyHolder, keyId: string, clients: KeyClients): Promise<void> {
  await change('POST', `${holderPath(holder)}/removePassword`, { keyId }, clients);
}

/**
 * Adds a certificate beside all that are there. `addKey` and `removeKey` ask for a proof that only the holder of a private
 * key can make, so the collection is written as a whole: it is read immediately before, and goes back as it came.
 * @throws ServiceFailure
 */
export async function addCertificate(
  holder: KeyHolder,
  certificate: NewCertificate,
  clients: KeyClients,
): Promise<void> {
  const { certificates } = await readKeys(holder, clients);
  await writeCertificates(holder, withCertificate(certificates, certificate), clients);
}

/** Removes one certificate and leaves all others. @throws ServiceFailure */
export async function removeCertificate(holder: KeyHolder, keyId: string, clients: KeyClients): Promise<void> {
  const { certificates } = await readKeys(holder, clients);
  await writeCertificates(holder, withoutCertificate(certificates, keyId), clients);
}

export function withCertificate(
  certificates: readonly RawKey[],
  { keyId, displayName, start, end, key }: NewCertificate,
): readonly RawKey[] {
  const added = {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    keyId,
    displayName,
    startDateTime: start,
    endDateTime: end,
    key,
  };
  return [...certificates, added];
}

export function withoutCertificate(certificates: readonly RawKey[], keyId: string): readonly RawKey[] {
  return certificates.filter((each) => idOf(each['keyId']) !== keyId.toLowerCase());
}

/**
 * Those among keys that cannot be written back with certainty: without an id, or of another kind than the public part of a
 * certificate (a key that signs SAML assertions has a private half that Graph never shows).
 */
export function unwritable(keys: readonly RawKey[]): readonly RawKey[] {
  return keys.filter(
    (key) => idOf(key['keyId']) === undefined || key['type'] !== 'AsymmetricX509Cert' || key['usage'] !== 'Verify',
  );
}

/** How a person tells a key from others. */
export function keyName(key: RawKey): string {
  return textOf(key['displayName']) ?? textOf(key['keyId']) ?? 'without a name';
}

const WHAT = 'the credentials';

async function writeCertificates(
  holder: KeyHolder,
  keyCredentials: readonly RawKey[],
  clients: KeyClients,
): Promise<void> {
  // Judged again: somebody may have added one since a person confirmed.
  if (unwritable(keyCredentials).length > 0) {
    const detail = 'It has a key that cannot be written back.';
    throw new ServiceFailure({ kind: 'rejected', what: WHAT, status: 0, code: '', detail });
  }
  await change('PATCH', holderPath(holder), { keyCredentials }, clients);
}

async function change(
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown,
  { graph, signal, onRequestId }: KeyClients,
): Promise<void> {
  await graph.change(method, path, body, { what: WHAT, signal, onRequestId });
}
