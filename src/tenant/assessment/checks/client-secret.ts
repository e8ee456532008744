import { identityCheck } from '../check.ts';
import { counted, credentialNames, keyIdsOf } from '../texts.ts';

/** Every live client secret of the tenant's own applications. */
export const clientSecret = identityCheck({
  id: 'client-secret',
  area: 'credentials',
  severity: 'medium',
  title: 'No client secrets',
  why:
    'A client secret works for whoever holds it, from anywhere, until it ends. It is copied to wherever it is used, and a ' +
    'leak looks like any other use.',
  fix:
    'Use a managed identity where the workload runs in Azure and a federated credential where it runs elsewhere; then ' +
    'remove the secret.',
  references: ['RMI_070', 'DS_074', 'DS_075', 'ZTA.21772', 'MT.1057'],
  needs: ['applications', 'service-principals'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership === 'own',
  judge({ secrets, certificates, trusts }) {
    if (secrets.length > 0) {
      const others = trusts.length > 0 ? ' It has federated credentials to live on.' : '';
      return {
        message: `It can sign in with ${counted(secrets.length, 'client secret')}: ${credentialNames(secrets)}.${others}`,
        keyIds: keyIdsOf(secrets),
      };
    }
    return certificates.length + trusts.length > 0 ? 'pass' : 'not-applicable';
  },
});
