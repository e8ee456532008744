import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CREDENTIAL_ATTRIBUTES, type CredentialAttributeRow } from '../catalogue/infrastructure-credentials.ts';
import type { CredentialKind } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from './edits.ts';
import { replaceAttributes } from './replace-attributes.ts';
import { literalAt, type SecretOrigin, secretOrigin } from './secret-state.ts';
import { listOf } from './words.ts';

export interface SignInCredential {
  readonly row: CredentialAttributeRow;
  readonly property: Property;
  readonly origin: SecretOrigin;
  /** The value is where the credential is kept, not the credential. */
  readonly isPath: boolean;
}

/** What a provider, backend or remote state signs in with. Text in the file is hardcoded-credential's to report. */
export function signInCredentials(resource: Resource): readonly SignInCredential[] {
  return CREDENTIAL_ATTRIBUTES.filter(
    (row) => row.mode === resource.mode && row.types.some((type) => resource.isType(type)),
  ).flatMap((row) =>
    resource.find(row.path).flatMap((property) => {
      const text = literalAt(property.value);
      if (text?.trim() === '') return [];
      const origin = secretOrigin(property.value, resource.language === 'terraform');
      const isPath = row.path.endsWith('_path');
      if (origin.state === 'literal' && text !== undefined && !isPath) return [];
      return [{ row, property, origin, isPath }];
    }),
  );
}

/** Replaces a Terraform sign-in credential by the settings that do without it. */
export function keylessSignIn(resource: Resource, property: Property, row: CredentialAttributeRow): Fix | undefined {
  const settings = missingSettings(resource, row);
  const edits = editsOf(
    resource.document.uri,
    allEdits(
      replacement(resource, [property, ...row.alsoRemove.flatMap((name) => resource.find(name))], settings),
      ...settings.map(({ present, value }) => (present ? resource.editor.replaceValue(present, value) : [])),
    ),
  );
  if (!edits) return undefined;
  const names = settings.map(({ name }) => name);
  return {
    title: names.length > 0 ? `Replace ${property.name} by ${listOf(names)}` : `Remove ${property.name}`,
    safety: 'needs-review',
    edits,
    followUps: followUpsFor(resource, property, row),
  };
}

interface Setting {
  readonly name: string;
  readonly value: boolean;
  /** The resource sets it to something else. */
  readonly present: Property | undefined;
}

/** The settings that are not as they must be; those in the block already are changed where they stand. */
function missingSettings(resource: Resource, row: CredentialAttributeRow): readonly Setting[] {
  return Object.entries(row.instead).flatMap(([name, value]) => {
    const [present] = resource.find(name);
    return present?.value.constant === value ? [] : [{ name, value, present }];
  });
}

function replacement(
  resource: Resource,
  old: readonly Property[],
  settings: readonly Setting[],
): readonly TextEdit[] | undefined {
  const added = settings.filter(({ present }) => !present).map(({ name, value }) => ({ name, value: String(value) }));
  return replaceAttributes(resource.document.source, resource.body.properties, old, added);
}

/** What else carries the credential to Terraform: each is tried before OIDC. */
const LEFT_OVERS: Readonly<Record<CredentialKind, string>> = {
  'client secret':
    'Remove ARM_CLIENT_SECRET wherever Terraform runs, since it is tried before OIDC, and delete the secret from the application.',
  'client certificate':
    'Remove ARM_CLIENT_CERTIFICATE and ARM_CLIENT_CERTIFICATE_PATH wherever Terraform runs, since they are tried before OIDC, and delete the certificate from the application.',
  'user password': 'Change the password of the user, and let nothing sign in with it.',
  'account key': 'Remove ARM_ACCESS_KEY wherever Terraform runs, and rotate the key of the storage account.',
  'SAS token': 'Remove ARM_SAS_TOKEN wherever Terraform runs, and rotate the key that signed it.',
};

function followUpsFor(resource: Resource, property: Property, row: CredentialAttributeRow): readonly string[] {
  const followUps = [
    'Create a federated credential for the pipeline that runs Terraform on the application or identity of `client_id`, ' +
      'and let its job have `id-token: write`.',
  ];
  if (resource.mode === 'backend') {
    followUps.push('Give that identity the role Storage Blob Data Contributor on the container of the state.');
  }
  followUps.push(LEFT_OVERS[row.credential]);
  for (const source of property.value.sources) {
    if (source.kind === 'parameter') {
      followUps.push(`Remove the variable "${source.name}" and its values, if nothing else reads it.`);
    }
  }
  return followUps;
}
