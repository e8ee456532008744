import type { CommandRow } from '../support/commands.ts';
import type { InputRow } from '../support/input-table.ts';

/**
 * Keys and connection strings of services other than storage, registries and databases: where they are handed out and
 * used, as data. A new command, input or variable is a new row. Facts: Azure CLI reference with its extensions
 * (2026-08-21), Az PowerShell 16.2 reference, action.yml of each action. Left out are keys that nothing can take the
 * place of: those of self-hosted integration runtimes and of devices.
 */

export interface ServiceRow {
  /** For messages. */
  readonly service: string;
  /** The role that opens the data without a key, where there is one. */
  readonly role: string | undefined;
}

const APP_CONFIGURATION: ServiceRow = { service: 'App Configuration', role: 'App Configuration Data Reader' };
const AI: ServiceRow = { service: 'Azure AI services', role: 'Cognitive Services User' };
const OPENAI: ServiceRow = { service: 'Azure OpenAI', role: 'Cognitive Services OpenAI User' };
const COSMOS: ServiceRow = { service: 'Cosmos DB', role: 'Cosmos DB Built-in Data Contributor' };
const EVENT_GRID: ServiceRow = { service: 'Event Grid', role: 'EventGrid Data Sender' };
const EVENT_HUBS: ServiceRow = { service: 'Event Hubs', role: 'Azure Event Hubs Data Sender or Receiver' };
const SERVICE_BUS: ServiceRow = { service: 'Service Bus', role: 'Azure Service Bus Data Sender or Receiver' };
const RELAY: ServiceRow = { service: 'Azure Relay', role: 'Azure Relay Sender or Listener' };
const SEARCH: ServiceRow = { service: 'AI Search', role: 'Search Index Data Contributor or Reader' };
const SIGNALR: ServiceRow = { service: 'SignalR', role: 'SignalR App Server' };
const WEB_PUBSUB: ServiceRow = { service: 'Web PubSub', role: 'Web PubSub Service Owner' };
const MAPS: ServiceRow = { service: 'Azure Maps', role: 'Azure Maps Data Reader' };
const REDIS: ServiceRow = { service: 'Redis', role: undefined };
const BATCH: ServiceRow = { service: 'Batch', role: 'Azure Batch Data Contributor' };
const IOT: ServiceRow = { service: 'IoT Hub', role: 'IoT Hub Data Contributor' };
const COMMUNICATION: ServiceRow = { service: 'Communication Services', role: 'Contributor' };
const MACHINE_LEARNING: ServiceRow = { service: 'Machine Learning', role: 'AzureML Data Scientist' };
const MONITOR: ServiceRow = { service: 'Azure Monitor', role: 'Monitoring Metrics Publisher or Log Analytics Reader' };
const NOTIFICATION_HUBS: ServiceRow = { service: 'Notification Hubs', role: undefined };
const FUNCTIONS: ServiceRow = { service: 'Azure Functions', role: undefined };

export type ServiceCommandRow = CommandRow &
  ServiceRow & { readonly is: 'lists' | 'appconfig' | 'batch-login' | 'uses-key' | 'app-settings' | 'local-auth' };

/** Commands that hand out keys, below `az`, by service. */
const LISTING: readonly (readonly [ServiceRow, ...string[]])[] = [
  [APP_CONFIGURATION, 'appconfig credential list|regenerate'],
  [BATCH, 'batch account keys list|renew'],
  [AI, 'cognitiveservices account keys list|regenerate'],
  [COMMUNICATION, 'communication list-key|regenerate-key'],
  [COSMOS, 'cosmosdb keys list|regenerate', 'cosmosdb list-keys|list-connection-strings'],
  [
    EVENT_GRID,
    'eventgrid domain|topic key list|regenerate',
    'eventgrid namespace list-key|regenerate-key',
    'eventgrid namespace topic list-key|regenerate-key',
    'eventgrid partner namespace key list|regenerate',
  ],
  [EVENT_HUBS, 'eventhubs eventhub|namespace|georecovery-alias authorization-rule keys list|renew'],
  [SERVICE_BUS, 'servicebus namespace|queue|topic|georecovery-alias authorization-rule keys list|renew'],
  [RELAY, 'relay namespace|hyco|wcfrelay authorization-rule keys list|renew'],
  [FUNCTIONS, 'functionapp keys list', 'functionapp function keys list'],
  [IOT, 'iot hub|dps connection-string show', 'iot hub generate-sas-token'],
  [MAPS, 'maps account keys list|renew'],
  [MACHINE_LEARNING, 'ml online-endpoint|batch-endpoint|serverless-endpoint get-credentials', 'ml workspace list-keys'],
  [MONITOR, 'monitor app-insights api-key create|show', 'monitor log-analytics workspace get-shared-keys'],
  [
    NOTIFICATION_HUBS,
    'notification-hub authorization-rule list-keys',
    'notification-hub namespace authorization-rule list-keys',
  ],
  [REDIS, 'redis list-keys|regenerate-keys', 'redisenterprise database list-keys|regenerate-key'],
  [
    SEARCH,
    'search admin-key show|renew',
    'search query-key list|create',
    'search service admin-key list|regenerate',
    'search service query-key list|create',
  ],
  [SIGNALR, 'signalr key list|renew'],
  [WEB_PUBSUB, 'webpubsub key show|regenerate'],
];

/** Cmdlets that hand out keys: `Get-` and, where they make a new one, `New-`. */
const CMDLETS: readonly (readonly [ServiceRow, string])[] = [
  [APP_CONFIGURATION, 'AzAppConfigurationStoreKey'],
  [BATCH, 'AzBatchAccountKey'],
  [AI, 'AzCognitiveServicesAccountKey'],
  [COMMUNICATION, 'AzCommunicationServiceKey'],
  [COSMOS, 'AzCosmosDBAccountKey'],
  [EVENT_GRID, 'AzEventGridDomainKey'],
  [EVENT_GRID, 'AzEventGridTopicKey'],
  [EVENT_GRID, 'AzEventGridNamespaceKey'],
  [EVENT_HUBS, 'AzEventHubKey'],
  [SERVICE_BUS, 'AzServiceBusKey'],
  [RELAY, 'AzRelayKey'],
  [IOT, 'AzIotHubKey'],
  [IOT, 'AzIotHubConnectionString'],
  [MAPS, 'AzMapsAccountKey'],
  [MACHINE_LEARNING, 'AzMLWorkspaceKey'],
  [MACHINE_LEARNING, 'AzMLWorkspaceOnlineEndpointKey'],
  [MONITOR, 'AzApplicationInsightsApiKey'],
  [MONITOR, 'AzOperationalInsightsWorkspaceSharedKey'],
  [NOTIFICATION_HUBS, 'AzNotificationHubListKey'],
  [NOTIFICATION_HUBS, 'AzNotificationHubsNamespaceListKey'],
  [REDIS, 'AzRedisCacheKey'],
  [REDIS, 'AzRedisEnterpriseCacheKey'],
  [SEARCH, 'AzSearchAdminKeyPair'],
  [SEARCH, 'AzSearchQueryKey'],
  [SIGNALR, 'AzSignalRKey'],
  [WEB_PUBSUB, 'AzWebPubSubKey'],
];

/** Commands that make a service which lets keys in unless told otherwise. */
const CREATION: readonly (readonly [ServiceRow, string])[] = [
  [APP_CONFIGURATION, 'appconfig create'],
  [COSMOS, 'cosmosdb create'],
  [EVENT_HUBS, 'eventhubs namespace create'],
  [SERVICE_BUS, 'servicebus namespace create'],
  [IOT, 'iot hub create'],
  [MAPS, 'maps account create'],
  [SEARCH, 'search service create'],
];

export const SERVICE_COMMANDS: readonly ServiceCommandRow[] = [
  ...LISTING.flatMap(([service, ...commands]) =>
    commands.map((command): ServiceCommandRow => ({ command: `az ${command}`, ...service, is: 'lists' })),
  ),
  ...CMDLETS.map(
    ([service, noun]): ServiceCommandRow => ({ command: `Get-${noun}|New-${noun}`, ...service, is: 'lists' }),
  ),
  {
    command: 'az appconfig kv|feature|revision|snapshot',
    withAny: [{ names: ['--connection-string'] }, { names: ['--auth-mode'], value: /^key$/i }],
    ...APP_CONFIGURATION,
    role: 'App Configuration Data Owner, or App Configuration Data Reader where it only reads',
    is: 'appconfig',
  },
  { command: 'az batch account login', withAny: [{ names: ['--shared-key-auth'] }], ...BATCH, is: 'batch-login' },
  {
    command: 'az batch application|certificate|job|job-schedule|node|pool|task',
    withAny: [{ names: ['--account-key'] }],
    ...BATCH,
    is: 'uses-key',
  },
  {
    command: 'az container create',
    withAny: [{ names: ['--log-analytics-workspace-key'] }],
    ...MONITOR,
    is: 'uses-key',
  },
  {
    command: 'az webapp|functionapp|staticwebapp config appsettings set',
    service: 'a service',
    role: undefined,
    is: 'app-settings',
  },
  { command: 'az staticwebapp appsettings set', service: 'a service', role: undefined, is: 'app-settings' },
  { command: 'az webapp config connection-string set', service: 'a service', role: undefined, is: 'app-settings' },
  ...CREATION.map(
    ([service, command]): ServiceCommandRow => ({
      command: `az ${command}`,
      without: [{ names: ['--disable-local-auth'] }],
      ...service,
      is: 'local-auth',
    }),
  ),
];

export type ServiceInputRow = InputRow & ServiceRow & { readonly is: 'connection' | 'personal-token' | 'settings' };

export const SERVICE_INPUTS: readonly ServiceInputRow[] = [
  {
    actions: ['azure/appconfiguration-sync'],
    inputs: ['connectionString'],
    ...APP_CONFIGURATION,
    role: 'App Configuration Data Owner',
    is: 'connection',
  },
  {
    actions: ['azure/pipelines'],
    inputs: ['azure-devops-token'],
    service: 'Azure DevOps',
    role: undefined,
    is: 'personal-token',
  },
  ...['connection-strings-json', 'app-settings-json'].map(
    (input): ServiceInputRow => ({
      actions: ['azure/appservice-settings'],
      inputs: [input],
      service: 'a service',
      role: undefined,
      is: 'settings',
    }),
  ),
  ...['connectionStrings', 'appSettings'].map(
    (input): ServiceInputRow => ({
      actions: ['azureappservicesettings', 'azurewebapp', 'azurefunctionapp', 'azurermwebappdeployment'],
      inputs: [input],
      service: 'a service',
      role: undefined,
      is: 'settings',
    }),
  ),
  {
    actions: ['azure/k8s-create-secret', 'azure/k8s-actions/k8s-create-secret'],
    inputs: ['string-data'],
    service: 'a service',
    role: undefined,
    is: 'settings',
  },
];

/** A key in a connection string, with something that is put in behind it. Cosmos DB has account keys, too. */
export const KEY_IN_TEXT =
  /\bSharedAccessKey\s*=\s*(?:\$|%\w|#\{|\{\{)|\bAccountEndpoint\s*=[^;]*;\s*AccountKey\s*=\s*(?:\$|%\w|#\{|\{\{)/i;

/** A setting that holds a key, by its name. Names of keys in a vault, and of telemetry, hold none. */
export function isKeySetting(name: string): boolean {
  return /(?:connection_?string|access_?key|api_?key|account_?key|shared_?key|_key)$/i.test(name) && !NO_KEY.test(name);
}

const NO_KEY =
  /(?:application|app)_?insights|instrumentation_?key|project_?connection|public_?key|stripe|sendgrid|twilio|google|aws_|github|slack|cache_?key|partition_?key/i;

/** Variables that hold the key of a service of Azure by their name. */
const VARIABLE_NAMES: readonly (readonly [RegExp, ServiceRow])[] = [
  [/^AZURE_APP_?CONFIG(?:URATION)?_CONNECTION_?STRING$/, APP_CONFIGURATION],
  [/^APP_?CONFIG(?:URATION)?_CONNECTION_?STRING$/, APP_CONFIGURATION],
  [/^(?:AZURE_)?SERVICE_?BUS_(?:\w+_)?CONNECTION_?STRING$/, SERVICE_BUS],
  [/^(?:AZURE_)?EVENT_?HUBS?_(?:\w+_)?CONNECTION_?STRING$/, EVENT_HUBS],
  [/^(?:AZURE_)?IOT_?HUB_(?:\w+_)?CONNECTION_?STRING$/, IOT],
  [/^(?:AZURE_)?SIGNALR_?CONNECTION_?STRING$/, SIGNALR],
  [/^(?:AZURE_)?WEB_?PUBSUB_?CONNECTION_?STRING$/, WEB_PUBSUB],
  [/^(?:AZURE_)?COSMOS_?(?:DB_?)?(?:CONNECTION_?STRING|(?:ACCOUNT_|PRIMARY_|MASTER_|ACCESS_)?KEY)$/, COSMOS],
  [/^AZURE_(?:AI_)?SEARCH_(?:ADMIN_|API_|SERVICE_)?KEY$/, SEARCH],
  [/^AZURE_OPENAI_(?:API_)?KEY$/, OPENAI],
  [/^AZURE_(?:COGNITIVE_SERVICES?|AI_SERVICES?|SPEECH|VISION|LANGUAGE|TRANSLATOR)_(?:API_)?KEY$/, AI],
  [/^AZURE_MAPS_(?:SUBSCRIPTION_|ACCOUNT_|API_)?KEY$/, MAPS],
];

/** What `az devops` and the clients of Azure DevOps read a personal access token from. */
export const PERSONAL_TOKEN_VARIABLE = /^(?:AZURE_DEVOPS_EXT_PAT|AZDO_PERSONAL_ACCESS_TOKEN)$/i;

export function serviceVariable(name: string): ServiceRow | undefined {
  const upper = name.toUpperCase();
  return VARIABLE_NAMES.find(([pattern]) => pattern.test(upper))?.[1];
}
