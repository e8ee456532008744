import { identityCheck } from '../check.ts';
import { credentialNames, keyIdsOf } from '../texts.ts';

/** Credentials on service principals of Microsoft's own applications. */
export const microsoftPrincipalCredential = identityCheck({
  id: 'microsoft-principal-credential',
  area: 'credentials',
  severity: 'high',
  title: 'No credentials on applications of Microsoft',
  why:
    'A credential on the service principal of an application of Microsoft lets its holder act with whatever that ' +
    'application may do, under a name that nobody suspects.',
  fix: 'Find out who added it and why. Unless a documented set-up asks for it, remove it.',
  references: ['RMI_069', 'ZTA.21774'],
  needs: ['service-principals'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'microsoft',
  judge: ({ live }) =>
    live.length === 0 ? 'pass' : { message: `Somebody has added ${credentialNames(live)}.`, keyIds: keyIdsOf(live) },
});
