/**
 * Names and limits of Microsoft Entra Workload ID on Kubernetes, and of what came before it.
 * Facts: Azure/azure-workload-identity v1.6.0 (service-account-labels-and-annotations, pkg/webhook), AKS documentation on
 * identity bindings, Azure/aad-pod-identity (archived 2023-10-02), KEDA 2.21, Secrets Store CSI provider 2026-06.
 */

const PREFIX = 'azure.workload.identity/';

/** The pod label that the webhook selects pods by, since v1.0.0 on pods only. */
export const USE_LABEL = `${PREFIX}use`;
export const CLIENT_ID_ANNOTATION = `${PREFIX}client-id`;
export const TENANT_ID_ANNOTATION = `${PREFIX}tenant-id`;
export const TOKEN_EXPIRATION_ANNOTATION = `${PREFIX}service-account-token-expiration`;
export const PROXY_SIDECAR_ANNOTATION = `${PREFIX}inject-proxy-sidecar`;

/** Seconds a projected token may live. */
export const TOKEN_EXPIRATION = { least: 3_600, most: 86_400 } as const;

/** The audience of tokens for Entra ID in the public cloud: a pod that mounts one itself needs no webhook. */
export const TOKEN_AUDIENCE = /^api:\/\/AzureADTokenExchange/i;

/** The permission that an identity binding checks: whoever has it may use the identity that the resource names. */
export const IDENTITY_BINDING = { group: 'cid.wi.aks.azure.com', verb: 'use-managed-identity' } as const;

/** Groups that hold service accounts nobody chose, with who is in them. */
export const BROAD_GROUPS: readonly { readonly name: RegExp; readonly members: string }[] = [
  { name: /^system:serviceaccounts$/, members: 'every service account of the cluster' },
  { name: /^system:serviceaccounts:/, members: 'every service account of the namespace' },
  { name: /^system:authenticated$/, members: 'everybody who can log in to the cluster' },
  { name: /^system:unauthenticated$/, members: 'everybody who can reach the cluster' },
];

export const POD_IDENTITY_LABEL = 'aadpodidbinding';
export const POD_IDENTITY_GROUP = 'aadpodidentity.k8s.io';

export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
