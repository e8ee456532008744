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
  },
  {
    types: ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials'],
    holder: 'managed identity',
    issuer: 'properties.issuer',
    subject: 'properties.subject',
    expression: 'properties.claimsMatchingExpression.value',
    languageVersion: 'properties.claimsMatchingExpression.languageVersion',
    audience: 'properties.audiences',
  },
  {
    types: ['azuread_application_federated_identity_credential'],
    holder: 'application',
    issuer: 'issuer',
    subject: 'subject',
    expression: undefined,
    languageVersion: undefined,
    audience: 'audiences',
  },
  {
    types: ['azuread_application_flexible_federated_identity_credential'],
    holder: 'application',
    issuer: 'issuer',
    subject: undefined,
    expression: 'claims_matching_expression',
    languageVersion: 1,
    audience: 'audience',
  },
  {
    types: ['azurerm_federated_identity_credential'],
    holder: 'managed identity',
    issuer: 'issuer',
    subject: 'subject',
    expression: undefined,
    languageVersion: undefined,
    audience: 'audience',
  },
];
