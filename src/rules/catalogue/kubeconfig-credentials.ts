import type { CommandRow } from '../support/commands.ts';

/**
 * Where pipelines reach a Kubernetes cluster with a credential of the cluster, as data: a new action or task is a new row.
 * Facts: task.json of the tasks (microsoft/azure-pipelines-tasks@299572e2, 2026-08-21), action.yml of
 * azure/aks-set-context and azure/k8s-set-context@42a5ae85, Azure CLI reference (2026-08-21), Az PowerShell 16.2.0.
 */

/** A switch that asks for the cluster's administrator instead of the identity that is signed in. */
export interface AdminSwitchRow {
  readonly actions: readonly string[];
  readonly input: string;
}

export const ADMIN_SWITCHES: readonly AdminSwitchRow[] = [
  { actions: ['kubernetesmanifest', 'kubernetes', 'helmdeploy'], input: 'useClusterAdmin' },
  { actions: ['azure/aks-set-context'], input: 'admin' },
];

export const ADMIN_COMMANDS: readonly CommandRow[] = [
  { command: 'az aks get-credentials', withAny: [{ names: ['--admin', '-a'] }] },
  { command: 'Import-AzAksCredential', withAny: [{ names: ['-Admin'] }] },
];

/** Inputs of actions that hold a kubeconfig or the token of a service account. */
export const KUBECONFIG_INPUTS: readonly { readonly actions: readonly string[]; readonly inputs: readonly string[] }[] =
  [{ actions: ['azure/k8s-set-context'], inputs: ['kubeconfig', 'k8s-secret', 'token'] }];

/** Tasks that can reach a cluster through a Kubernetes connection, which holds a kubeconfig or a service account's token. */
export interface KubernetesConnectionRow {
  readonly action: string;
  /** Inputs that name the connection, aliases included. */
  readonly inputs: readonly string[];
  /** The value of `connectionType` for an Azure Resource Manager connection. */
  readonly azure: string;
  /** Whether a task without `connectionType` uses the Kubernetes connection. */
  readonly isDefault: boolean;
}

export const KUBERNETES_CONNECTIONS: readonly KubernetesConnectionRow[] = [
  {
    action: 'kubernetesmanifest',
    inputs: ['kubernetesServiceConnection', 'kubernetesServiceEndpoint'],
    azure: 'azureResourceManager',
    isDefault: true,
  },
  {
    action: 'kubernetes',
    inputs: ['kubernetesServiceEndpoint', 'kubernetesServiceConnection'],
    azure: 'Azure Resource Manager',
    isDefault: true,
  },
  {
    action: 'helmdeploy',
    inputs: ['kubernetesServiceConnection', 'kubernetesServiceEndpoint'],
    azure: 'Azure Resource Manager',
    isDefault: false,
  },
];
