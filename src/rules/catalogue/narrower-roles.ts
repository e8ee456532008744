/**
 * Data roles that do the usual work on one kind of resource, narrowest first: what to assign in place of Owner or
 * Contributor there. Facts: Azure built-in roles as published in August 2026.
 */

export interface NarrowerRole {
  readonly id: string;
  readonly name: string;
}

const ID_LENGTH = 36;

const STORAGE = roles(`
2a2b9908-6ea1-4ae2-8e65-a410df84e7d1 Storage Blob Data Reader
ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor
974c5e8b-45b9-4653-ba55-5f855dd0fb88 Storage Queue Data Contributor`);

const KEY_VAULT = roles(`
4633458b-17de-408a-b874-0445c86b69e6 Key Vault Secrets User
db79e9a7-68ee-4b58-9aeb-b90e7c24fcba Key Vault Certificate User`);

const REGISTRY = roles(`
7f951dda-4ed3-4680-a7ca-43fe172d538d AcrPull
8311e382-0749-4cb8-b61a-304f252e45ec AcrPush`);

const SERVICE_BUS = roles(`
4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0 Azure Service Bus Data Receiver
69a216fc-b8fb-44d8-bc22-1f3c2cd27a39 Azure Service Bus Data Sender`);

const EVENT_HUBS = roles(`
a638d3c7-ab3a-418d-83e6-5f17a39d4fde Azure Event Hubs Data Receiver
2b629674-e913-4c01-ae53-ef4638d8f975 Azure Event Hubs Data Sender`);

const APP_CONFIGURATION = roles('516239f1-63e1-4d78-a4de-a74fb236a071 App Configuration Data Reader');
const SEARCH = roles(`
1407120a-92aa-4202-b7e9-c0e197c71c8f Search Index Data Reader
8ebe5a00-799e-43f5-93ac-243d3dce84a7 Search Index Data Contributor`);
const EVENT_GRID = roles('d5a91429-5739-47e2-a06b-3470a27159e7 EventGrid Data Sender');
const OPENAI = roles('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd Cognitive Services OpenAI User');

const BY_TYPE: ReadonlyMap<string, readonly NarrowerRole[]> = new Map([
  ...under(STORAGE, 'microsoft.storage/storageaccounts', 'azurerm_storage_account'),
  ...under(KEY_VAULT, 'microsoft.keyvault/vaults', 'azurerm_key_vault'),
  ...under(REGISTRY, 'microsoft.containerregistry/registries', 'azurerm_container_registry'),
  ...under(SERVICE_BUS, 'microsoft.servicebus/namespaces', 'azurerm_servicebus_namespace', 'azurerm_servicebus_queue'),
  ...under(EVENT_HUBS, 'microsoft.eventhub/namespaces', 'azurerm_eventhub_namespace', 'azurerm_eventhub'),
  ...under(APP_CONFIGURATION, 'microsoft.appconfiguration/configurationstores', 'azurerm_app_configuration'),
  ...under(SEARCH, 'microsoft.search/searchservices', 'azurerm_search_service'),
  ...under(EVENT_GRID, 'microsoft.eventgrid/topics', 'azurerm_eventgrid_topic'),
  ...under(OPENAI, 'microsoft.cognitiveservices/accounts', 'azurerm_cognitive_account'),
]);

/** @param type of the resource that the role is assigned on, in any letter case */
export function narrowerRoles(type: string): readonly NarrowerRole[] {
  return BY_TYPE.get(type.toLowerCase()) ?? [];
}

function roles(table: string): readonly NarrowerRole[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ id: line.slice(0, ID_LENGTH), name: line.slice(ID_LENGTH + 1) }));
}

function under(list: readonly NarrowerRole[], ...types: readonly string[]) {
  return types.map((type) => [type, list] as const);
}
