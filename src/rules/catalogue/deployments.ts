import type { CommandRow } from '../support/commands.ts';

/**
 * What deploys to Azure, as data. Facts: action.yml of each action; Azure CLI, azd 1.30, Az PowerShell 16.2,
 * Terraform, Helm and Pulumi command references (2026-08).
 */
export const DEPLOY_ACTIONS: readonly string[] = [
  'azure/webapps-deploy',
  'azure/functions-action',
  'azure/functions-container-action',
  'azure/container-apps-deploy-action',
  'azure/k8s-deploy',
  'azure/k8s-actions/k8s-deploy',
  'azure/arm-deploy',
  'azure/bicep-deploy',
  'azure/sql-action',
  'azure/static-web-apps-deploy',
  'azure/data-factory-deploy-action',
  'azure/aci-deploy',
  'azure/spring-apps-deploy',
  'azure/appservice-settings',
];

const DRY_RUN = [{ names: ['--dry-run', '--what-if', '-w', '-WhatIf', '--preview'] }];

export const DEPLOY_COMMANDS: readonly CommandRow[] = [
  { command: 'az deployment|stack * create', without: DRY_RUN },
  { command: 'az webapp|functionapp|containerapp|staticwebapp|spring deploy|up|update|create' },
  { command: 'az webapp|functionapp deployment source|slot' },
  { command: 'az acr build' },
  { command: 'azd up|provision|deploy', without: DRY_RUN },
  { command: 'terraform|tofu|terragrunt apply|destroy' },
  { command: 'kubectl apply|rollout|set', without: DRY_RUN },
  { command: 'helm upgrade|install', without: DRY_RUN },
  { command: 'pulumi up' },
  { command: 'func azure functionapp publish' },
  { command: 'swa deploy' },
  {
    command:
      'New-AzDeployment|New-AzResourceGroupDeployment|New-AzSubscriptionDeployment|New-AzManagementGroupDeployment|New-AzTenantDeployment|New-AzResourceGroupDeploymentStack|New-AzSubscriptionDeploymentStack|New-AzManagementGroupDeploymentStack|Publish-AzWebApp',
    without: [{ names: ['-WhatIf'] }],
  },
];
