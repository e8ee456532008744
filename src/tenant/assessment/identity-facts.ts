import type { FederatedTrust, KeyCredential } from '../model/credential.ts';
import type { Identity } from '../model/identity.ts';
import { isLive } from '../model/lifetime.ts';
import { type Privilege, privilegesOf } from './privilege.ts';
import type { AssessmentSeverity } from './severity.ts';

/** An identity with what most checks ask of it, worked out once. */
export interface IdentityFacts {
  readonly identity: Identity;
  /** Credentials to sign in with that have not ended. */
  readonly live: readonly KeyCredential[];
  readonly secrets: readonly KeyCredential[];
  readonly certificates: readonly KeyCredential[];
  readonly trusts: readonly FederatedTrust[];
  /** Worst first. */
  readonly privileges: readonly Privilege[];
  /** The worst of them; undefined where nothing is held. */
  readonly tier: AssessmentSeverity | undefined;
  /** Registered in this tenant, and an application. */
  readonly isOwnApplication: boolean;
  readonly isManaged: boolean;
  /** Whether anybody can sign in as it with something. */
  readonly canSignIn: boolean;
}

const NONE: readonly KeyCredential[] = [];

export function identityFacts(identity: Identity, now: number): IdentityFacts {
  const { keyCredentials, federatedCredentials, kind } = identity;
  const live = keyCredentials.length === 0 ? NONE : keyCredentials.filter((each) => isLive(each, now));
  const of = (wanted: KeyCredential['kind']) =>
    live.length === 0 ? NONE : live.filter((credential) => credential.kind === wanted);
  const privileges = privilegesOf(identity);
  const isManaged = kind === 'managed-identity';
  return {
    identity,
    live,
    secrets: of('client-secret'),
    certificates: of('certificate'),
    trusts: federatedCredentials,
    privileges,
    tier: privileges[0]?.tier,
    isOwnApplication: kind === 'application' && identity.ownership === 'own',
    isManaged,
    canSignIn: isManaged || live.length > 0 || federatedCredentials.length > 0,
  };
}

/** Whether it may do what leads to a whole tenant, subscription or the data of everybody. */
export function isPrivileged({ tier }: Pick<IdentityFacts, 'tier'>): boolean {
  return tier === 'critical' || tier === 'high';
}
