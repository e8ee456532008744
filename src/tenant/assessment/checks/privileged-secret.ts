import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { credentialNames, keyIdsOf, privilegeTexts } from '../texts.ts';

/** The worst pair: a client secret and rights over much of the tenant or of Azure. */
export const privilegedSecret = identityCheck({
  id: 'privileged-secret',
  area: 'credentials',
  severity: 'critical',
  title: 'No client secrets on privileged identities',
  why: 'Whoever finds the secret holds the rights: with these, the tenant, a subscription or the data of everybody.',
  fix: 'Move this identity to a managed identity or a narrow federated credential first, and take away what it does not use.',
  references: ['RMI_064', 'RMI_070', 'MT.1027'],
  needs: ['applications', 'service-principals'],
  uses: ['directory-roles', 'application-permissions', 'azure-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity',
  judge(facts) {
    const { secrets, privileges, tier } = facts;
    if (secrets.length === 0) return 'not-applicable';
    if (!isPrivileged(facts)) return 'pass';
    const held = privileges.filter((each) => each.tier === tier);
    return {
      message: `${credentialNames(secrets)} gives whoever holds it ${privilegeTexts(held)}.`,
      severity: tier === 'critical' ? 'critical' : 'high',
      keyIds: keyIdsOf(secrets),
    };
  },
});
