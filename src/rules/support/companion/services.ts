/** Azure's name of what Terraform's resources are, for ids in commands. */
const AZURE_TYPES: Readonly<Record<string, string>> = {
  azurerm_app_configuration: 'Microsoft.AppConfiguration/configurationStores',
  azurerm_application_insights: 'Microsoft.Insights/components',
  azurerm_cognitive_account: 'Microsoft.CognitiveServices/accounts',
  azurerm_container_app: 'Microsoft.App/containerApps',
  azurerm_container_group: 'Microsoft.ContainerInstance/containerGroups',
  azurerm_container_registry: 'Microsoft.ContainerRegistry/registries',
  azurerm_cosmosdb_account: 'Microsoft.DocumentDB/databaseAccounts',
  azurerm_data_factory: 'Microsoft.DataFactory/factories',
  azurerm_eventgrid_topic: 'Microsoft.EventGrid/topics',
  azurerm_eventhub_namespace: 'Microsoft.EventHub/namespaces',
  azurerm_function_app_flex_consumption: 'Microsoft.Web/sites',
  azurerm_key_vault: 'Microsoft.KeyVault/vaults',
  azurerm_kubernetes_cluster: 'Microsoft.ContainerService/managedClusters',
  azurerm_linux_function_app: 'Microsoft.Web/sites',
  azurerm_linux_web_app: 'Microsoft.Web/sites',
  azurerm_logic_app_standard: 'Microsoft.Web/sites',
  azurerm_logic_app_workflow: 'Microsoft.Logic/workflows',
  azurerm_mssql_server: 'Microsoft.Sql/servers',
  azurerm_search_service: 'Microsoft.Search/searchServices',
  azurerm_servicebus_namespace: 'Microsoft.ServiceBus/namespaces',
  azurerm_signalr_service: 'Microsoft.SignalRService/signalR',
  azurerm_storage_account: 'Microsoft.Storage/storageAccounts',
  azurerm_user_assigned_identity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  azurerm_windows_function_app: 'Microsoft.Web/sites',
  azurerm_windows_web_app: 'Microsoft.Web/sites',
};

/** The type as Azure spells it; undefined for Terraform's that are not in the table. */
export function azureType(type: string): string | undefined {
  return type.includes('/') ? type : AZURE_TYPES[type];
}
