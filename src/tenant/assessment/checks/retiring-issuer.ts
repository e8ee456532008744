import { identityCheck } from '../check.ts';
import { trustNames } from '../texts.ts';

/** Credentials for an issuer with an announced end. */
export const retiringIssuer = identityCheck({
  id: 'retiring-issuer',
  area: 'federation',
  severity: 'medium',
  title: 'No federated credentials for issuers that retire',
  why: 'Azure DevOps retires its own issuer on 2027-07-01: sign-ins of service connections that still use it fail from then on.',
  fix: 'Convert the service connections to the issuer of Entra and replace these credentials.',
  references: ['DS_074'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    const old = trusts.filter((trust) => engine.judge(trust).breadth.some((one) => one.class === 'retire-2027'));
    return old.length === 0 ? 'pass' : { message: `It depends on the old issuer: ${trustNames(old)}.` };
  },
});
