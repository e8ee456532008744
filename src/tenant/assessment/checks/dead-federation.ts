import { identityCheck } from '../check.ts';

/** Federated credentials that no token can match. */
export const deadFederation = identityCheck({
  id: 'dead-federation',
  area: 'federation',
  severity: 'medium',
  title: 'Every federated credential can match a token',
  why:
    'Entra accepts any text when a credential is created, and the mistake shows at sign-in only. Until then people fall ' +
    'back to a secret.',
  fix: 'Correct the credential, or remove it where nothing uses it.',
  references: ['DS_030'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    const dead = trusts.flatMap((trust) => {
      const [reason] = engine.judge(trust).dead;
      return reason === undefined ? [] : [`"${trust.name}": ${reason}`];
    });
    return dead.length === 0 ? 'pass' : { message: dead.join(' ') };
  },
});
