import { createHash } from 'node:crypto';
import { Collection, type GraphObject } from './collection.ts';
import { GRAPH_APP_ID } from './well-known.ts';

/** So long logs go back with a licence for Entra ID P1. Source: "Microsoft Entra data retention". */
export const LOG_DAYS = 30;

/** One sign-in of an identity as itself. */
export interface SignIn {
  readonly appId: string;
  readonly name: string;
  readonly principalId: string;
  /** ISO 8601. */
  readonly time: string;
  readonly proof: 'clientSecret' | 'certificate' | 'federatedIdentityCredential' | 'managedIdentity' | 'none';
  /** Of the secret or certificate. */
  readonly keyId?: string | undefined;
}

/** An item of beta `auditLogs/signIns`. */
export function signInEntry({ appId, name, principalId, time, proof, keyId }: SignIn): GraphObject {
  return {
    id: guidOf(`${appId} ${time} ${keyId ?? ''}`),
    createdDateTime: time,
    appId,
    appDisplayName: name,
    servicePrincipalId: principalId,
    servicePrincipalName: name,
    servicePrincipalCredentialKeyId: keyId ?? '',
    signInEventTypes: [proof === 'managedIdentity' ? 'managedIdentity' : 'servicePrincipal'],
    clientCredentialType: proof,
    isInteractive: false,
    ipAddress: '203.0.113.7',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: GRAPH_APP_ID,
    correlationId: guidOf(`correlation ${appId} ${time}`),
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    userId: '',
    userDisplayName: null,
    userPrincipalName: null,
  };
}

/** Entries of a log, the newest first. */
export function signInLog(signIns: readonly SignIn[], now: number): Collection {
  const first = now - LOG_DAYS * 86_400_000;
  const kept = signIns.filter(({ time }) => Date.parse(time) >= first);
  return Collection.of(kept.sort((a, b) => Date.parse(b.time) - Date.parse(a.time)).map(signInEntry));
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
