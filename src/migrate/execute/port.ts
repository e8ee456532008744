import type { LastUse } from '../../tenant/change/last-use.ts';
import type { FederatedTrust } from '../../tenant/model/credential.ts';
import type { NewTrust, TenantCall } from '../plan.ts';

/** Whether new client secrets are kept out: by a policy, or not, or another policy is in the way. */
export type SecretPolicy = 'forbidden' | 'allowed' | 'other-policy';

/**
 * What a plan asks of a tenant and does to it. Every function throws a `ServiceFailure` where the service does not answer
 * or says no; of kind `unavailable` where it is open whether a change was made.
 */
export interface TenantPort {
  trusts(call: TenantCall): Promise<readonly FederatedTrust[]>;
  addTrust(call: TenantCall, trust: NewTrust): Promise<void>;
  /** Ids of the client secrets that the object has, lower case. */
  secretIds(call: TenantCall): Promise<readonly string[]>;
  lastUse(call: TenantCall): Promise<LastUse>;
  removeSecret(call: TenantCall): Promise<void>;
  secretPolicy(call: TenantCall): Promise<SecretPolicy>;
  /** Makes the policy where there is none yet, and assigns it. */
  forbidSecrets(call: TenantCall): Promise<void>;
  /** Under which the service knows the last change that it made. */
  requestId?(): string | undefined;
}
