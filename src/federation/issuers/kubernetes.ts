import type { Platform } from './platform.ts';

/** Kubernetes docs, "Service account token volume projection"; AKS docs, "Workload identity". */
export const kubernetes: Platform = {
  id: 'kubernetes',
  name: 'Kubernetes',
  issuers: [
    {
      template: 'https://{region}.oic.prod-aks.azure.com/{tenantId}/{clusterId}/',
      isFlexible: false,
      product: 'Azure Kubernetes Service',
    },
    {
      template: 'https://oidc.prod-aks.azure.com/{clusterId}/',
      isFlexible: false,
      product: 'Azure Kubernetes Service (earlier issuer)',
    },
    {
      template: 'https://ib.oic.prod-aks.azure.com/{tenantId}/{clientId}',
      isFlexible: false,
      product: 'AKS identity binding',
      subjects: [],
    },
    {
      template: 'https://oidc.eks.{region}.amazonaws.com/id/{clusterId}',
      isFlexible: false,
      product: 'Amazon EKS',
    },
    {
      template: 'https://container.googleapis.com/v1/projects/{project}/locations/{region}/clusters/{cluster}',
      isFlexible: false,
      product: 'Google Kubernetes Engine',
    },
  ],
  slots: {
    region: { kind: 'text', chars: 'A-Za-z0-9-' },
    tenantId: { kind: 'text', chars: 'A-Za-z0-9-' },
    clientId: { kind: 'text', chars: 'A-Za-z0-9-' },
    clusterId: { kind: 'text', chars: 'A-Za-z0-9-' },
    project: { kind: 'text', chars: 'A-Za-z0-9:.-' },
    cluster: { kind: 'text', chars: 'A-Za-z0-9-' },
    namespace: { kind: 'text', chars: 'a-z0-9-' },
    serviceAccount: { kind: 'text', chars: 'a-z0-9.-' },
  },
  subjects: [{ id: 'service-account', template: 'system:serviceaccount:{namespace}:{serviceAccount}' }],
  parts: [],
  values: [
    { slot: 'serviceAccount', values: ['default'], class: 'default-sa' },
    { slot: 'namespace', values: ['default'], class: 'default-namespace' },
    { slot: 'namespace', values: ['kube-system', 'kube-public', 'kube-node-lease'], class: 'system-namespace' },
  ],
  flexibleClaims: [],
  audience: 'api://AzureADTokenExchange',
  attackerPart: 'Whoever can create a pod in the namespace can obtain the token of its service accounts.',
  narrowest: 'system:serviceaccount:{namespace}:{serviceAccount}',
  subjectPrefixes: ['system:serviceaccount:'],
  selfHosted: { product: 'Kubernetes', subjectPrefix: 'system:serviceaccount' },
  mistakes: [
    {
      wrong: 'system:serviceaccounts:',
      right: 'system:serviceaccount:',
      at: 'anywhere',
      explanation: 'Kubernetes writes serviceaccount in the singular.',
    },
  ],
};
