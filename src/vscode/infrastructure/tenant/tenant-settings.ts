import * as vscode from 'vscode';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';

export interface TenantSettings {
  /** As it is written; `cloudOf` says which one that is. */
  readonly cloud: string;
  readonly tenantId: string | undefined;
  /** Of the customer's own application registration. */
  readonly clientId: string | undefined;
  /** Endpoints other than the cloud's. A workspace cannot set them: tokens are sent there. */
  readonly endpoints: Partial<Record<keyof CloudEndpoints, string>>;
}

export function readTenantSettings(): TenantSettings {
  const configuration = vscode.workspace.getConfiguration('keyless');
  return {
    cloud: configuration.get<string>('tenant.cloud', 'public'),
    tenantId: nonEmpty(configuration.get<string>('tenant.id')),
    clientId: nonEmpty(configuration.get<string>('tenant.clientId')),
    endpoints: configuration.get<TenantSettings['endpoints']>('tenant.endpoints', {}),
  };
}

function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed ? trimmed : undefined;
}
