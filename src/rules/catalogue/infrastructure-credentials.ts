import type { ResourceMode } from '../../model/resource.ts';
import type { CredentialKind } from './workflow-credentials.ts';

/**
 * Where infrastructure code signs in with a credential of an application or creates one, as data.
 * Facts: provider schemas of azurerm 5.2.0, azuread 3.9.0, azapi 2.12.0, azuredevops 1.16.0, fabric 1.13.0 and
 * power-platform 4.1.0; backend `azurerm` of Terraform 1.15; Microsoft Graph Bicep types v1.0 1.0.0.
 */

/** An attribute that holds a credential, and what works in its place. */
export interface CredentialAttributeRow {
  readonly mode: ResourceMode;
  /** Provider, backend or resource types that have it. */
  readonly types: readonly string[];
  readonly path: string;
  readonly credential: CredentialKind;
  /** Attributes that go with it and mean nothing without it. */
  readonly alsoRemove: readonly string[];
  /** Attributes to set so that the same identity signs in without the credential. */
  readonly instead: Readonly<Record<string, boolean>>;
}

/** A resource, or a part of one, that is a credential of an application by itself. */
export interface CredentialDeclarationRow {
  readonly types: readonly string[];
  /** The property that declares it; undefined where the whole resource does. */
  readonly path: string | undefined;
  readonly of: 'application' | 'service principal';
}

const PROVIDERS = ['azurerm', 'azuread', 'azapi', 'msgraph'];
const FABRIC_PROVIDERS = ['fabric', 'powerplatform', 'azuredevops'];
const USE_OIDC = { use_oidc: true };
const STATE_WITHOUT_KEY = { use_azuread_auth: true, use_oidc: true };

export const CREDENTIAL_ATTRIBUTES: readonly CredentialAttributeRow[] = [
  ...signIn('provider', PROVIDERS, USE_OIDC),
  ...signIn('backend', ['azurerm'], STATE_WITHOUT_KEY),
  attribute('backend', ['azurerm'], 'access_key', 'account key', STATE_WITHOUT_KEY),
  attribute('backend', ['azurerm'], 'sas_token', 'SAS token', STATE_WITHOUT_KEY),
  attribute('provider', FABRIC_PROVIDERS, 'client_secret', 'client secret', USE_OIDC),
  attribute('provider', FABRIC_PROVIDERS, 'client_certificate', 'client certificate', USE_OIDC, [
    'client_certificate_password',
  ]),
];

export const CREDENTIAL_DECLARATIONS: readonly CredentialDeclarationRow[] = [
  { types: ['azuread_application_password'], path: undefined, of: 'application' },
  { types: ['azuread_service_principal_password'], path: undefined, of: 'service principal' },
  { types: ['azuread_application'], path: 'password', of: 'application' },
  { types: ['Microsoft.Graph/applications'], path: 'passwordCredentials', of: 'application' },
  { types: ['Microsoft.Graph/servicePrincipals'], path: 'passwordCredentials', of: 'service principal' },
];

/** The arguments that the providers on HashiCorp's Azure SDK share. The order of credentials in that SDK is
 * certificate, secret, OIDC: one that is left over defeats `use_oidc`. */
function signIn(
  mode: ResourceMode,
  types: readonly string[],
  instead: Readonly<Record<string, boolean>>,
): readonly CredentialAttributeRow[] {
  return [
    attribute(mode, types, 'client_secret', 'client secret', instead),
    attribute(mode, types, 'client_secret_file_path', 'client secret', instead),
    attribute(mode, types, 'client_certificate', 'client certificate', instead, ['client_certificate_password']),
    attribute(mode, types, 'client_certificate_path', 'client certificate', instead, ['client_certificate_password']),
  ];
}

function attribute(
  mode: ResourceMode,
  types: readonly string[],
  path: string,
  credential: CredentialKind,
  instead: Readonly<Record<string, boolean>>,
  alsoRemove: readonly string[] = [],
): CredentialAttributeRow {
  return { mode, types, path, credential, alsoRemove, instead };
}
