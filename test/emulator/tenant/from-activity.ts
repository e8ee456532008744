import type { Identity } from '../../../src/tenant/model/identity.ts';
import { Collection } from './collection.ts';
import { type SignIn, signInLog } from './sign-in-log.ts';
import { GRAPH_APP_ID } from './well-known.ts';

/**
 * Sign-ins and risks of an inventory as Graph answers them.
 * @param now of the inventory, milliseconds since 1970
 */
export function activityOf(identities: readonly Identity[], now: number) {
  const activity = (time: string | undefined) =>
    time === undefined ? null : { lastSignInDateTime: time, lastSignInRequestId: null };
  return {
    servicePrincipalSignIns: Collection.of(
      identities.flatMap(({ signIns, clientId }) =>
        signIns === undefined
          ? []
          : [
              {
                id: Buffer.from(clientId).toString('base64url'),
                appId: clientId,
                lastSignInActivity: activity(signIns.application ?? signIns.delegated),
                applicationAuthenticationClientSignInActivity: activity(signIns.application),
                applicationAuthenticationResourceSignInActivity: activity(signIns.applicationResource),
                delegatedClientSignInActivity: activity(signIns.delegated),
                delegatedResourceSignInActivity: activity(signIns.delegatedResource),
              },
            ],
      ),
    ),
    credentialSignIns: Collection.of(
      identities.flatMap(({ keyCredentials, clientId, applicationId, servicePrincipalId }) =>
        keyCredentials
          .filter(({ lastUsed }) => lastUsed !== undefined)
          .map(({ keyId = '', kind, origin, start, end, lastUsed }) => ({
            id: Buffer.from(`${keyId}|${origin === 'application' ? 'application' : 'servicePrincipal'}`).toString(
              'base64',
            ),
            keyId,
            keyType: kind === 'certificate' ? 'certificate' : 'clientSecret',
            keyUsage: 'verify',
            appId: clientId,
            appObjectId: applicationId ?? null,
            servicePrincipalObjectId: servicePrincipalId ?? null,
            resourceId: GRAPH_APP_ID,
            credentialOrigin: origin === 'application' ? 'application' : 'servicePrincipal',
            createdDateTime: start ?? null,
            expirationDateTime: end ?? null,
            signInActivity: activity(lastUsed),
          })),
      ),
    ),
    signInLogs: signInLog(identities.flatMap(signInsOf), now),
    riskyServicePrincipals: Collection.of(
      identities.flatMap(({ risk, servicePrincipalId, clientId, displayName, isEnabled }) =>
        risk === undefined || servicePrincipalId === undefined
          ? []
          : [
              {
                id: servicePrincipalId,
                appId: clientId,
                displayName,
                isEnabled,
                isProcessing: false,
                riskDetail: 'none',
                riskLastUpdatedDateTime: risk.updated ?? null,
                riskLevel: risk.level === 'unknown' ? 'unknownFutureValue' : risk.level,
                riskState: camelCase(risk.state),
                servicePrincipalType: 'Application',
              },
            ],
      ),
    ),
    riskDetections: Collection.of(
      identities.flatMap(({ risk, servicePrincipalId = '', clientId, displayName }) =>
        (risk?.detections ?? []).map(({ id, type, detected, keyIds }) => ({
          id,
          appId: clientId,
          servicePrincipalId,
          servicePrincipalDisplayName: displayName,
          riskEventType: type,
          detectedDateTime: detected ?? null,
          riskLevel: risk?.level ?? 'none',
          riskState: camelCase(risk?.state ?? 'none'),
          keyIds,
        })),
      ),
    ),
  };
}

/** The last sign-in with each credential, and the last one as itself where that was with none of them. */
function signInsOf(identity: Identity): readonly SignIn[] {
  const { clientId: appId, displayName: name, servicePrincipalId: principalId, signIns, keyCredentials } = identity;
  if (principalId === undefined) return [];
  const common = { appId, name, principalId };
  const withKeys = keyCredentials.flatMap(({ kind, keyId, lastUsed: time }): SignIn[] => {
    const proof = kind === 'certificate' ? 'certificate' : 'clientSecret';
    return time === undefined ? [] : [{ ...common, time, proof, keyId }];
  });
  const last = signIns?.application;
  if (last === undefined || withKeys.some(({ time }) => Date.parse(time) >= Date.parse(last))) return withKeys;
  const proof =
    identity.kind === 'managed-identity'
      ? 'managedIdentity'
      : identity.federatedCredentials.length > 0
        ? 'federatedIdentityCredential'
        : 'none';
  return [...withKeys, { ...common, time: last, proof }];
}

/** `at-risk` as Graph spells it. */
function camelCase(text: string): string {
  return text === 'unknown'
    ? 'unknownFutureValue'
    : text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
