import type { RoleName } from '../support/companion/roles.ts';

/**
 * The services that hand out keys, and how a client does without: what an identity is granted, and how Functions name
 * the connection. A service is a new row. Sources: the resource types of Azure/bicep-types-az (1f896de2d), the schemas
 * of azurerm 3.117.1, 4.81.0 and 5.2.0, the reference of identity-based connections of Azure Functions, the list of
 * built-in roles (2026-08).
 */
export interface KeyService {
  /** For messages, with its article: `the storage account`. */
  readonly label: string;
  /** Bicep and ARM: the type that has the keys, or the beginning of it, in lower case. */
  readonly types: readonly string[];
  /** Terraform: resource types, as the beginning of them. */
  readonly terraform: readonly string[];
  /** The role that takes the place of the key; undefined where no identity can do without it. */
  readonly role: string | undefined;
  /** Where it is granted, when that is not the service itself. */
  readonly scope?: string;
  /** How code signs in without the key: ends the sentence "Instead, ...". */
  readonly instead: string;
  /** The identity-based connection of Azure Functions. */
  readonly connection?: ConnectionRow;
}

/** What replaces a connection string of Functions. In expressions `{symbol}` is the resource that has the keys. */
export interface ConnectionRow {
  /** Behind the name of the connection, and the address that is set. */
  readonly settings: readonly { readonly suffix: string; readonly bicep: string; readonly terraform: string }[];
  /** What `{symbol}` is in Terraform; in Bicep it is the first type of the service. */
  readonly terraformType: string;
  /** What triggers and bindings need on that resource; none where Azure RBAC does not rule its data. */
  readonly roles: readonly RoleName[];
  /** The version of the extension that knows such connections, and of the bundle that holds it. */
  readonly since: string;
}

const DEFAULT_CREDENTIAL = 'connect to its endpoint with `DefaultAzureCredential`';

export const KEY_SERVICES: readonly KeyService[] = [
  {
    label: 'the storage account',
    types: ['microsoft.storage/storageaccounts'],
    terraform: ['azurerm_storage_account'],
    role: 'Storage Blob Data Contributor',
    instead: DEFAULT_CREDENTIAL,
    connection: {
      settings: [
        {
          suffix: '__blobServiceUri',
          bicep: '{symbol}.properties.primaryEndpoints.blob',
          terraform: '{symbol}.primary_blob_endpoint',
        },
        {
          suffix: '__queueServiceUri',
          bicep: '{symbol}.properties.primaryEndpoints.queue',
          terraform: '{symbol}.primary_queue_endpoint',
        },
      ],
      terraformType: 'azurerm_storage_account',
      roles: ['Storage Blob Data Owner', 'Storage Queue Data Contributor'],
      since: 'version 5.0.0 of the storage extensions (bundle 3.3.0)',
    },
  },
  {
    label: 'the Service Bus namespace',
    types: ['microsoft.servicebus/namespaces'],
    terraform: ['azurerm_servicebus_'],
    role: 'Azure Service Bus Data Sender or Azure Service Bus Data Receiver',
    instead: 'connect to `<namespace>.servicebus.windows.net` with `DefaultAzureCredential`',
    connection: {
      settings: [
        {
          suffix: '__fullyQualifiedNamespace',
          bicep: "'${{symbol}.name}.servicebus.windows.net'",
          terraform: '"${{symbol}.name}.servicebus.windows.net"',
        },
      ],
      terraformType: 'azurerm_servicebus_namespace',
      roles: ['Azure Service Bus Data Receiver', 'Azure Service Bus Data Sender'],
      since: 'version 5.0.0 of the Service Bus extension (bundle 3.3.0)',
    },
  },
  {
    label: 'the Event Hubs namespace',
    types: ['microsoft.eventhub/namespaces'],
    terraform: ['azurerm_eventhub_'],
    role: 'Azure Event Hubs Data Sender or Azure Event Hubs Data Receiver',
    instead: 'connect to `<namespace>.servicebus.windows.net` with `DefaultAzureCredential`',
    connection: {
      settings: [
        {
          suffix: '__fullyQualifiedNamespace',
          bicep: "'${{symbol}.name}.servicebus.windows.net'",
          terraform: '"${{symbol}.name}.servicebus.windows.net"',
        },
      ],
      terraformType: 'azurerm_eventhub_namespace',
      roles: ['Azure Event Hubs Data Receiver', 'Azure Event Hubs Data Sender'],
      since: 'version 5.0.0 of the Event Hubs extension (bundle 3.3.0)',
    },
  },
  {
    label: 'the Cosmos DB account',
    types: ['microsoft.documentdb/databaseaccounts'],
    terraform: ['azurerm_cosmosdb_account'],
    role: 'Cosmos DB Built-in Data Contributor',
    scope: 'a `sqlRoleAssignments` of the account',
    instead: DEFAULT_CREDENTIAL,
    connection: {
      settings: [
        {
          suffix: '__accountEndpoint',
          bicep: '{symbol}.properties.documentEndpoint',
          terraform: '{symbol}.endpoint',
        },
      ],
      terraformType: 'azurerm_cosmosdb_account',
      roles: ['Cosmos DB Built-in Data Contributor'],
      since: 'version 4.0.0 of the Cosmos DB extension (bundle 4.0.2)',
    },
  },
  {
    label: 'the SignalR service',
    types: ['microsoft.signalrservice/signalr'],
    terraform: ['azurerm_signalr_service'],
    role: 'SignalR App Server',
    instead: 'connect with `Endpoint=https://<name>.service.signalr.net;AuthType=azure.msi`',
    connection: {
      settings: [
        {
          suffix: '__serviceUri',
          bicep: "'https://${{symbol}.properties.hostName}'",
          terraform: '"https://${{symbol}.hostname}"',
        },
      ],
      terraformType: 'azurerm_signalr_service',
      roles: ['SignalR Service Owner'],
      since: 'a version of the SignalR extension that knows identity-based connections',
    },
  },
  {
    label: 'the Web PubSub service',
    types: ['microsoft.signalrservice/webpubsub'],
    terraform: ['azurerm_web_pubsub'],
    role: 'Web PubSub Service Owner',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the MongoDB cluster',
    types: ['microsoft.documentdb/mongoclusters'],
    terraform: ['azurerm_mongo_cluster'],
    role: undefined,
    instead: 'let Entra ID users sign in to the cluster (`authConfig.allowedModes`)',
  },
  {
    label: 'the Redis cache',
    types: ['microsoft.cache/redis'],
    terraform: ['azurerm_redis_', 'azurerm_managed_redis'],
    role: 'Data Contributor',
    scope: 'an access policy assignment of the cache',
    instead: 'connect with a token of the identity, as the Microsoft Entra client libraries do',
  },
  {
    label: 'the AI service',
    types: ['microsoft.cognitiveservices/accounts'],
    terraform: ['azurerm_cognitive_account', 'azurerm_ai_services'],
    role: 'Cognitive Services User (for Azure OpenAI: Cognitive Services OpenAI User)',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the search service',
    types: ['microsoft.search/searchservices'],
    terraform: ['azurerm_search_service'],
    role: 'Search Index Data Contributor or Search Index Data Reader',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the App Configuration store',
    types: ['microsoft.appconfiguration/configurationstores'],
    terraform: ['azurerm_app_configuration'],
    role: 'App Configuration Data Reader',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the container registry',
    types: ['microsoft.containerregistry/registries'],
    terraform: ['azurerm_container_registry'],
    role: 'AcrPull',
    instead: 'let a managed identity pull the images',
  },
  {
    label: 'the Event Grid topic',
    types: ['microsoft.eventgrid/'],
    terraform: ['azurerm_eventgrid_'],
    role: 'EventGrid Data Sender',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the relay namespace',
    types: ['microsoft.relay/namespaces'],
    terraform: ['azurerm_relay_'],
    role: 'Azure Relay Sender or Azure Relay Listener',
    instead: 'connect with a token of the identity',
  },
  {
    label: 'the IoT hub',
    types: ['microsoft.devices/iothubs'],
    terraform: ['azurerm_iothub_shared_access_policy', 'azurerm_iothub'],
    role: 'IoT Hub Data Contributor',
    instead: 'connect to the host name of the hub with `DefaultAzureCredential`',
  },
  {
    label: 'the Batch account',
    types: ['microsoft.batch/batchaccounts'],
    terraform: ['azurerm_batch_account'],
    role: 'Azure Batch Job Submitter',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the Maps account',
    types: ['microsoft.maps/accounts'],
    terraform: ['azurerm_maps_account'],
    role: 'Azure Maps Data Reader',
    instead: 'sign in with the client id of the account and a token',
  },
  {
    label: 'the communication service',
    types: ['microsoft.communication/communicationservices'],
    terraform: ['azurerm_communication_service'],
    role: 'Communication and Email Service Owner',
    instead: DEFAULT_CREDENTIAL,
  },
  {
    label: 'the Log Analytics workspace',
    types: ['microsoft.operationalinsights/workspaces'],
    terraform: ['azurerm_log_analytics_workspace'],
    role: 'Monitoring Metrics Publisher',
    scope: 'the data collection rule',
    instead: 'send logs by diagnostic settings, or by a data collection rule with a token',
  },
  // Nothing signs in to these with an identity in the place of the key.
  ...withoutIdentity('the static web app', ['microsoft.web/staticsites'], ['azurerm_static_']),
  ...withoutIdentity(
    'the app',
    ['microsoft.web/sites'],
    ['azurerm_function_app', 'azurerm_linux_', 'azurerm_windows_', 'azurerm_app_service', 'azurerm_logic_app'],
  ),
  ...withoutIdentity('the notification hub', ['microsoft.notificationhubs/'], ['azurerm_notification_hub']),
  ...withoutIdentity('API Management', ['microsoft.apimanagement/'], ['azurerm_api_management']),
  ...withoutIdentity('the Kubernetes cluster', ['microsoft.containerservice/'], ['azurerm_kubernetes_']),
  ...withoutIdentity('the automation account', ['microsoft.automation/'], ['azurerm_automation_account']),
];

function withoutIdentity(label: string, types: readonly string[], terraform: readonly string[]): readonly [KeyService] {
  return [{ label, types, terraform, role: undefined, instead: 'keep the key in a Key Vault and read it there' }];
}

/** What stands for a service that has no row. */
export const OTHER_SERVICE: KeyService = {
  label: 'the service',
  types: [],
  terraform: [],
  role: undefined,
  instead: 'keep the key in a Key Vault and read it there',
};

/** The service whose keys a resource of a type hands out; names of types in Bicep are compared without regard to case. */
export function keyServiceOf(type: string): KeyService {
  const lower = type.toLowerCase();
  const isBicep = lower.includes('/');
  return (
    KEY_SERVICES.find((service) =>
      (isBicep ? service.types : service.terraform).some((part) => lower.startsWith(part)),
    ) ?? OTHER_SERVICE
  );
}
