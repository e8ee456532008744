import { isRisky } from '../../model/activity.ts';
import { identityCheck } from '../check.ts';
import { credentialName, some } from '../texts.ts';

/** Identities that Microsoft Entra ID Protection calls at risk, with the credentials its detections name. */
export const riskyIdentity = identityCheck({
  id: 'risky-identity',
  area: 'governance',
  severity: 'high',
  title: 'No identity at risk',
  why: 'Entra has seen signs of abuse: a leaked credential, unusual sign-ins, changes that attackers make.',
  fix: 'Disable it or remove the credentials named here, look at what it did (sign-in and audit log), then confirm or dismiss the risk.',
  references: ['RMI_075', 'RMI_076', 'ZTA.21862', 'ZTA.22659'],
  needs: ['service-principals', 'risk'],
  needsLicence: true,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.servicePrincipalId !== undefined,
  judge({ identity }) {
    const { risk, keyCredentials } = identity;
    if (!risk || !isRisky(risk)) return 'pass';
    const detections = [...new Set(risk.detections.map(({ type }) => type))];
    const keyIds = [...new Set(risk.detections.flatMap((detection) => detection.keyIds))];
    const named = keyCredentials.filter(({ keyId }) => keyId !== undefined && keyIds.includes(keyId));
    const what = detections.length === 0 ? '' : `: ${some(detections)}`;
    const about =
      named.length > 0
        ? ` It is about ${some(named.map(credentialName))}.`
        : keyIds.length > 0
          ? ' The credential that it is about is no longer there.'
          : '';
    const isCompromised = risk.state === 'confirmed-compromised' || risk.level === 'high';
    const state = risk.state === 'confirmed-compromised' ? 'confirmed as compromised' : `at ${risk.level} risk`;
    return { message: `It is ${state}${what}.${about}`, severity: isCompromised ? 'critical' : 'high', keyIds };
  },
});
