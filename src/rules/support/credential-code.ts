/** A federated credential to be created, as far as the workspace tells; `<name>` stands for what it does not. */
export interface CredentialToCreate {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
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
    block('sh', shown.map(azCommand)),
    block('bicep', shown.map(bicepResource)),
    block('terraform', shown.map(terraformResource)),
  ].join('\n\n');
}

function block(language: string, parts: readonly string[]): string {
  return `\`\`\`${language}\n${parts.join('\n\n')}\n\`\`\``;
}

function azCommand(credential: CredentialToCreate): string {
  const { issuer, subject, audience } = credential;
  const parameters = JSON.stringify({ name: nameOf(credential), issuer, subject, audiences: [audience] });
  return `az ad app federated-credential create --id <client-id> --parameters '${parameters.replaceAll("'", "'\\''")}'`;
}

function bicepResource(credential: CredentialToCreate): string {
  const { issuer, subject, audience } = credential;
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;
  return `resource ${symbolOf(credential)} 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: <identity>
  name: ${quoted(nameOf(credential))}
  properties: {
    issuer: ${quoted(issuer)}
    subject: ${quoted(subject)}
    audiences: [${quoted(audience)}]
  }
}`;
}

function terraformResource(credential: CredentialToCreate): string {
  const { issuer, subject, audience } = credential;
  const quoted = (text: string) => JSON.stringify(text).replaceAll('${', () => '$${');
  return `resource "azuread_application_federated_identity_credential" "${symbolOf(credential)}" {
  application_id = azuread_application.<application>.id
  display_name   = ${quoted(nameOf(credential))}
  issuer         = ${quoted(issuer)}
  subject        = ${quoted(subject)}
  audiences      = [${quoted(audience)}]
}`;
}

/** The last parts of the subject, in characters that names of federated credentials may have: at most 120. */
function nameOf({ subject }: CredentialToCreate): string {
  const words = subject
    .replace(/^repo:[^/]*\/|^project_path:/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return words.slice(-100).replace(/^-+/, '') || 'deployment';
}

function symbolOf(credential: CredentialToCreate): string {
  const name = nameOf(credential).toLowerCase().replaceAll('-', '_');
  return /^[a-z]/.test(name) ? name : `credential_${name}`;
}
