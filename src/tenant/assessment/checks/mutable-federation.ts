import { identityCheck } from '../check.ts';
import { trustNames } from '../texts.ts';

/** Subjects by names that can change hands, where the platform offers ids. */
export const mutableFederation = identityCheck({
  id: 'mutable-federation',
  area: 'federation',
  severity: 'low',
  title: 'Federated credentials name ids where the platform has them',
  why:
    'After a rename or deletion somebody else can register the name and present the same subject. Repositories that were ' +
    'created, renamed or transferred since 2026-07-15 present ids, and a subject by name no longer matches theirs.',
  fix: 'Add a credential for the subject with ids, opt in to immutable subjects, check a sign-in, and remove the old one.',
  references: ['DS_085'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    const named = trusts.filter((trust) => engine.judge(trust).breadth.some((one) => one.class === 'names-not-ids'));
    return named.length === 0 ? 'pass' : { message: `It trusts names that can change hands: ${trustNames(named)}.` };
  },
});
