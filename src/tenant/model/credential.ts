/**
 * A client secret or a certificate of an application or its service principal. Microsoft Graph `passwordCredential` and
 * `keyCredential`; the value itself is never read, kept or written.
 */
export interface KeyCredential {
  readonly kind: 'client-secret' | 'certificate';
  /** Graph allows it to be null. */
  readonly keyId?: string;
  /** The object that holds it. A secret on a service principal is not shown among the app registration's own. */
  readonly origin: CredentialOrigin;
  readonly displayName?: string;
  /** The first three characters of a client secret, as Graph and the portals show them. */
  readonly hint?: string;
  /** ISO 8601. */
  readonly start?: string;
  /** ISO 8601. Expired credentials stay in the directory until somebody removes them. */
  readonly end?: string;
  /** Hexadecimal SHA-1 of a certificate (`customKeyIdentifier`), upper case. */
  readonly thumbprint?: string;
  /** What else it is for than signing in as the identity; absent for an ordinary credential. */
  readonly purpose?: CredentialPurpose;
  /** Last sign-in with it, ISO 8601. Absent where none is on record: see the section `credential-sign-ins`. */
  readonly lastUsed?: string;
}

export const CREDENTIAL_ORIGINS = ['application', 'service-principal'] as const;

export type CredentialOrigin = (typeof CREDENTIAL_ORIGINS)[number];

/**
 * `saml-signing`: the key that signs the assertions users sign in to the application with, and the password and
 * verifying half that belong to it. `platform`: kept by Azure itself for a system-assigned identity.
 */
export const CREDENTIAL_PURPOSES = ['saml-signing', 'platform'] as const;

export type CredentialPurpose = (typeof CREDENTIAL_PURPOSES)[number];

/** A trust in tokens of another issuer. Exactly one of `subject` and `expression` is there. */
export interface FederatedTrust {
  /** Unique in the identity; the alternate key. */
  readonly name: string;
  /** Graph object id; absent where it was read from Azure Resource Manager. */
  readonly id?: string;
  readonly issuer: string;
  readonly subject?: string;
  /** A claims matching expression. */
  readonly expression?: string;
  readonly languageVersion?: number;
  readonly audiences: readonly string[];
  readonly description?: string;
}
