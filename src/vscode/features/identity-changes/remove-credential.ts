import * as vscode from 'vscode';
import type { IdentityChange } from '../../../migrate/execute/identity-change.ts';
import type { KeyHolder } from '../../../tenant/change/key-credentials.ts';
import { lastUseOfKey } from '../../../tenant/change/last-use.ts';
import type { KeyCredential } from '../../../tenant/model/credential.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import { type Begun, entraAction } from './begin-change.ts';
import { lose } from './losing.ts';

type Kind = KeyCredential['kind'];

/** Removes one client secret or certificate. @throws OperationError, UserCancelledError */
export async function removeCredential(begun: Begun, kind: Kind, given: KeyCredential | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const { identity, clients } = begun;
  const credential = given ?? (await chooseCredential(identity, kind));
  const { keyId } = credential;
  const holder = holderOf(identity, credential);
  if (keyId === undefined || !holder) {
    throw new OperationError(t('The directory gives it no id, so it cannot be named in a request.'), {
      actions: [entraAction(identity)],
    });
  }
  if (credential.purpose !== undefined)
    throw new OperationError(purposeText(credential), { actions: [entraAction(identity)] });
  const name = nameOf(credential);
  const isSecret = kind === 'client-secret';
  const change: IdentityChange = { operation: isSecret ? 'remove-secret' : 'remove-certificate', holder, keyId };
  await lose(begun, {
    change,
    lastUse: () => lastUseOfKey(keyId, clients),
    how: isSecret ? t('with the client secret "{0}"', name) : t('with the certificate "{0}"', name),
    title: isSecret
      ? t('Remove client secret "{0}" ({1})', name, keyId)
      : t('Remove certificate "{0}" ({1})', name, keyId),
    done: isSecret
      ? t('The client secret "{0}" of {1} is removed.', name, identity.displayName)
      : t('The certificate "{0}" of {1} is removed.', name, identity.displayName),
    question: {
      message: isSecret
        ? t('Remove the client secret "{0}" of {1}?', name, identity.displayName)
        : t('Remove the certificate "{0}" of {1}?', name, identity.displayName),
      facts: factsOf(credential),
      consequences: [
        isSecret
          ? t('Whatever still signs in with it fails from then on. It cannot be brought back.')
          : t('Whatever still signs in with its key fails from then on. It can be uploaded again.'),
      ],
      action: t('Remove'),
    },
  });
}

async function chooseCredential(identity: Identity, kind: Kind): Promise<KeyCredential> {
  const { t } = vscode.l10n;
  const found = identity.keyCredentials.filter((each) => each.kind === kind && each.purpose === undefined);
  if (found.length === 0) {
    throw new OperationError(
      kind === 'client-secret'
        ? t('{0} has no client secret.', identity.displayName)
        : t('{0} has no certificate.', identity.displayName),
    );
  }
  const items = found.map((credential) => ({
    label: nameOf(credential),
    description: credential.end === undefined ? t('never expires') : t('until {0}', credential.end.slice(0, 10)),
    detail: credential.lastUsed === undefined ? '' : t('Last used: {0}', credential.lastUsed.slice(0, 10)),
    credential,
  }));
  const title =
    kind === 'client-secret'
      ? t('Remove a Client Secret of {0}', identity.displayName)
      : t('Remove a Certificate of {0}', identity.displayName);
  return (await pick(items, { title, placeHolder: t('Which one?') })).credential;
}

function holderOf({ applicationId, servicePrincipalId }: Identity, { origin }: KeyCredential): KeyHolder | undefined {
  const objectId = origin === 'application' ? applicationId : servicePrincipalId;
  return objectId === undefined ? undefined : { kind: origin, objectId };
}

function purposeText({ purpose }: KeyCredential): string {
  const { t } = vscode.l10n;
  return purpose === 'platform'
    ? t('Azure keeps this credential itself and replaces it in time. It cannot be removed.')
    : t(
        'It signs the assertions that people sign in to the application with. Replace it on the single sign-on page of the application.',
      );
}

function nameOf({ displayName, hint, thumbprint, keyId }: KeyCredential): string {
  return displayName ?? (hint === undefined ? (thumbprint ?? keyId ?? '') : `${hint}…`);
}

function factsOf({ kind, keyId, hint, thumbprint, origin, end }: KeyCredential): readonly string[] {
  const { t } = vscode.l10n;
  return [
    t('Key ID: {0}', keyId ?? ''),
    ...(kind === 'client-secret' && hint !== undefined ? [t('Begins with: {0}', hint)] : []),
    ...(thumbprint === undefined ? [] : [t('Thumbprint: {0}', thumbprint)]),
    ...(origin === 'service-principal' ? [t('Held by: the service principal')] : []),
    end === undefined ? t('Never expires') : t('Until: {0}', end.slice(0, 10)),
  ];
}
