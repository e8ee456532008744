import { checkServiceAccount } from './kubernetes/check-account.ts';
import { checkBinding } from './kubernetes/check-binding.ts';
import { checkMetadata } from './kubernetes/check-metadata.ts';
import { checkNodeIdentity } from './kubernetes/check-node-identity.ts';
import { checkWorkload } from './kubernetes/check-workload.ts';
import { WORKLOAD_IDENTITY_MESSAGES } from './kubernetes/messages.ts';
import { workloadOf } from './kubernetes/workload.ts';
import { defineRule } from './rule.ts';

/**
 * Workload identity on Kubernetes that does not work as it is written, or works for more pods than it should. What a
 * template, a patch or a kustomization may still add is not called missing, or only with low confidence.
 */
export const workloadIdentitySetup = defineRule({
  id: 'workload-identity-setup',
  title: 'Workload identity half set up, contradicting or open to other pods',
  severity: 'warning',
  tags: ['CWE-269', 'CWE-1188', 'CICD-SEC-2'],
  messages: WORKLOAD_IDENTITY_MESSAGES,
  checks: {
    manifest(object, context) {
      checkMetadata(object, context);
      checkServiceAccount(object, context);
      checkBinding(object, context);
      checkNodeIdentity(object, context);
      const workload = workloadOf(object);
      if (workload) checkWorkload(workload, context);
    },
  },
});
