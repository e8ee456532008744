import { readAccountEnabled, writeAccountEnabled } from '../../tenant/change/account-enabled.ts';
import {
  addCertificate,
  holderPath,
  type KeyClients,
  type KeyHolder,
  keyName,
  type NewCertificate,
  type RawKey,
  readKeys,
  removeCertificate,
  removeSecret,
  unwritable,
  withCertificate,
  withoutCertificate,
} from '../../tenant/change/key-credentials.ts';
import { lastUseOfIdentity, lastUseOfKey } from '../../tenant/change/last-use.ts';
import { idOf } from '../../tenant/sync/raw.ts';
import { objectionToLoss, type UseOptions } from './make-call.ts';
import type { Standing, TenantChange } from './make-change.ts';
import type { RequestPreview } from './preview.ts';

/** A change of one identity that a person asks for, without a plan. */
export type IdentityChange = AddCertificate | RemoveKey | SetEnabled;

export interface AddCertificate {
  readonly operation: 'add-certificate';
  readonly holder: KeyHolder;
  readonly certificate: NewCertificate;
}

export interface RemoveKey {
  readonly operation: 'remove-secret' | 'remove-certificate';
  readonly holder: KeyHolder;
  readonly keyId: string;
}

export interface SetEnabled {
  readonly operation: 'disable' | 'enable';
  readonly clientId: string;
  /** Of the service principal. */
  readonly objectId: string;
}

/** Object id of what is changed. */
export function objectIdOf(change: IdentityChange): string {
  return 'holder' in change ? change.holder.objectId : change.objectId;
}

/** Whether something stops working by it. */
export function isLoss({ operation }: IdentityChange): boolean {
  return operation !== 'add-certificate' && operation !== 'enable';
}

/** What is sent, and which keys of the object stay, for a person to confirm. */
export interface ChangePreview {
  readonly request: RequestPreview;
  /** The certificates that are written back with a change of one, by their names. */
  readonly kept: readonly string[];
}

/**
 * What a change sends as things are now, to be read by a person before.
 * @throws ServiceFailure
 */
export async function previewChange(change: IdentityChange, clients: KeyClients): Promise<ChangePreview> {
  const request = (method: string, path: string, body: unknown): RequestPreview => ({
    service: 'Microsoft Graph',
    method,
    path,
    body,
  });
  switch (change.operation) {
    case 'disable':
    case 'enable': {
      const path = holderPath({ kind: 'service-principal', objectId: change.objectId });
      return { request: request('PATCH', path, { accountEnabled: change.operation === 'enable' }), kept: [] };
    }
    case 'remove-secret':
      return {
        request: request('POST', `${holderPath(change.holder)}/removePassword`, { keyId: change.keyId }),
        kept: [],
      };
    default: {
      const { certificates } = await readKeys(change.holder, clients);
      const keyCredentials = certificatesAfter(change, certificates);
      const kept = keyCredentials.filter((each) => certificates.includes(each)).map(keyName);
      return { request: request('PATCH', holderPath(change.holder), { keyCredentials }), kept };
    }
  }
}

function certificatesAfter(change: AddCertificate | RemoveKey, certificates: readonly RawKey[]): readonly RawKey[] {
  return change.operation === 'add-certificate'
    ? withCertificate(certificates, change.certificate)
    : withoutCertificate(certificates, change.keyId);
}

/**
 * A change as `makeChange` makes it. Taking something away is objected to while somebody signs in with it, or where that
 * cannot be known and nobody has acknowledged it.
 * @param now milliseconds since 1970
 */
export function identityChange(
  change: IdentityChange,
  clients: KeyClients,
  use: UseOptions,
  now: () => number,
): TenantChange {
  let requestId: string | undefined;
  const telling = {
    ...clients,
    onRequestId: (id: string) => {
      requestId = id;
    },
  };
  const common = { requestId: () => requestId };
  switch (change.operation) {
    case 'disable':
    case 'enable': {
      const { operation, objectId, clientId } = change;
      const wanted = operation === 'enable';
      return {
        ...common,
        stands: async () => ((await readAccountEnabled(objectId, clients)) === wanted ? 'made' : 'open'),
        objection: async () =>
          wanted ? undefined : objectionToLoss(await lastUseOfIdentity(clientId, clients), 'as it', use, now()),
        send: () => writeAccountEnabled(objectId, wanted, telling),
      };
    }
    case 'remove-secret':
      return { ...common, ...secretRemoval(change, clients, telling, use, now) };
    default:
      return { ...common, ...certificateChange(change, clients, telling, use, now) };
  }
}

function secretRemoval(
  { holder, keyId }: RemoveKey,
  clients: KeyClients,
  telling: KeyClients,
  use: UseOptions,
  now: () => number,
): TenantChange {
  return {
    stands: async () => (has((await readKeys(holder, clients)).secrets, keyId) ? 'open' : 'made'),
    objection: async () => objectionToLoss(await lastUseOfKey(keyId, clients), 'with it', use, now()),
    send: () => removeSecret(holder, keyId, telling),
  };
}

function certificateChange(
  change: AddCertificate | RemoveKey,
  clients: KeyClients,
  telling: KeyClients,
  use: UseOptions,
  now: () => number,
): TenantChange {
  const { holder } = change;
  const isAddition = change.operation === 'add-certificate';
  const keyId = isAddition ? change.certificate.keyId : change.keyId;
  let before: readonly RawKey[] = [];
  const stands = async (): Promise<Standing> => {
    const { certificates } = await readKeys(holder, clients);
    if (has(certificates, keyId) === isAddition) return 'made';
    before = certificates;
    const [fixed] = unwritable(certificatesAfter(change, certificates).filter((each) => certificates.includes(each)));
    if (!fixed) return 'open';
    return {
      obstacle: `It has a key that Microsoft Graph does not take back as it gives it ("${keyName(fixed)}"), and certificates are written all at once. Change this one in the Entra admin center.`,
    };
  };
  return {
    stands,
    objection: async () =>
      isAddition ? undefined : objectionToLoss(await lastUseOfKey(keyId, clients), 'with it', use, now()),
    send: () =>
      isAddition ? addCertificate(holder, change.certificate, telling) : removeCertificate(holder, keyId, telling),
    aftermath: () => lossText(before, keyId, holder, clients),
  };
}

/** Where a certificate that should have stayed is gone: somebody else wrote at the same moment. */
async function lossText(
  before: readonly RawKey[],
  keyId: string,
  holder: KeyHolder,
  clients: KeyClients,
): Promise<string | undefined> {
  try {
    const { certificates } = await readKeys(holder, clients);
    const lost = before.filter((each) => {
      const id = idOf(each['keyId']) ?? '';
      return id !== keyId.toLowerCase() && !has(certificates, id);
    });
    if (lost.length === 0) return undefined;
    return `Another certificate is gone as well, which somebody else may have removed: ${lost.map(keyName).join(', ')}.`;
  } catch {
    return undefined;
  }
}

function has(keys: readonly RawKey[], keyId: string): boolean {
  return keys.some((each) => idOf(each['keyId']) === keyId.toLowerCase());
}
