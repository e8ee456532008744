import type { CredentialKind } from './workflow-credentials.ts';

/**
 * Where Kubernetes objects sign in with a credential of an application, as data.
 * Facts: Secrets Store CSI provider for Azure 2026-06, external-secrets v1 (secretstore_azurekv_types.go), cert-manager
 * (types_issuer.go), cluster-api-provider-azure v1beta1, provider-upjet-azure v1beta1, Dapr component metadata,
 * aad-pod-identity v1.8, external-dns and Velero documentation.
 */
export interface ManifestCredentialRow {
  readonly kinds: readonly string[];
  readonly groups: readonly string[];
  /** A field that is there only where the credential is in use. */
  readonly path: string;
  /** What the field must say, where its presence alone means nothing. */
  readonly value?: RegExp;
  /** Another field that says, with any other text than this, that the credential is not in use. */
  readonly onlyWith?: { readonly path: string; readonly value: string };
  /** Who signs in, for the message: `The Key Vault provider`. */
  readonly reader: string;
  readonly credential: CredentialKind;
  readonly advice: string;
  readonly way: KeylessWay | undefined;
}

/** How the object signs in without: names of the fixes in kubernetes/client-secret-fixes.ts. */
export type KeylessWay = 'external-secrets' | 'cert-manager' | 'cluster-api' | 'crossplane';

const EXTERNAL_SECRETS = {
  kinds: ['SecretStore', 'ClusterSecretStore'],
  groups: ['external-secrets.io'],
  // The default where there is none.
  onlyWith: { path: 'spec.provider.azurekv.authType', value: 'ServicePrincipal' },
  reader: 'External Secrets',
  advice: 'Use `authType: WorkloadIdentity` with a `serviceAccountRef` that the identity trusts.',
  way: 'external-secrets',
} as const;

const CLUSTER_API = {
  kinds: ['AzureClusterIdentity'],
  groups: ['infrastructure.cluster.x-k8s.io'],
  path: 'spec.type',
  reader: 'Cluster API',
  advice: 'Use `type: WorkloadIdentity`, and let the identity trust the service account of the controller.',
  way: 'cluster-api',
} as const;

export const MANIFEST_CREDENTIALS: readonly ManifestCredentialRow[] = [
  {
    ...EXTERNAL_SECRETS,
    path: 'spec.provider.azurekv.authSecretRef.clientSecret',
    credential: 'client secret',
  },
  {
    ...EXTERNAL_SECRETS,
    path: 'spec.provider.azurekv.authSecretRef.clientCertificate',
    credential: 'client certificate',
  },
  {
    kinds: ['ACRAccessToken', 'ClusterGenerator'],
    groups: ['generators.external-secrets.io'],
    path: 'spec.auth.servicePrincipal.secretRef.clientSecret',
    reader: 'External Secrets',
    credential: 'client secret',
    advice: 'Use `auth.workloadIdentity` with a `serviceAccountRef` that the identity trusts.',
    way: undefined,
  },
  {
    kinds: ['Issuer', 'ClusterIssuer'],
    groups: ['cert-manager.io'],
    path: 'spec.acme.solvers[].dns01.azureDNS.clientSecretSecretRef',
    reader: 'cert-manager',
    credential: 'client secret',
    advice: 'Use `managedIdentity` with a `clientID`, and label the pods of cert-manager for workload identity.',
    way: 'cert-manager',
  },
  { ...CLUSTER_API, value: /^(?:Manual)?ServicePrincipal$/, credential: 'client secret' },
  { ...CLUSTER_API, value: /^ServicePrincipalCertificate$/, credential: 'client certificate' },
  {
    kinds: ['ProviderConfig', 'ClusterProviderConfig'],
    groups: ['azure.upbound.io', 'azure.m.upbound.io'],
    path: 'spec.credentials.source',
    value: /^Secret$/,
    reader: 'Crossplane',
    credential: 'client secret',
    advice: 'Use `source: OIDCTokenFile` with `clientID`, `tenantID` and `subscriptionID`.',
    way: 'crossplane',
  },
  {
    kinds: ['AzureIdentity'],
    groups: ['aadpodidentity.k8s.io'],
    path: 'spec.clientPassword',
    reader: 'Pod identity, which is retired,',
    credential: 'client secret',
    advice: 'Use workload identity: it needs no secret, for applications neither.',
    way: undefined,
  },
];

/** Settings of Dapr components that sign in as an application, by name in lower case. */
export const DAPR_CREDENTIALS: Readonly<Record<string, CredentialKind>> = {
  azureclientsecret: 'client secret',
  azurecertificate: 'client certificate',
  azurecertificatefile: 'client certificate',
  spnclientsecret: 'client secret',
  spncertificate: 'client certificate',
};

/** Keys of Secrets that say by themselves that they hold the secret of an application. */
export const SECRET_KEY =
  /^(?:azure|arm|aad|azuread|entra|entraid|sp|spn)[-_.]?(?:ad[-_.]?)?client[-_.]?(?:secret|password)$/i;
/** Keys that do so in company: beside a tenant, or in a Secret whose name speaks of Azure. */
export const PLAIN_SECRET_KEY = /^client[-_.]?secret$/i;
export const TENANT_KEY = /^(?:azure|arm|aad)?[-_.]?tenant[-_.]?id$/i;
export const AZURE_SECRET_NAME = /azure|(?:^|-)(?:aad|entra|akv|aso|acr|aks)(?:-|$)|keyvault|key-vault|secrets-store/i;

/** Credentials inside of files that Secrets and ConfigMaps hold. */
export const EMBEDDED_CREDENTIALS: readonly {
  /** The credential is the first group. */
  readonly pattern: RegExp;
  readonly reader: string;
  readonly advice: string;
}[] = [
  {
    pattern: /"aadClientSecret"\s*:\s*"([^"\n]*)"/,
    reader: 'What reads this azure.json (external-dns, the cloud provider)',
    advice: 'Use `"useWorkloadIdentityExtension": true` and drop `aadClientId` and `aadClientSecret`.',
  },
  {
    pattern: /^[ \t]*AZURE_CLIENT_SECRET[ \t]*=[ \t]*(\S+)/m,
    reader: 'What reads these settings (Velero, the Azure SDK)',
    advice: 'Use workload identity; Velero takes `useAAD: "true"` in its configuration.',
  },
];

/** The CSI driver whose volumes may be given the secret of an application. */
export const SECRETS_STORE_DRIVER = 'secrets-store.csi.k8s.io';
