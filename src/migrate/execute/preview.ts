import type { TenantCall } from '../plan.ts';
import { POLICY_NAME } from './graph-port.ts';

/** A request as it will be sent, for a person to confirm. */
export interface RequestPreview {
  readonly service: 'Microsoft Graph' | 'Azure Resource Manager';
  readonly method: string;
  /** Below the service's root, without version and query. */
  readonly path: string;
  readonly body: unknown;
}

/**
 * What making a call sends, whatever the title of its step says: a plan is a file that others can write. The id of a
 * policy that is made on the way is not known before.
 */
export function previewOf(call: TenantCall): readonly RequestPreview[] {
  const { operation, object, objectId, resourceId, trust, keyId } = call;
  const holder = `/${object === 'application' ? 'applications' : 'servicePrincipals'}/${objectId}`;
  const graph = (path: string, body: unknown): RequestPreview => ({
    service: 'Microsoft Graph',
    method: 'POST',
    path,
    body,
  });
  switch (operation) {
    case 'add-trust': {
      if (!trust) return [];
      const { name, ...properties } = trust;
      if (object !== 'managed-identity') return [graph(`${holder}/federatedIdentityCredentials`, trust)];
      const path = `${resourceId ?? ''}/federatedIdentityCredentials/${name}`;
      return [{ service: 'Azure Resource Manager', method: 'PUT', path, body: { properties } }];
    }
    case 'remove-secret':
      return [graph(`${holder}/removePassword`, { keyId })];
    case 'forbid-secrets':
      return [
        graph('/policies/appManagementPolicies', { displayName: POLICY_NAME }),
        graph(`${holder}/appManagementPolicies/$ref`, {}),
      ];
  }
}
