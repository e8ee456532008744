import type { Workspace } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import type { Fix } from '../finding.ts';
import { Draft } from '../support/companion/draft.ts';
import { describe } from '../support/companion/follow-ups.ts';
import { ensureIdentity } from '../support/companion/identity.ts';
import { grantRole } from '../support/companion/role-assignment.ts';
import { roleNamed } from '../support/companion/roles.ts';
import { serviceBehind } from '../support/flow/secret-origin-resource.ts';
import type { FlowPlace } from '../support/flow/secret-places.ts';
import type { SecretSource } from '../support/flow/secret-sources.ts';
import { replaceAttributes } from '../support/replace-attributes.ts';
import { HOST_STORAGE_ROLES } from './connection-fix.ts';

/** The arguments of azurerm 3.117.1, 4.81.0 and 5.2.0 that switch the storage of a function app from key to identity. */
const SWITCHES: readonly {
  readonly type: RegExp;
  readonly key: string;
  readonly name: string;
  readonly value: string;
}[] = [
  {
    type: /^azurerm_(?:linux|windows)_function_app(?:_slot)?$/,
    key: 'storage_account_access_key',
    name: 'storage_uses_managed_identity',
    value: 'true',
  },
];

/** The attribute that makes the storage of a Terraform function app keyless, where the place is its key. */
export function hostStorageSwitch(place: FlowPlace, { language, type }: Resource) {
  if (language !== 'terraform' || place.path.length !== 1) return undefined;
  return SWITCHES.find((row) => row.type.test(type) && row.key === place.property.name);
}

/** Lets a function app use its storage account with its identity, and grants that what the host needs. */
export function hostStorageFix(
  place: FlowPlace,
  resource: Resource,
  [secret]: readonly SecretSource[],
  workspace: Workspace,
): Fix | undefined {
  const row = hostStorageSwitch(place, resource);
  const { source } = resource.document;
  const { properties } = resource.body;
  if (!row || !secret || properties.some(({ name }) => name === row.name)) return undefined;
  const draft = new Draft(workspace);
  const service = serviceBehind(secret, resource, draft);
  if (!draft.apply(resource.document, replaceAttributes(source, properties, [place.property], [row]))) return undefined;
  const principal = ensureIdentity(draft, resource);
  const missing = HOST_STORAGE_ROLES.flatMap((name) => {
    const role = roleNamed(name);
    const result = principal && service ? grantRole(draft, { role, principal, target: service }) : undefined;
    if (result === 'written' || result === 'present') return [];
    return [result?.missing ?? `Give the identity of the app the role ${name} (${role.id}) on the storage account.`];
  });
  return {
    title: `Use the storage account with the identity of ${resource.symbol}`,
    safety: 'needs-review',
    edits: draft.edits,
    followUps: [
      ...missing,
      `Once nothing uses a key any more, close ${service ? describe(service) : 'the storage account'} for keys.`,
    ],
  };
}
