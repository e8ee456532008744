import { PUBLIC_AUDIENCE, SOVEREIGN_AUDIENCES } from '../../../rules/catalogue/login-versions.ts';
import type { Cloud } from '../../model/inventory.ts';
import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

const AUDIENCES: Readonly<Record<Cloud, string | undefined>> = {
  public: PUBLIC_AUDIENCE,
  'us-government': SOVEREIGN_AUDIENCES['azureusgovernment'],
  'us-government-dod': SOVEREIGN_AUDIENCES['azureusgovernment'],
  china: SOVEREIGN_AUDIENCES['azurechinacloud'],
};

/** Another audience than the one that is made for this. */
export const federationAudience = identityCheck({
  id: 'federation-audience',
  area: 'federation',
  severity: 'low',
  title: 'Federated credentials have the audience of this cloud',
  why:
    'A token says for whom it was made. With an audience of its own, a token that was made for another service may be ' +
    'presented here, or the usual one is refused (AADSTS700212).',
  fix: 'Use the audience of the cloud and let the workload ask for it, unless both sides agree on another on purpose.',
  references: ['DS_030'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { header }) {
    if (trusts.length === 0) return 'not-applicable';
    const usual = AUDIENCES[header.tenant.cloud];
    const others = trusts.filter(({ audiences }) => audiences.length !== 1 || audiences[0] !== usual);
    if (others.length === 0) return 'pass';
    const texts = others.map(({ name, audiences }) => `"${name}" is for \`${audiences.join(', ')}\``);
    return { message: `The audience here is \`${usual ?? ''}\`, but ${some(texts)}.` };
  },
});
