import type { Platform } from './platform.ts';

/** AWS IAM guide, "Outbound identity federation". */
export const aws: Platform = {
  id: 'aws',
  name: 'Amazon Web Services',
  issuers: [
    {
      template: 'https://{accountIssuer}.tokens.sts.global.api.aws',
      isFlexible: false,
      product: 'AWS outbound identity federation',
    },
  ],
  slots: {
    accountIssuer: { kind: 'text', chars: 'A-Za-z0-9-' },
    partition: { kind: 'text', chars: 'a-z-' },
    account: { kind: 'text', chars: '0-9' },
    principal: { kind: 'text', chars: 'A-Za-z0-9+=,.@_/-' },
    kind: { kind: 'one-of', values: ['role', 'user'] },
  },
  subjects: [
    { id: 'principal', template: 'arn:{partition}:iam::{account}:{kind}/{principal}' },
    { id: 'root', template: 'arn:{partition}:iam::{account}:root' },
  ],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever may assume the role can ask for its token.',
  narrowest: 'arn:aws:iam::{account}:role/{principal}',
  mistakes: [],
};

/** Learn, "Access Microsoft Entra protected resources from an app in Google Cloud". */
export const googleCloud: Platform = {
  id: 'google-cloud',
  name: 'Google Cloud',
  issuers: [{ template: 'https://accounts.google.com', isFlexible: false, product: 'Google Cloud' }],
  slots: { uniqueId: { kind: 'text', chars: '0-9' } },
  subjects: [{ id: 'service-account', template: '{uniqueId}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever has getOpenIdToken on the service account can ask for a token with any audience.',
  narrowest: '{uniqueId}',
  mistakes: [],
};

/** SPIFFE ids; the issuer is the discovery provider's own URL, so the subject tells the platform. */
export const spiffe: Platform = {
  id: 'spiffe',
  name: 'SPIFFE',
  issuers: [],
  slots: {
    trustDomain: { kind: 'text', chars: 'a-z0-9._-' },
    path: { kind: 'text', chars: 'A-Za-z0-9._/-' },
  },
  subjects: [{ id: 'workload', template: 'spiffe://{trustDomain}/{path}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever can register workloads in the trust domain can choose the path.',
  narrowest: 'spiffe://{trustDomain}/{path}',
  subjectPrefixes: ['spiffe://'],
  selfHosted: { product: 'SPIFFE', subjectPrefix: 'spiffe://' },
  mistakes: [],
};
