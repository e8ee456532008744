/** A federated credential to be created, as far as the workspace tells; `<name>` stands for what it does not. */
export interface CredentialToCreate {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Its own name; made of the subject where absent. */
  readonly name?: string;
}

/** What it is created on, as far as that is known. */
export interface CredentialHolderInCode {
  readonly kind: 'application' | 'managed identity';
  /** Of an application. */
  readonly clientId?: string | undefined;
  /** Of a user-assigned identity. */
  readonly resourceId?: string | undefined;
}

/** More of them than anybody reads. */
const MAX_SHOWN = 3;

/**
 * Federated credentials as code blocks for the Azure CLI, Bicep and Terraform: for a user-assigned identity in Bicep
 * (API version 2024-11-30), for an application in the other two.
 */
export function credentialCode(credentials: readonly CredentialToCreate[]): string {
  const shown = credentials.slice(0, MAX_SHOWN);
  return [
    block(
      'sh',
      shown.map((one) => azCommand(one)),
    ),
    block(
      'bicep',
      shown.map((one) => bicepResource(one, { kind: 'managed identity' })),
    ),
    block(
      'terraform',
      shown.map((one) => terraformResource(one)),
    ),
  ].join('\n\n');
}

function block(language: string, parts: readonly string[]): string {
  return `\`\`\`${language}\n${parts.join('\n\n')}\n\`\`\``;
}

/** The command of the Azure CLI that creates it. */
export function azCommand(
  credential: CredentialToCreate,
  holder: CredentialHolderInCode = { kind: 'application' },
): string {
  const { issuer, subject, audience } = credential;
  const name = credentialName(credential);
  if (holder.kind === 'application') {
    const parameters = JSON.stringify({ name, issuer, subject, audiences: [audience] });
    return `az ad app federated-credential create --id ${holder.clientId ?? '<client-id>'} --parameters ${shellText(parameters)}`;
  }
  const { subscription, group, identity } = partsOf(holder.resourceId);
  return [
    `az identity federated-credential create --name ${name} --identity-name ${identity} --resource-group ${group}`,
    ...(subscription === undefined ? [] : [`--subscription ${subscription}`]),
    `--issuer ${shellText(issuer)} --subject ${shellText(subject)} --audiences ${shellText(audience)}`,
  ].join(' ');
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The resource in Bicep: of Azure for a managed identity, of the Microsoft Graph extension for an application. */
export function bicepResource(credential: CredentialToCreate, holder: CredentialHolderInCode): string {
  const { issuer, subject, audience } = credential;
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;
  const symbol = symbolOf(credential);
  const name = credentialName(credential);
  if (holder.kind === 'application') {
    return `resource ${symbol} 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '\${<application>.uniqueName}/${name}'
  issuer: ${quoted(issuer)}
  subject: ${quoted(subject)}
  audiences: [${quoted(audience)}]
}`;
  }
  return `resource ${symbol} 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: <identity>
  name: ${quoted(name)}
  properties: {
    issuer: ${quoted(issuer)}
    subject: ${quoted(subject)}
    audiences: [${quoted(audience)}]
  }
}`;
}

/** The resource in Terraform: azuread for an application, azurerm 4.65 or later for a managed identity. */
export function terraformResource(
  credential: CredentialToCreate,
  holder: CredentialHolderInCode = { kind: 'application' },
): string {
  const { issuer, subject, audience } = credential;
  const quoted = (text: string) =>
    JSON.stringify(text)
      .replaceAll('${', () => '$${')
      .replaceAll('%{', '%%{');
  const symbol = symbolOf(credential);
  const name = quoted(credentialName(credential));
  if (holder.kind === 'application') {
    return `resource "azuread_application_federated_identity_credential" "${symbol}" {
  application_id = azuread_application.<application>.id
  display_name   = ${name}
  issuer         = ${quoted(issuer)}
  subject        = ${quoted(subject)}
  audiences      = [${quoted(audience)}]
}`;
  }
  return `resource "azurerm_federated_identity_credential" "${symbol}" {
  name                      = ${name}
  user_assigned_identity_id = azurerm_user_assigned_identity.<identity>.id
  issuer                    = ${quoted(issuer)}
  subject                   = ${quoted(subject)}
  audience                  = [${quoted(audience)}]
}`;
}

function partsOf(resourceId: string | undefined) {
  const [, subscription, group = '<group>', identity = '<identity>'] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/iu.exec(resourceId ?? '') ?? [];
  return { subscription, group, identity };
}

/** The last parts of the subject, in characters that names of federated credentials may have: 3 to 120 of them. */
export function credentialName({ subject, name }: Pick<CredentialToCreate, 'subject' | 'name'>): string {
  if (name !== undefined) return name;
  const words = subject
    .replace(/^repo:[^/]*\/|^project_path:/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return words.slice(-100).replace(/^-+/, '') || 'deployment';
}

function symbolOf(credential: CredentialToCreate): string {
  const name = credentialName(credential).toLowerCase().replaceAll('-', '_');
  return /^[a-z]/.test(name) ? name : `credential_${name}`;
}
