import type { Platform } from './platform.ts';

/** Azure DevOps docs, "Troubleshoot workload identity service connections". */
export const azureDevOps: Platform = {
  id: 'azure-devops',
  name: 'Azure DevOps',
  issuers: [
    {
      template: 'https://vstoken.dev.azure.com/{organizationId}',
      isFlexible: false,
      product: 'Azure DevOps',
      classes: ['retire-2027'],
    },
    {
      template: 'https://app.vstoken.visualstudio.com/{organizationId}',
      isFlexible: false,
      product: 'Azure DevOps (earlier issuer)',
      classes: ['retire-2027'],
    },
  ],
  slots: {
    organizationId: { kind: 'text', chars: 'A-Za-z0-9-' },
    organization: { kind: 'text', chars: '^\u0000-\u001f/*?' },
    project: { kind: 'text', chars: '^\u0000-\u001f/*?' },
    connection: { kind: 'text', chars: '^\u0000-\u001f/*?' },
  },
  subjects: [
    {
      id: 'service-connection',
      template: 'sc://{organization}/{project}/{connection}',
      mutable: ['organization', 'project', 'connection'],
    },
  ],
  parts: [],
  flexibleClaims: [],
  audience: 'api://AzureADTokenExchange',
  attackerPart: 'Whoever can edit a pipeline that is authorised for the service connection can use it.',
  narrowest: '<the subject that the service connection shows after converting it to the Entra issuer>',
  subjectPrefixes: ['sc://'],
  mistakes: [],
};

/** Entra as issuer: managed identities as credentials of an application, and Azure DevOps in its newer form. */
export const entra: Platform = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  issuers: [
    {
      template: 'https://login.microsoftonline.com/{tenantId}/v2.0',
      isFlexible: false,
      product: 'Microsoft Entra ID',
    },
    {
      template: 'https://login.microsoftonline.us/{tenantId}/v2.0',
      isFlexible: false,
      product: 'Microsoft Entra ID for US Government',
      audience: 'api://AzureADTokenExchangeUSGov',
    },
    {
      template: 'https://login.partner.microsoftonline.cn/{tenantId}/v2.0',
      isFlexible: false,
      product: 'Microsoft Entra ID operated by 21Vianet',
      audience: 'api://AzureADTokenExchangeChina',
    },
  ],
  slots: {
    tenantId: { kind: 'text', chars: 'A-Za-z0-9.-' },
    principalId: { kind: 'uuid' },
    tenantBlob: { kind: 'text', chars: 'A-Za-z0-9_-' },
    applicationBlob: { kind: 'text', chars: 'A-Za-z0-9_-' },
    rest: { kind: 'text', chars: '^\u0000- *?' },
  },
  subjects: [
    { id: 'managed-identity', template: '{principalId}' },
    { id: 'first-party', template: '/eid1/c/pub/t/{tenantBlob}/a/{applicationBlob}/{rest}' },
  ],
  parts: [],
  flexibleClaims: [],
  audience: 'api://AzureADTokenExchange',
  attackerPart: 'Every resource that the managed identity is attached to can obtain the token.',
  narrowest: '{principalId}',
  subjectPrefixes: ['/eid1/'],
  mistakes: [],
};
