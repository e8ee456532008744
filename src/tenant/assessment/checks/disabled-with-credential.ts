import { identityCheck } from '../check.ts';
import { counted, keyIdsOf } from '../texts.ts';

/** Disabled identities with credentials that would work again the moment somebody enables them. */
export const disabledWithCredential = identityCheck({
  id: 'disabled-with-credential',
  area: 'lifecycle',
  severity: 'low',
  title: 'Disabled identities hold no credentials',
  why: 'Whoever enables it again, by mistake or not, makes all of its old credentials work.',
  fix: 'Remove the credentials, or delete the application if it stays disabled.',
  references: ['DS_066', 'RMI_069'],
  needs: ['applications', 'service-principals'],
  uses: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) =>
    !identity.isEnabled && identity.ownership === 'own' && identity.kind !== 'managed-identity',
  judge({ live, trusts }) {
    const count = live.length + trusts.length;
    if (count === 0) return 'pass';
    return {
      message: `It is disabled and keeps ${counted(count, 'credential')} that would work.`,
      keyIds: keyIdsOf(live),
    };
  },
});
