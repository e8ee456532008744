import type { Entry, Step } from '../../model/pipeline/pipeline.ts';

/**
 * Tasks of Azure Pipelines that reach Azure, as data: a new task is a new row.
 * Facts: task.json of each task (microsoft/azure-pipelines-tasks@299572e2, 2026-08-21; azure-pipelines-terraform
 * 2026-08-19), and Microsoft's table of tasks that support workload identity federation (MicrosoftDocs/azure-devops-docs
 * docs/pipelines/release/troubleshoot-workload-identity.md, 2025-03-12).
 */

export interface TaskRow {
  /** As Microsoft writes it: `AzureCLI`. */
  readonly task: string;
  /** Inputs that name an Azure Resource Manager connection, each with its aliases. */
  readonly connections: readonly (readonly string[])[];
  /** Inputs that name a classic Azure connection: a management certificate, or a user and password. */
  readonly classic: readonly string[];
  /**
   * The first major version that can use a connection with workload identity federation: 0 for all, `undefined` where
   * none can.
   */
  readonly federatedFrom: number | undefined;
  /** Major versions that are deprecated. */
  readonly retired: readonly number[];
  /** The major version to move to from those; `undefined` where all are deprecated. */
  readonly newest: number | undefined;
  /** Another task that takes its place, where that is not a later version of the same one. */
  readonly successor: string | undefined;
  /** What else the version with federation asks for, as a whole sentence. */
  readonly note: string | undefined;
}

const SUBSCRIPTION = ['ConnectedServiceName', 'azureSubscription'];
const SUBSCRIPTION_ARM = ['ConnectedServiceNameARM', 'azureSubscription'];
const ENDPOINT = ['azureSubscriptionEndpoint', 'azureSubscription'];
const CLASSIC = ['azureClassicSubscription'];
const TERRAFORM = [['environmentServiceNameAzureRM'], ['backendServiceArm']];

export const TASKS: readonly TaskRow[] = [
  row('AutomatedAnalysis', [['connectedServiceNameARM']], { retired: [0] }),
  row('AzureAppConfigurationExport', [SUBSCRIPTION]),
  row('AzureAppConfigurationImport', [SUBSCRIPTION]),
  row('AzureAppConfigurationSnapshot', [SUBSCRIPTION]),
  row('AzureAppServiceManage', [SUBSCRIPTION]),
  row('AzureAppServiceSettings', [SUBSCRIPTION]),
  row('AzureCLI', [SUBSCRIPTION_ARM], { retired: [1], newest: 2 }),
  row('AzureCloudPowerShellDeployment', [['ARMConnectedServiceName']], {
    retired: [1, 2],
    classic: CLASSIC,
    federatedFrom: 2,
  }),
  row('AzureContainerApps', [SUBSCRIPTION_ARM], { retired: [0], newest: 1 }),
  row('AzureFileCopy', [SUBSCRIPTION_ARM], {
    retired: [1, 2, 3],
    newest: 6,
    classic: CLASSIC,
    federatedFrom: 6,
    note: 'AzureFileCopy@6 copies with the identity of the connection and no SAS: give it the role Storage Blob Data Contributor on the storage account.',
  }),
  row('AzureFunction', [['azureServiceConnection', 'azureSubscription', 'connectedServiceARM']]),
  row('AzureFunctionApp', [['connectedServiceNameARM', 'azureSubscription']]),
  row('AzureFunctionAppContainer', [['azureSubscription']]),
  row('AzureFunctionOnKubernetes', [['azureSubscriptionEndpoint', 'azureSubscriptionConnection']], {
    retired: [0],
    newest: 1,
    federatedFrom: 1,
    note: 'AzureFunctionOnKubernetes@1 can reach the cluster through an Azure Resource Manager connection: set `connectionType` and `azureSubscriptionConnection` for it.',
  }),
  row('AzureIoTEdge', [SUBSCRIPTION_ARM, ['azureSubscriptionEndpoint']]),
  row('AzureKeyVault', [SUBSCRIPTION], { retired: [1], newest: 2 }),
  row('AzureMonitor', [['connectedServiceNameARM']], { retired: [0], newest: 1, federatedFrom: 1 }),
  row('AzureMysqlDeployment', [SUBSCRIPTION], { retired: [1], newest: 2 }),
  row('AzureNLBManagement', [SUBSCRIPTION], { retired: [1], federatedFrom: undefined }),
  row('AzurePolicyCheckGate', [SUBSCRIPTION]),
  row('AzurePowerShell', [SUBSCRIPTION_ARM], { retired: [2, 3], newest: 5, classic: CLASSIC }),
  row('AzureResourceGroupDeployment', [SUBSCRIPTION]),
  row('AzureResourceManagerTemplateDeployment', [['ConnectedServiceName', 'azureResourceManagerConnection']]),
  row('AzureRmWebAppDeployment', [SUBSCRIPTION], { retired: [3], newest: 4 }),
  row('AzureSpringCloud', [SUBSCRIPTION]),
  row('AzureTestPlan', [SUBSCRIPTION]),
  row('AzureVmssDeployment', [SUBSCRIPTION]),
  row('AzureWebApp', [['azureSubscription']]),
  row('AzureWebAppContainer', [['azureSubscription']]),
  row('BicepDeploy', [['ConnectedServiceName', 'azureResourceManagerConnection']]),
  row('Docker', [ENDPOINT], { retired: [0], newest: 2 }),
  row('DockerCompose', [ENDPOINT], { retired: [0], newest: 1 }),
  row('DotNetCoreCLI', [SUBSCRIPTION]),
  row('HelmDeploy', [ENDPOINT, ['azureSubscriptionEndpointForACR', 'azureSubscriptionForACR']]),
  row('InvokeRESTAPI', [['connectedServiceNameARM', 'azureServiceConnection', 'azureSubscription']]),
  row('JavaToolInstaller', [['azureResourceManagerEndpoint']]),
  row('JenkinsDownloadArtifacts', [['ConnectedServiceNameARM']]),
  row('Kubernetes', [ENDPOINT, ['azureSubscriptionEndpointForSecrets']], {
    retired: [0],
    newest: 1,
    federatedFrom: 1,
    note: 'Kubernetes@1 names its inputs otherwise: `kubernetesServiceEndpoint`, and `connectionType` for an Azure Resource Manager connection.',
  }),
  row('KubernetesManifest', [['azureSubscriptionEndpoint', 'azureSubscriptionConnection']], {
    retired: [0],
    newest: 1,
    federatedFrom: 1,
    note: 'KubernetesManifest@1 can reach the cluster through an Azure Resource Manager connection: set `connectionType: azureResourceManager` and `azureSubscriptionConnection`.',
  }),
  row('Maven', [SUBSCRIPTION]),
  row('Notation', [['azurekvServiceConection']]),
  row('PackerBuild', [['ConnectedServiceName']], { retired: [0], newest: 1, federatedFrom: 1 }),
  row('PublishSymbols', [['ConnectedServiceName']]),
  row('PublishToAzureServiceBus', [SUBSCRIPTION], {
    federatedFrom: 2,
    note: 'PublishToAzureServiceBus@2 takes an Azure Resource Manager connection in place of one for Service Bus: name it in `azureSubscription`, and give its identity the role Azure Service Bus Data Sender.',
  }),
  row('ServiceFabricComposeDeploy', [ENDPOINT], { retired: [0], federatedFrom: undefined }),
  row('ServiceFabricDeploy', [ENDPOINT], { federatedFrom: undefined }),
  row('SqlAzureDacpacDeployment', [SUBSCRIPTION_ARM], { classic: CLASSIC }),
  row('TerraformTask', TERRAFORM),
  row('TerraformTaskV1', TERRAFORM, { federatedFrom: undefined, successor: 'TerraformTaskV4@4' }),
  row('TerraformTaskV2', TERRAFORM, { federatedFrom: undefined, successor: 'TerraformTaskV4@4' }),
  row('TerraformTaskV3', TERRAFORM, { federatedFrom: undefined, successor: 'TerraformTaskV4@4' }),
  row('TerraformTaskV4', TERRAFORM),
  row('VSTest', [SUBSCRIPTION]),
];

function row(
  task: string,
  connections: TaskRow['connections'],
  rest: Partial<Omit<TaskRow, 'task' | 'connections'>> = {},
): TaskRow {
  return {
    task,
    connections,
    classic: [],
    federatedFrom: 0,
    retired: [],
    newest: undefined,
    successor: undefined,
    note: undefined,
    ...rest,
  };
}

const byName = new Map(TASKS.map((it) => [it.task.toLowerCase(), it]));

/** The row of the task that a step runs; `undefined` for scripts, templates and other tasks. */
export function taskOf(step: Step): TaskRow | undefined {
  if (step.job.pipeline.platform !== 'azure-pipelines' || !step.uses || step.uses.isLocal) return undefined;
  return byName.get(step.uses.action);
}

/** The major version that a step asks for; `undefined` where it is an expression or missing. */
export function taskMajor({ uses }: Step): number | undefined {
  return uses?.ref !== undefined && /^\d{1,4}(?:\.|$)/.test(uses.ref) ? Number.parseInt(uses.ref, 10) : undefined;
}

/** An input of a task under its name or any alias, the name compared without regard to case. */
export function taskInput(step: Step, name: string): Entry | undefined {
  const lower = name.toLowerCase();
  const group = taskOf(step)?.connections.find((names) => names.some((other) => other.toLowerCase() === lower));
  for (const candidate of [name, ...(group ?? [])]) {
    const entry = step.input(candidate);
    if (entry) return entry;
  }
  return undefined;
}

/** The inputs that name the Azure connections of a step, in the order of the table. */
export function connectionsOf(step: Step): readonly Entry[] {
  const names = taskOf(step)?.connections ?? [];
  return names.flatMap(([name = '']) => taskInput(step, name) ?? []);
}
