import { broadGraphPermission } from '../../../rules/catalogue/graph-permissions.ts';
import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

/** Delegated permissions that an administrator gave for everyone and that lead to the tenant. */
export const delegatedPermission = identityCheck({
  id: 'delegated-permission',
  area: 'privilege',
  severity: 'medium',
  title: 'No takeover permissions consented for everyone',
  why: 'Whenever an administrator signs in to the application, it can do with these what leads to Global Administrator.',
  fix: 'Revoke the consent for everyone and give it to the administrators who use the application.',
  references: ['RMI_064', 'MT.1050', 'MT.1051'],
  needs: ['service-principals', 'delegated-grants'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership !== 'microsoft' && identity.kind !== 'managed-identity',
  judge({ identity }) {
    const forEveryone = identity.delegatedGrants.filter(({ userId }) => userId === undefined);
    if (forEveryone.length === 0) return 'not-applicable';
    const scopes = [...new Set(forEveryone.flatMap((grant) => grant.scopes))];
    const broad = scopes.filter((scope) => broadGraphPermission(scope)?.reach === 'takeover');
    if (broad.length === 0) return 'pass';
    return {
      message: `An administrator has consented for everyone to ${some(broad)}.`,
      ...(identity.ownership === 'third-party' && { severity: 'high' }),
    };
  },
});
