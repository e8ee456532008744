import type { Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';
import { COSMOS_CONTRIBUTOR } from './cosmos-role.ts';
import { Draft } from './draft.ts';
import { describe } from './follow-ups.ts';
import { identityFix } from './identity-fix.ts';
import { referenceTo } from './reference.ts';
import { type Role, roleNamed } from './roles.ts';
import { namedBeside, ownerOf } from './secret-owner.ts';
import { removeBeside, removeSetting, replaceSetting, type SettingPlace } from './settings.ts';
import { withoutPassword } from './sql-connection.ts';

/** How a linked service signs in with the identity of its factory, by its `type`. */
interface LinkedService {
  readonly service: string | undefined;
  readonly role: Role | undefined;
  /** Its secrets, and what goes with them. */
  readonly drop: readonly string[];
  /** Without the secret it needs an address of its own: `serviceEndpoint`. */
  readonly endpoint?: 'blob' | 'table';
}

const STORAGE = 'Microsoft.Storage/storageAccounts';
const SQL = {
  service: undefined,
  role: undefined,
  drop: ['password', 'userName', 'servicePrincipalId', 'servicePrincipalKey'],
};

// Source: types of Microsoft.DataFactory/factories/linkedservices@2018-06-01 and the connectors' reference.
const LINKED_SERVICES: Readonly<Record<string, LinkedService>> = {
  AzureBlobStorage: {
    service: STORAGE,
    role: roleNamed('Storage Blob Data Contributor'),
    drop: ['connectionString', 'accountKey', 'sasUri', 'sasToken', 'servicePrincipalId', 'servicePrincipalKey'],
    endpoint: 'blob',
  },
  AzureBlobFS: {
    service: STORAGE,
    role: roleNamed('Storage Blob Data Contributor'),
    drop: ['accountKey', 'sasUri', 'sasToken', 'servicePrincipalId', 'servicePrincipalKey', 'tenant'],
  },
  CosmosDb: {
    service: 'Microsoft.DocumentDB/databaseAccounts',
    role: COSMOS_CONTRIBUTOR,
    drop: ['accountKey', 'servicePrincipalId', 'servicePrincipalCredential', 'servicePrincipalCredentialType'],
  },
  AzureSqlDatabase: SQL,
  AzureSqlDW: SQL,
  AzureSqlMI: SQL,
};

/**
 * Lets a linked service of Data Factory sign in with the system-assigned identity of its factory. Bicep and ARM: the
 * linked services of azurerm have rows of their own. Undefined for types that need more than the file tells.
 */
export function linkedServiceFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const factory = resource.parent;
  if (!resource.isType('Microsoft.DataFactory/factories/linkedservices') || !factory) return undefined;
  const row = LINKED_SERVICES[textOf(resource, 'properties.type') ?? ''];
  const [properties] = resource.find('properties.typeProperties');
  const secret = properties?.value.properties.find(
    ({ range }) => range.start <= property.range.start && property.range.end <= range.end,
  );
  if (!row || !properties || !secret) return undefined;
  const draft = new Draft(workspace);
  const target =
    row.service === undefined
      ? undefined
      : (ownerOf(draft, secret.value, resource, [row.service]) ??
        namedBeside(draft, properties.value.properties, resource, [row.service]));
  return identityFix(workspace, {
    title: `Sign in with the identity of ${factory.symbol} instead of ${secret.name}`,
    host: factory,
    grants: row.role ? [{ roles: [row.role], target, label: `the service of ${resource.symbol}` }] : [],
    replace: (steps, principal) =>
      principal?.isUserAssigned !== true && replaceSecret(steps, { resource, properties, secret, row, target }),
    followUps:
      row.role === undefined
        ? [
            `Let the factory into the database first: \`CREATE USER [${textOf(factory, 'name') ?? '<name of the factory>'}] FROM EXTERNAL PROVIDER\`, and the roles it needs, such as \`ALTER ROLE db_datareader ADD MEMBER ...\`.`,
          ]
        : [`Once nothing uses a key any more, close ${target ? describe(target) : 'the service'} for keys.`],
  });
}

interface Replacement {
  readonly resource: Resource;
  readonly properties: Property;
  readonly secret: Property;
  readonly row: LinkedService;
  readonly target: Resource | undefined;
}

function replaceSecret(draft: Draft, { resource, properties, secret, row, target }: Replacement): boolean {
  const { document, language } = resource;
  const place: SettingPlace = { document, language, range: secret.range };
  const names = properties.value.properties.map(({ name }) => name);
  const others = row.drop.filter((name) => name !== secret.name && names.includes(name));
  if (!others.every((name) => removeBeside(draft, place, name))) return false;
  const written = document.source.slice(secret.value.range);
  if (row.role === undefined && secret.name === 'connectionString') {
    const keyless = withoutPassword(written, '');
    return keyless !== undefined && replaceSetting(draft, place, [{ name: secret.name, value: { raw: keyless } }]);
  }
  if (row.endpoint === undefined || names.includes('serviceEndpoint')) return removeSetting(draft, place);
  const reference = target && referenceTo(target);
  if (!reference || language !== 'bicep') return false;
  const endpoint: Literal = { raw: `${reference.symbol}.properties.primaryEndpoints.${row.endpoint}` };
  const kind = textOf(target, 'kind') ?? 'StorageV2';
  return replaceSetting(draft, place, [
    { name: 'serviceEndpoint', value: endpoint },
    { name: 'accountKind', value: kind },
  ]);
}

function textOf(resource: Resource, path: string): string | undefined {
  const [property] = resource.find(path);
  const [pattern, another] = property?.value.patterns ?? [];
  return pattern && !another ? exactText(pattern) : undefined;
}
