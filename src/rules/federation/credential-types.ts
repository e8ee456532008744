/** Where a resource type declares the parts of a federated credential. */
export interface CredentialRow {
  readonly types: readonly string[];
  readonly holder: 'application' | 'managed identity';
  readonly issuer: string;
  readonly subject: string | undefined;
  /** The text of the claims matching expression. */
  readonly expression: string | undefined;
  /** Where the version of the expression language is, or the version itself where the type fixes it. */
  readonly languageVersion: string | number | undefined;
  readonly audience: string;
  /** Where the credential's own name is. */
  readonly name: string;
}

/**
 * Facts: Microsoft Graph Bicep types v1.0 and beta, bicep-types-az microsoft.managedidentity (2022-01-31-preview to
 * 2025-05-31-preview), azuread 3.9.0, azurerm 4.x and 5.2.0 (both spell these attributes alike).
 */
export const FEDERATED_CREDENTIALS: readonly CredentialRow[] = [
  {
    types: ['Microsoft.Graph/applications/federatedIdentityCredentials'],
    holder: 'application',
    issuer: 'issuer',
    subject: 'subject',
    expression: 'claimsMatchingExpression.value',
    languageVersion: 'claimsMatchingExpression.languageVersion',
    audience: 'audiences',
    name: 'name',
  },
  {
    types: ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials'],
    holder: 'managed identity',
    issuer: 'properties.issuer',
    subject: 'properties.subject',
    expression: 'properties.claimsMatchingExpression.value',
    languageVersion: 'properties.claimsMatchingExpression.languageVersion',
    audience: 'properties.audiences',
    name: 'name',
  },
  {
    types: ['azuread_application_federated_identity_credential'],
    holder: 'application',
    issuer: 'issuer',
    subject: 'subject',
    expression: undefined,
    languageVersion: undefined,
    audience: 'audiences',
    name: 'display_name',
  },
  {
    types: ['azuread_application_flexible_federated_identity_credential'],
    holder: 'application',
    issuer: 'issuer',
    subject: undefined,
    expression: 'claims_matching_expression',
    languageVersion: 1,
    audience: 'audience',
    name: 'display_name',
  },
  {
    types: ['azurerm_federated_identity_credential'],
    holder: 'managed identity',
    issuer: 'issuer',
    subject: 'subject',
    expression: undefined,
    languageVersion: undefined,
    audience: 'audience',
    name: 'name',
  },
];

/** Modules of registries that make credentials of what they are passed; `argument` absent: of the arguments themselves. */
export interface CredentialModule {
  /** The path in the registry. */
  readonly path: string;
  readonly argument: string | undefined;
  readonly row: CredentialRow;
}

const PASSED: CredentialRow = {
  types: [],
  holder: 'managed identity',
  issuer: 'issuer',
  subject: 'subject',
  expression: undefined,
  languageVersion: undefined,
  audience: 'audiences',
  name: 'name',
};

/** Azure/bicep-registry-modules, `avm/res/managed-identity/user-assigned-identity/main.bicep` and its child module. */
export const CREDENTIAL_MODULES: readonly CredentialModule[] = [
  {
    path: 'avm/res/managed-identity/user-assigned-identity',
    argument: 'federatedIdentityCredentials',
    row: PASSED,
  },
  {
    path: 'avm/res/managed-identity/user-assigned-identity/federated-identity-credential',
    argument: undefined,
    row: PASSED,
  },
];
