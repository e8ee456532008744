import type { CredentialRestriction } from '../model/policies.ts';

/** A kind of restriction that Keyless knows how to write. */
export interface RestrictionType {
  readonly type: string;
  readonly credential: CredentialRestriction['credential'];
  /** What it does, to people who choose. */
  readonly title: string;
  readonly detail: string;
  /** Of restrictions of lifetimes: how long, in days, unless somebody says otherwise. */
  readonly days?: number;
  /** Whether it needs the ids of configurations of certificate authorities. */
  readonly hasAuthorities?: true;
}

/**
 * Restrictions of credentials, each once in a policy. Source: Microsoft Graph beta, `passwordCredentialConfiguration` and
 * `keyCredentialConfiguration`. None is about federated credentials.
 */
export const RESTRICTION_TYPES: readonly RestrictionType[] = [
  {
    type: 'passwordAddition',
    credential: 'client-secret',
    title: 'Block new client secrets',
    detail: 'Nobody can add one. Those that exist keep working until they end.',
  },
  {
    type: 'passwordLifetime',
    credential: 'client-secret',
    title: 'Limit the lifetime of client secrets',
    detail: 'A new one has to live less than so many days.',
    days: 180,
  },
  {
    type: 'customPasswordAddition',
    credential: 'client-secret',
    title: 'Block client secrets that people choose',
    detail: 'Entra ID makes up the text of every new one.',
  },
  {
    type: 'symmetricKeyAddition',
    credential: 'client-secret',
    title: 'Block new symmetric keys',
    detail: 'Keys that are shared with a service, of which SAML applications have some.',
  },
  {
    type: 'symmetricKeyLifetime',
    credential: 'client-secret',
    title: 'Limit the lifetime of symmetric keys',
    detail: 'A new one has to live less than so many days.',
    days: 180,
  },
  {
    type: 'asymmetricKeyLifetime',
    credential: 'certificate',
    title: 'Limit the lifetime of certificates',
    detail: 'A new one has to live less than so many days.',
    days: 180,
  },
  {
    type: 'trustedCertificateAuthority',
    credential: 'certificate',
    title: 'Accept certificates of trusted authorities only',
    detail: 'Needs certificate authorities that the tenant was told of. Microsoft Graph beta.',
    hasAuthorities: true,
  },
];

export function restrictionType(type: string): RestrictionType | undefined {
  return RESTRICTION_TYPES.find((each) => each.type === type);
}
