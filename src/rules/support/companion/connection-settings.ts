import type { Workspace } from '../../../model/document.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Property, Value } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';
import { COSMOS_CONTRIBUTOR } from './cosmos-role.ts';
import { Draft } from './draft.ts';
import { describe } from './follow-ups.ts';
import { identityFix } from './identity-fix.ts';
import type { Principal } from './principal.ts';
import { referenceTo } from './reference.ts';
import { type Role, type RoleName, roleNamed } from './roles.ts';
import { ownerOf } from './secret-owner.ts';
import { azureType } from './services.ts';
import { type NewSetting, replaceSetting, type SettingPlace } from './settings.ts';

/** How a client finds a service without a connection string. */
interface Endpoint {
  /** Of the service that has the keys. */
  readonly type: string;
  /** Service Connector's word for the service, and for its address: `AZURE_SERVICEBUS_FULLYQUALIFIEDNAMESPACE`. */
  readonly connector: readonly [name: RegExp, address: string];
  /** What the clients of the Azure SDK read below the name of the connection. */
  readonly key: string;
  /** `{symbol}` is the service. */
  readonly bicep: string;
  readonly terraform: string;
  readonly roles: readonly (RoleName | Role)[];
}

// Sources: Service Connector's lists of environment variables, "Dependency injection with the Azure SDK for .NET", and
// the catalogue of sinks (2026-08).
const ENDPOINTS: readonly Endpoint[] = [
  {
    type: 'Microsoft.Storage/storageAccounts',
    connector: [/^STORAGEBLOB/, 'RESOURCEENDPOINT'],
    key: 'blobServiceUri',
    bicep: '{symbol}.properties.primaryEndpoints.blob',
    terraform: '{symbol}.primary_blob_endpoint',
    roles: ['Storage Blob Data Contributor'],
  },
  {
    type: 'Microsoft.ServiceBus/namespaces',
    connector: [/^SERVICEBUS/, 'FULLYQUALIFIEDNAMESPACE'],
    key: 'fullyQualifiedNamespace',
    bicep: "'${{symbol}.name}.servicebus.windows.net'",
    terraform: '"${{symbol}.name}.servicebus.windows.net"',
    roles: ['Azure Service Bus Data Receiver', 'Azure Service Bus Data Sender'],
  },
  {
    type: 'Microsoft.EventHub/namespaces',
    connector: [/^EVENTHUB/, 'FULLYQUALIFIEDNAMESPACE'],
    key: 'fullyQualifiedNamespace',
    bicep: "'${{symbol}.name}.servicebus.windows.net'",
    terraform: '"${{symbol}.name}.servicebus.windows.net"',
    roles: ['Azure Event Hubs Data Receiver', 'Azure Event Hubs Data Sender'],
  },
  {
    type: 'Microsoft.DocumentDB/databaseAccounts',
    connector: [/^COSMOS/, 'RESOURCEENDPOINT'],
    key: 'accountEndpoint',
    bicep: '{symbol}.properties.documentEndpoint',
    terraform: '{symbol}.endpoint',
    roles: [COSMOS_CONTRIBUTOR],
  },
  {
    type: 'Microsoft.AppConfiguration/configurationStores',
    connector: [/^APPCONFIGURATION/, 'ENDPOINT'],
    key: 'endpoint',
    bicep: '{symbol}.properties.endpoint',
    terraform: '{symbol}.endpoint',
    roles: ['App Configuration Data Reader'],
  },
];

/** Of Azure's web apps and container apps. Functions name their connections themselves. */
const HOSTS: readonly (readonly [type: string, settings: readonly string[]])[] = [
  ['microsoft.web/sites', ['properties.siteConfig.appSettings[]']],
  ['microsoft.web/sites/slots', ['properties.siteConfig.appSettings[]']],
  ['microsoft.app/containerapps', ['properties.template.containers[].env[]']],
  ['microsoft.app/jobs', ['properties.template.containers[].env[]']],
  ['azurerm_linux_web_app', ['app_settings{}']],
  ['azurerm_windows_web_app', ['app_settings{}']],
  ['azurerm_linux_web_app_slot', ['app_settings{}']],
  ['azurerm_windows_web_app_slot', ['app_settings{}']],
  ['azurerm_container_app', ['template.container.env']],
  ['azurerm_container_app_job', ['template.container.env']],
];

/**
 * The address of a service in the place of its connection string or key, in a setting of a web app or container app.
 * The code has to be changed with it, which the follow-ups say.
 * @param property the setting, or what holds its value
 */
export function connectionSettingFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const setting = settingAt(resource, property);
  const draft = new Draft(workspace);
  const service = ownerOf(
    draft,
    property.value,
    resource,
    ENDPOINTS.map(({ type }) => type),
  );
  const type = service && azureType(service.type)?.toLowerCase();
  const endpoint = ENDPOINTS.find((row) => row.type.toLowerCase() === type);
  const reference = service && referenceTo(service);
  if (!setting || !service || !endpoint || !reference || resource.language === 'arm-json') return undefined;
  const address = endpoint[resource.language].replace('{symbol}', reference.symbol);
  const name = newName(setting.name, endpoint);
  const roles = endpoint.roles.map((role) => (typeof role === 'string' ? roleNamed(role) : role));
  return identityFix(workspace, {
    title: `Connect to ${describe(service)} with the identity of ${resource.symbol}`,
    host: resource,
    grants: [{ roles, target: service, label: 'the service' }],
    replace: (steps, principal) => {
      const settings = [{ name, value: { raw: address } as Literal }, ...clientId(principal, resource)];
      return replaceSetting(steps, setting.place, settings);
    },
    followUps: [
      `Let the code read \`${name}\` and connect with \`DefaultAzureCredential\`: \`${setting.name}\` is gone.`,
      ...(roles.length > 1 ? [`Take away the role of the two that ${resource.symbol} does not need.`] : []),
      `Once nothing uses a key any more, close ${describe(service)} for keys.`,
    ],
  });
}

/** `DefaultAzureCredential` has to be told which user-assigned identity it is. */
function clientId(principal: Principal | undefined, { language }: Resource): readonly NewSetting[] {
  if (!principal?.isUserAssigned || principal.clientId === undefined || language === 'arm-json') return [];
  return [{ name: 'AZURE_CLIENT_ID', value: { raw: principal.clientId } }];
}

function newName(name: string, { connector: [service, address], key }: Endpoint): string {
  const ofConnector = /^AZURE_(?<service>[A-Z]+(?:_[A-Z0-9]+)*)_CONNECTIONSTRING$/.exec(name)?.groups?.['service'];
  if (ofConnector !== undefined && service.test(ofConnector)) return `AZURE_${ofConnector}_${address}`;
  return `${name.replace(/_{1,2}(?:connection(?:_?string)?|key)$|(?:ConnectionString|Connection)$/i, '') || name}__${key}`;
}

interface SettingFound {
  readonly name: string;
  readonly place: SettingPlace;
}

function settingAt(resource: Resource, property: Property): SettingFound | undefined {
  const [, paths = []] = HOSTS.find(([type]) => resource.isType(type)) ?? [];
  if (/function/i.test(kindOf(resource))) return undefined;
  for (const found of paths.flatMap((path) => resource.find(path))) {
    const isHere = found.range.start <= property.range.start && property.range.end <= found.range.end;
    if (!isHere || found.value.uri !== property.value.uri) continue;
    const written = found.value.properties.find(({ name }) => name.toLowerCase() === 'name');
    const name = written ? textOf(written.value, resource) : found.name;
    if (found.value.uri !== resource.document.uri || name === undefined) return undefined;
    return { name, place: { document: resource.document, language: resource.language, range: found.range } };
  }
  return undefined;
}

function kindOf(resource: Resource): string {
  const [kind] = resource.language === 'bicep' ? resource.find('kind') : [];
  return kind ? resource.document.source.slice(kind.value.range) : '';
}

function textOf({ range }: Value, { document }: Resource): string | undefined {
  return /^['"]([\w:.-]+)['"]$/.exec(document.source.slice(range))?.[1];
}
