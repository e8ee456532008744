import { CLOUDS, type Cloud } from './model/inventory.ts';

/** Where a cloud's services are; without a slash at the end. */
export interface CloudEndpoints {
  /** Microsoft Entra ID. */
  readonly authority: string;
  readonly graph: string;
  readonly resourceManager: string;
  readonly entraAdminCenter: string;
  readonly azurePortal: string;
}

/** Sources: "Microsoft Graph national cloud deployments", "Azure Government developer guide", "Azure China endpoints". */
export const CLOUD_ENDPOINTS: Readonly<Record<Cloud, CloudEndpoints>> = {
  public: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    resourceManager: 'https://management.azure.com',
    entraAdminCenter: 'https://entra.microsoft.com',
    azurePortal: 'https://portal.azure.com',
  },
  'us-government': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
    entraAdminCenter: 'https://entra.microsoft.us',
    azurePortal: 'https://portal.azure.us',
  },
  'us-government-dod': {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
    entraAdminCenter: 'https://entra.microsoft.us',
    azurePortal: 'https://portal.azure.us',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    entraAdminCenter: 'https://entra.microsoftonline.cn',
    azurePortal: 'https://portal.azure.cn',
  },
};

/** The cloud of this name; the public one where there is none. */
export function cloudOf(name: string): Cloud {
  return CLOUDS.find((cloud) => cloud === name) ?? 'public';
}

/** The endpoints of a cloud, some of them set otherwise. Empty values count as not set. */
export function endpointsOf(
  cloud: Cloud,
  overrides: Partial<Record<keyof CloudEndpoints, string>> = {},
): CloudEndpoints {
  const set = Object.entries(overrides).filter(([, value]) => typeof value === 'string' && value !== '');
  const trimmed = set.map(([name, value]) => [name, (value as string).replace(/\/+$/, '')]);
  return { ...CLOUD_ENDPOINTS[cloud], ...Object.fromEntries(trimmed) };
}
