import { credentialState } from '../../model/lifetime.ts';
import type { FigureDefinition } from './figure.ts';

export const credentialKinds: FigureDefinition = {
  id: 'credential-kinds',
  title: 'Credentials by kind',
  about:
    'Everything that identities sign in with. A federated credential and a managed identity have nothing to steal, and no end.',
  unit: { one: 'credential', many: 'credentials' },
  shape: 'bars',
  rows: [
    { key: 'client-secret', text: 'Client secrets' },
    { key: 'certificate', text: 'Certificates' },
    { key: 'federated', text: 'Federated credentials', short: 'Federated' },
    { key: 'managed-identity', text: 'Managed identities', short: 'Managed' },
  ],
  series: [
    { key: 'expired', text: 'Expired', tone: 'none' },
    { key: 'expiring', text: 'Expiring', tone: 'medium' },
    { key: 'valid', text: 'Valid', tone: 'low' },
    { key: 'keyless', text: 'Without a key', tone: 'good' },
  ],
  needs: ['applications', 'service-principals', 'federated-credentials'],
  see({ identity, isManaged }, { now, thresholds }, count) {
    for (const credential of identity.keyCredentials) {
      if (credential.purpose !== undefined) continue;
      const state = credentialState(credential, now, thresholds.expiringDays);
      count(credential.kind, state === 'expired' || state === 'expiring' ? state : 'valid');
    }
    for (const _ of identity.federatedCredentials) count('federated', 'keyless');
    if (isManaged) count('managed-identity', 'keyless');
  },
};
