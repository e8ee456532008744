import { identityCheck } from '../check.ts';
import { credentialNames, keyIdsOf } from '../texts.ts';

/** Credentials on the service principal, where the app registration does not show them. */
export const servicePrincipalCredential = identityCheck({
  id: 'service-principal-credential',
  area: 'credentials',
  severity: 'high',
  title: 'No credentials on service principals themselves',
  why:
    'The app registration and the portals do not show a credential that is kept on the service principal. Attackers put ' +
    "theirs there, and on applications of others it lets this tenant sign in as somebody else's software.",
  fix: 'Find out who added it (audit log, "Add service principal credentials") and remove it; keep credentials on the registration.',
  references: ['RMI_069', 'ZTA.21896'],
  needs: ['service-principals'],
  needsLicence: false,
  concerns: ({ identity }) =>
    identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft' && !identity.agent,
  judge({ identity, live }) {
    if (identity.servicePrincipalId === undefined) return 'not-applicable';
    const own = live.filter(({ origin }) => origin === 'service-principal');
    if (own.length === 0) return 'pass';
    // Without a registration anywhere there is no other place for it.
    const isLegacy = identity.kind === 'service-principal' && identity.ownership === 'own';
    return {
      message: `Its service principal holds ${credentialNames(own)}.`,
      keyIds: keyIdsOf(own),
      ...(isLegacy && { severity: 'low' }),
    };
  },
});
