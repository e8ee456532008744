import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { CredentialAttributeRow } from '../catalogue/infrastructure-credentials.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from './edits.ts';
import { replaceAttribute } from './replace-attributes.ts';

/** Replaces a Terraform sign-in credential by the settings that do without it. */
export function keylessSignIn(resource: Resource, property: Property, row: CredentialAttributeRow): Fix | undefined {
  const settings = missingSettings(resource, row);
  const companions = row.alsoRemove.flatMap((name) => resource.find(name));
  const edits = editsOf(
    resource.document.uri,
    allEdits(
      replacement(resource, property, settings),
      ...companions.map((companion) => resource.editor.remove(companion)),
      ...settings.filter(({ present }) => present).map(({ name, value }) => resource.editor.set(name, value)),
    ),
  );
  if (!edits) return undefined;
  return {
    title: `Replace ${property.name} by ${Object.keys(row.instead).join(' and ')}`,
    safety: 'needs-review',
    edits,
    followUps: followUpsFor(resource, row),
  };
}

interface Setting {
  readonly name: string;
  readonly value: boolean;
  /** The resource sets it to something else. */
  readonly present: boolean;
}

/** The settings that are not as they must be; those in the block already are changed where they stand. */
function missingSettings(resource: Resource, row: CredentialAttributeRow): readonly Setting[] {
  return Object.entries(row.instead).flatMap(([name, value]) => {
    const [present] = resource.find(name);
    if (value !== true || present?.value.constant === true) return [];
    return [{ name, value, present: present !== undefined }];
  });
}

function replacement(
  resource: Resource,
  property: Property,
  settings: readonly Setting[],
): readonly TextEdit[] | undefined {
  const added = settings.filter(({ present }) => !present);
  if (added.length === 0) return resource.editor.remove(property);
  return replaceAttribute(
    resource.document.source,
    property,
    added.map(({ name, value }) => ({ name, value: String(value) })),
  );
}

function followUpsFor(resource: Resource, row: CredentialAttributeRow): readonly string[] {
  const followUps = [
    'Create a federated credential for the pipeline that runs Terraform on the application or identity of `client_id`, ' +
      'and let its job have `id-token: write`.',
  ];
  if (resource.mode === 'backend') {
    followUps.push('Give that identity the role Storage Blob Data Contributor on the container of the state.');
  }
  followUps.push(
    row.credential === 'account key' || row.credential === 'SAS token'
      ? 'Remove ARM_ACCESS_KEY and ARM_SAS_TOKEN wherever Terraform runs, and rotate the key of the storage account.'
      : 'Remove ARM_CLIENT_SECRET wherever Terraform runs, since it is tried before OIDC, and delete the secret from the application.',
  );
  return followUps;
}
