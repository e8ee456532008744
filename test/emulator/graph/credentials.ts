import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { badRequest, GraphFailure } from '../odata/error.ts';
import type { GraphObject } from '../tenant/collection.ts';
import { objectOf } from './answers.ts';
import { checkPolicies } from './policy-check.ts';
import { bodyOf, firstOf, type GraphAnswer, type GraphCall, type GraphHandler, NO_CONTENT, ok } from './request.ts';

const TWO_YEARS = 2 * 365 * 86_400_000;

type Holder = 'applications' | 'servicePrincipals';
type Item = Readonly<Record<string, unknown>>;

/** Secrets and certificates of applications and service principals. */
export const CREDENTIALS: Readonly<Record<string, GraphHandler>> = Object.fromEntries(
  (['applications', 'servicePrincipals'] as const).flatMap((name): readonly (readonly [string, GraphHandler])[] => [
    [`POST /${name}/{}/addPassword`, (call) => addPassword(call, name)],
    [`POST /${name}/{}/removePassword`, (call) => remove(call, name, 'passwordCredentials')],
    [`POST /${name}/{}/addKey`, (call) => addKey(call, name)],
    [`POST /${name}/{}/removeKey`, (call) => remove(call, name, 'keyCredentials')],
  ]),
);

function addPassword(call: GraphCall, name: Holder): GraphAnswer {
  const { state } = call;
  const holder = writable(call, name);
  const asked = (bodyOf(call)['passwordCredential'] ?? {}) as Item;
  const start = timeOf(asked['startDateTime'], 'startDateTime') ?? state.now();
  const end = timeOf(asked['endDateTime'], 'endDateTime') ?? start + TWO_YEARS;
  if (end <= start)
    throw badRequest('The end date of the credential has to be after its start date.', 'KeyCredentialsInvalidEndDate');
  checkPolicies(state.tenant, holder, typeOf(name), { kind: 'passwordCredentials', start, end });
  const secretText = randomBytes(30).toString('base64url');
  const credential = {
    customKeyIdentifier: null,
    displayName: typeof asked['displayName'] === 'string' ? asked['displayName'] : null,
    endDateTime: new Date(end).toISOString(),
    hint: secretText.slice(0, 3),
    keyId: randomUUID(),
    secretText: null,
    startDateTime: new Date(start).toISOString(),
  };
  state.tenant.update(name, holder.id, {
    passwordCredentials: [...itemsOf(holder, 'passwordCredentials'), credential],
  });
  return ok(call, 'microsoft.graph.passwordCredential', { ...credential, secretText });
}

function addKey(call: GraphCall, name: Holder): GraphAnswer {
  const holder = writable(call, name);
  const { keyCredential, proof } = bodyOf(call);
  requireProof(call, holder, proof);
  const key = newKey(keyCredential as Item);
  check(call, holder, name, key);
  call.state.tenant.update(name, holder.id, { keyCredentials: [...itemsOf(holder, 'keyCredentials'), key] });
  return ok(call, 'microsoft.graph.keyCredential', { ...key, key: null });
}

function remove(call: GraphCall, name: Holder, kind: 'passwordCredentials' | 'keyCredentials'): GraphAnswer {
  const holder = writable(call, name);
  const { keyId, proof } = bodyOf(call);
  if (kind === 'keyCredentials') requireProof(call, holder, proof);
  const items = itemsOf(holder, kind);
  const kept = items.filter((item) => String(item['keyId']).toLowerCase() !== String(keyId).toLowerCase());
  if (kept.length === items.length) {
    throw badRequest(
      `No ${kind === 'keyCredentials' ? 'key' : 'password'} credential found with keyId '${String(keyId)}'.`,
    );
  }
  call.state.tenant.update(name, holder.id, { [kind]: kept });
  return NO_CONTENT;
}

/**
 * The keys that replace those of an object in a PATCH. One that is there already has to come back as it was read, with or
 * without its public value. Source of the refusal: Azure/azure-powershell#6784 and Azure/azure-cli#9124.
 * @throws GraphFailure
 */
export function replacedKeys(call: GraphCall, name: Holder, holder: GraphObject, value: unknown): readonly Item[] {
  if (!Array.isArray(value)) throw badRequest('keyCredentials has to be a list.');
  const known = new Map(itemsOf(holder, 'keyCredentials').map((item) => [item['keyId'], item]));
  return value.map((item: Item) => {
    const before = known.get(item['keyId']);
    if (before) return unchanged(before, item);
    const key = newKey(item);
    check(call, holder, name, key);
    return key;
  });
}

function unchanged(before: Item, item: Item): Item {
  const differs = Object.entries(before).some(([name, value]) => {
    if (name === 'key') return typeof item['key'] === 'string' && item['key'] !== value;
    return JSON.stringify(item[name] ?? null) !== JSON.stringify(value ?? null);
  });
  if (differs) {
    throw badRequest(`Update to existing credential with KeyId '${String(before['keyId'])}' is not allowed.`);
  }
  return before;
}

function newKey(asked: Item | undefined): Item {
  if (!asked || typeof asked['key'] !== 'string')
    throw badRequest('The key credential has no key.', 'KeyCredentialsInvalid');
  const start = timeOf(asked['startDateTime'], 'startDateTime') ?? Date.now();
  const end = timeOf(asked['endDateTime'], 'endDateTime') ?? start + TWO_YEARS / 2;
  const der = Buffer.from(asked['key'], 'base64');
  checkCertificate(der, start, end, asked['type'] ?? 'AsymmetricX509Cert');
  return {
    // A thumbprint where nobody gives another name (Graph, `keyCredential`).
    customKeyIdentifier: asked['customKeyIdentifier'] ?? createHash('sha1').update(der).digest('base64'),
    displayName: asked['displayName'] ?? null,
    endDateTime: new Date(end).toISOString(),
    key: asked['key'],
    keyId: asked['keyId'] ?? randomUUID(),
    startDateTime: new Date(start).toISOString(),
    type: asked['type'] ?? 'AsymmetricX509Cert',
    usage: asked['usage'] ?? 'Verify',
  };
}

/** @throws GraphFailure for bytes that are no certificate, and for a time in which it is not valid */
function checkCertificate(der: Buffer, start: number, end: number, type: unknown): void {
  if (type !== 'AsymmetricX509Cert') return;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch {
    throw badRequest('The key credential is no certificate.', 'KeyCredentialsInvalid');
  }
  // Dates of certificates have no fractions of a second.
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  if (end > to + 999 || end <= start) {
    throw badRequest('Key credential end date is invalid.', 'KeyCredentialsInvalidEndDate');
  }
  if (start < from) throw badRequest('Key credential start date is invalid.', 'KeyCredentialsInvalidStartDate');
}

function check({ state }: GraphCall, holder: GraphObject, name: Holder, key: Item): void {
  checkPolicies(state.tenant, holder, typeOf(name), {
    kind: 'keyCredentials',
    start: Date.parse(String(key['startDateTime'])),
    end: Date.parse(String(key['endDateTime'])),
  });
}

/** A JWT in the name of the object, valid for ten minutes at most. Its signature is not checked. */
function requireProof({ state }: GraphCall, holder: GraphObject, proof: unknown): void {
  const fail = () => new GraphFailure(401, 'Authentication_MissingOrMalformed', 'Access Token missing or malformed.');
  const part = typeof proof === 'string' ? proof.split('.')[1] : undefined;
  if (part === undefined) throw fail();
  let claims: Item;
  try {
    claims = JSON.parse(Buffer.from(part, 'base64url').toString()) as Item;
  } catch {
    throw fail();
  }
  const [from, to, now] = [Number(claims['nbf']), Number(claims['exp']), state.now() / 1_000];
  const isValid = from <= now + 300 && to > now && to - from <= 600 && claims['iss'] === holder.id;
  if (!isValid || claims['aud'] !== '00000002-0000-0000-c000-000000000000') throw fail();
}

/** @throws GraphFailure for a managed identity, which Azure alone may change */
function writable(call: GraphCall, name: Holder): GraphObject {
  const holder = objectOf(call.state.tenant.collection(name), firstOf(call));
  if (holder['servicePrincipalType'] === 'ManagedIdentity') {
    throw new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  return holder;
}

function itemsOf(holder: GraphObject, kind: string): readonly Item[] {
  return (holder[kind] ?? []) as readonly Item[];
}

function typeOf(name: Holder): 'application' | 'servicePrincipal' {
  return name === 'applications' ? 'application' : 'servicePrincipal';
}

function timeOf(value: unknown, property: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw badRequest(`Cannot convert the value of '${property}' to the type 'Edm.DateTimeOffset'.`);
  return time;
}
