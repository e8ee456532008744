import { identityCheck } from '../check.ts';
import { counted, credentialNames, keyIdsOf, trustNames } from '../texts.ts';

/** A client secret although there is something better to sign in with. */
export const secretBesideStronger = identityCheck({
  id: 'secret-beside-stronger',
  area: 'credentials',
  severity: 'medium',
  title: 'No client secret beside a stronger credential',
  why: 'An identity is as strong as the weakest of its credentials: the better one protects nothing while the secret works.',
  fix: 'Check by key id that nothing signs in with the secret any more, then remove it.',
  references: ['RMI_070', 'DS_074'],
  needs: ['applications', 'service-principals'],
  uses: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ secrets, certificates, trusts }) {
    if (secrets.length === 0) return 'not-applicable';
    if (trusts.length + certificates.length === 0) return 'pass';
    const stronger =
      trusts.length > 0
        ? `${counted(trusts.length, 'federated credential')} (${trustNames(trusts)})`
        : `${counted(certificates.length, 'certificate')} (${credentialNames(certificates)})`;
    return {
      message: `It has ${stronger}, and ${credentialNames(secrets)} beside.`,
      keyIds: keyIdsOf(secrets),
      ...(trusts.length === 0 && { severity: 'low' }),
    };
  },
});
