import type { FederatedTrust } from '../model/credential.ts';
import { isServiceFailure } from '../request/failure.ts';
import { MAX_FEDERATED_CREDENTIALS } from './federated-credentials.ts';
import type { CredentialHolder } from './holder.ts';

/** Why a credential cannot be added. */
export type Obstacle =
  | { readonly kind: 'duplicate'; readonly existing: FederatedTrust }
  | { readonly kind: 'name-taken'; readonly existing: FederatedTrust }
  | { readonly kind: 'limit' };

/** What stands in the way of a credential beside those that an identity has; undefined where nothing does. */
export function obstacleTo(trust: FederatedTrust, existing: readonly FederatedTrust[]): Obstacle | undefined {
  const same = existing.find(
    (each) => each.issuer === trust.issuer && each.subject === trust.subject && each.expression === trust.expression,
  );
  if (same) return { kind: 'duplicate', existing: same };
  const named = existing.find(({ name }) => name.toLowerCase() === trust.name.toLowerCase());
  if (named) return { kind: 'name-taken', existing: named };
  return existing.length >= MAX_FEDERATED_CREDENTIALS ? { kind: 'limit' } : undefined;
}

export function obstacleText(obstacle: Obstacle, { displayName }: CredentialHolder): string {
  switch (obstacle.kind) {
    case 'duplicate':
      return `${displayName} trusts this already: its federated credential "${obstacle.existing.name}" has the same issuer and subject. Nothing needs to be added.`;
    case 'name-taken':
      return `${displayName} has a federated credential named "${obstacle.existing.name}" already, for another subject. Choose another name.`;
    case 'limit':
      return `${displayName} has ${MAX_FEDERATED_CREDENTIALS} federated credentials, and Entra ID allows no more. Remove one that no workload uses, let one claims matching expression take the place of several, or use another identity.`;
  }
}

/** A failed change in words: what happened and what to do. Undefined for what is no answer of a service. */
export function changeFailureText(error: unknown, holder: CredentialHolder): string | undefined {
  if (!isServiceFailure(error)) return undefined;
  const { kind, detail, code } = error;
  const answer = detail === '' ? code : detail;
  if (/quota|too many federated/iu.test(detail)) return obstacleText({ kind: 'limit' }, holder);
  if (/must be unique|already exist/iu.test(detail)) {
    return `${holder.displayName} has a federated credential with this name, or with this issuer and subject, already. Refresh Workload Identities to see it.`;
  }
  if (/concurrent/iu.test(code)) {
    return `Another federated credential of ${holder.displayName} is being written. Azure takes one at a time: try again in a moment.`;
  }
  switch (kind) {
    case 'not-permitted':
      return `You may not change the federated credentials of ${holder.displayName}. ${permissionText(holder)} Or copy the change as an az command and give it to somebody who may.`;
    case 'sign-in':
      return `The sign-in has ended or asks for more proof. Sign in again, then repeat the change of ${holder.displayName}.`;
    case 'not-found':
      return `${holder.displayName} or its credential was not found: ${answer} Refresh Workload Identities.`;
    case 'policy':
      return `A policy of the tenant forbids this change of ${holder.displayName}: ${answer}`;
    case 'throttled':
    case 'unavailable':
      return `The service did not answer, and the change of ${holder.displayName} may not have been made. Refresh Workload Identities before you repeat it.`;
    default:
      return `The change of ${holder.displayName} was refused: ${answer}`;
  }
}

/** Learn, "Application registration permissions" and "Managed identities: workload identity federation". */
function permissionText({ kind }: CredentialHolder): string {
  return kind === 'application'
    ? 'It takes an owner of the application, or the role Application Administrator or Cloud Application Administrator, and the permission Application.ReadWrite.All for the sign-in.'
    : 'It takes the role Contributor or Owner on the managed identity, or the permission Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write.';
}
