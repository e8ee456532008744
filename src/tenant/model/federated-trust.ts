import { type Breadth, breadth } from '../../federation/breadth/breadth.ts';
import { type FederatedCredential, knownCredential } from '../../federation/credential.ts';
import type { PlatformId } from '../../federation/issuers/platform.ts';
import { platformOfCredential } from '../../federation/issuers/registry.ts';
import type { FederatedTrust } from './credential.ts';

/** What kind of workload a federated credential lets in, in the words of the Entra admin center. */
export interface TrustScenario {
  readonly platform?: PlatformId;
  /** `GitHub Enterprise Server`, `Azure Kubernetes Service`. `Other issuer` where Keyless does not know it. */
  readonly product: string;
}

/** A credential of the tenant as the federation engine takes it. */
export function federatedCredential(trust: FederatedTrust): FederatedCredential {
  return knownCredential({
    issuer: trust.issuer,
    subject: trust.subject,
    expression: trust.expression,
    languageVersion: trust.languageVersion,
    audience: trust.audiences[0],
  });
}

/** The platform whose tokens it accepts. */
export function trustScenario(trust: FederatedTrust): TrustScenario {
  const known = platformOfCredential(federatedCredential(trust));
  if (!known) return { product: 'Other issuer' };
  return { platform: known.platform.id, product: known.form?.product ?? known.platform.name };
}

/** Who else can obtain a token that it accepts; undefined where that cannot be told. Milliseconds for a hard pattern. */
export function trustBreadth(trust: FederatedTrust): Breadth | undefined {
  return breadth(federatedCredential(trust));
}
