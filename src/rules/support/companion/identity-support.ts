import type { Resource } from '../../../model/resource.ts';

/** Which identities a type of resource can have. */
export interface IdentitySupport {
  readonly system: boolean;
  readonly user: boolean;
  /** How the type spells both at once; undefined where it takes only one of them. */
  readonly both: string | undefined;
}

const SPACED = 'SystemAssigned, UserAssigned';
const TIGHT = 'SystemAssigned,UserAssigned';

/*
 * Types of resources that run code or call other services (Azure/bicep-types-az of 2026-08-20, azurerm 3.117.1, 4.81.0
 * and 5.2.0). Azure's types differ in how they spell two identities at once.
 */

/** Below `Microsoft.`, in lower case. */
const AZURE: readonly (readonly [both: string | undefined, types: string])[] = [
  [
    SPACED,
    `apimanagement/service automation/automationaccounts cognitiveservices/accounts cognitiveservices/accounts/projects
    compute/virtualmachines compute/virtualmachinescalesets containerinstance/containergroups containerregistry/registries
    containerregistry/registries/tasks devcenter/devcenters devcenter/projects devcenter/projects/environmenttypes
    devices/iothubs eventgrid/domains eventgrid/namespaces eventgrid/systemtopics eventgrid/topics hdinsight/clusters
    kusto/clusters network/applicationgateways recoveryservices/vaults search/searchservices web/sites web/sites/slots
    web/staticsites`,
  ],
  [
    TIGHT,
    `app/containerapps app/jobs app/managedenvironments app/sessionpools appplatform/spring/apps azurefleet/fleets
    cdn/profiles chaos/experiments dashboard/grafana databricks/accessconnectors datafactory/factories
    devopsinfrastructure/pools digitaltwins/digitaltwinsinstances insights/datacollectionrules loadtestservice/loadtests
    machinelearningservices/workspaces machinelearningservices/workspaces/onlineendpoints
    machinelearningservices/workspaces/batchendpoints machinelearningservices/workspaces/computes
    redhatopenshift/openshiftclusters sql/managedinstances sql/servers storage/storageaccounts synapse/workspaces`,
  ],
  ['SystemAssignedUserAssigned', 'sql/servers/jobagents'],
  [
    undefined,
    `authorization/policyassignments batch/batchaccounts containerservice/managedclusters logic/workflows
    purview/accounts signalrservice/signalr signalrservice/webpubsub`,
  ],
];

/** Below `azurerm_`. */
const AZURERM: readonly (readonly [both: string | undefined, types: string])[] = [
  [
    SPACED,
    `ai_foundry ai_foundry_project ai_services api_management app_configuration app_service app_service_slot
    application_gateway automation_account cdn_frontdoor_profile cognitive_account cognitive_account_project
    container_app container_app_environment container_app_job container_group container_registry
    container_registry_task cosmosdb_account data_factory data_protection_backup_vault databricks_access_connector
    dev_center dev_center_project dev_center_project_environment_type digital_twins_instance disk_encryption_set
    eventgrid_namespace eventgrid_system_topic eventhub_namespace function_app function_app_flex_consumption
    function_app_slot iothub iothub_device_update_account kusto_cluster linux_function_app linux_function_app_slot
    linux_virtual_machine linux_virtual_machine_scale_set linux_web_app linux_web_app_slot load_test
    logic_app_standard machine_learning_compute_cluster machine_learning_compute_instance
    machine_learning_inference_cluster machine_learning_synapse_spark machine_learning_workspace managed_redis
    maps_account mssql_managed_instance mssql_server nginx_deployment postgresql_flexible_server purview_account
    recovery_services_vault redis_cache search_service servicebus_namespace spring_cloud_app static_site
    storage_account synapse_workspace video_indexer_account virtual_machine virtual_machine_scale_set
    windows_function_app windows_function_app_slot windows_virtual_machine windows_virtual_machine_scale_set
    windows_web_app windows_web_app_slot`,
  ],
  [
    undefined,
    `batch_account blueprint_assignment chaos_studio_experiment dashboard_grafana eventgrid_domain eventgrid_topic
    healthcare_fhir_service healthcare_medtech_service kubernetes_automatic_cluster kubernetes_cluster
    log_analytics_cluster log_analytics_workspace logic_app_workflow management_group_policy_assignment
    monitor_data_collection_rule monitor_scheduled_query_rules_alert_v2 netapp_account
    resource_group_policy_assignment resource_policy_assignment signalr_service static_web_app stream_analytics_job
    subscription_policy_assignment web_pubsub web_pubsub_socketio`,
  ],
];

const USER_ONLY = new Set([
  'microsoft.batch/batchaccounts/pools',
  'microsoft.resources/deploymentscripts',
  'microsoft.virtualmachineimages/imagetemplates',
  'azurerm_batch_pool',
  'azurerm_managed_devops_pool',
  'azurerm_mssql_job_agent',
  'azurerm_redhat_openshift_cluster',
  'azurerm_resource_deployment_script_azure_cli',
  'azurerm_resource_deployment_script_azure_power_shell',
]);

let table: ReadonlyMap<string, string | undefined> | undefined;

/** Undefined for a type that has no identity, or of which nothing is known. */
export function identitySupport(resource: Resource): IdentitySupport | undefined {
  table ??= new Map([...rows('microsoft.', AZURE), ...rows('azurerm_', AZURERM)]);
  const type = resource.type.toLowerCase();
  if (USER_ONLY.has(type)) return { system: false, user: true, both: undefined };
  return table.has(type) ? { system: true, user: true, both: table.get(type) } : undefined;
}

function rows(prefix: string, groups: typeof AZURE): readonly (readonly [string, string | undefined])[] {
  return groups.flatMap(([both, types]) => types.split(/\s+/).map((type) => [prefix + type, both] as const));
}
