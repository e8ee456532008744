import { identityCheck } from '../check.ts';
import { counted } from '../texts.ts';

/** Federated credentials that an application or user-assigned identity can have (Learn, "Considerations"). */
const LIMIT = 20;

export const federationLimit = identityCheck({
  id: 'federation-limit',
  area: 'federation',
  severity: 'low',
  title: 'Room for more federated credentials',
  why: 'An identity can have 20 federated credentials. One that is near has many users, and the next deployment may fail.',
  fix: 'Give some of the workloads an identity of their own, with the rights that only they need.',
  references: ['DS_030'],
  needs: ['federated-credentials'],
  needsLicence: false,
  thresholds: ['federatedCredentials'],
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { thresholds }) {
    if (trusts.length === 0) return 'not-applicable';
    if (trusts.length < thresholds.federatedCredentials) return 'pass';
    return { message: `It has ${counted(trusts.length, 'federated credential')} of ${LIMIT}.` };
  },
});
