import { identityCheck } from '../check.ts';
import { some } from '../texts.ts';

/** One identity that workloads of several platforms share. */
export const severalPlatforms = identityCheck({
  id: 'several-platforms',
  area: 'federation',
  severity: 'low',
  title: 'An identity is trusted by one platform',
  why: 'A break-in on any of the platforms reaches all that the identity may do, and logs do not tell which workload it was.',
  fix: 'Give the workloads of each platform an identity of their own.',
  references: ['DS_085', 'RMI_064'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    // What can never match lets nobody in.
    const working = trusts.filter((trust) => engine.judge(trust).dead.length === 0);
    const platforms = [...new Set(working.map((trust) => engine.judge(trust).platform ?? trust.issuer))];
    return platforms.length < 2 ? 'pass' : { message: `Workloads of ${some(platforms)} share it.` };
  },
});
