import { removeItems, setText } from '../../model/kubernetes/index.ts';
import { USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
import type { FileEdits, Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits } from '../support/edits.ts';
import type { CredentialVariable } from './credential-variable.ts';
import {
  CLIENT_ID_PLACEHOLDER,
  CLUSTER_FOLLOW_UP,
  deletionFollowUp,
  federationFollowUp,
  SDK_FOLLOW_UP,
} from './follow-ups.ts';
import { accountFor } from './pods-account.ts';
import type { Workload } from './workload.ts';

type Context = Pick<RuleContext, 'document' | 'workspace'>;

/**
 * The whole way from AZURE_CLIENT_SECRET to workload identity: the label on the pods, a service account with the client
 * ID, no secret in any container. `undefined` where a template or another file has a say that cannot be seen.
 */
export function workloadIdentityFix(
  workload: Workload,
  { variable, secret }: CredentialVariable,
  context: Context,
): Fix | undefined {
  const { object, pod } = workload;
  if (variable.name !== 'AZURE_CLIENT_SECRET' || object.isTemplate || !pod.isWhole) return undefined;
  if (pod.labels?.get(USE_LABEL)) return undefined;
  const account = accountFor(workload, context);
  if (!account) return undefined;
  const removals = pod.containers.map((container) => {
    const names = account.takesClientId ? ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_ID'] : ['AZURE_CLIENT_SECRET'];
    const items = container.env.filter(({ name }) => names.includes(name)).map(({ item }) => item);
    return container.envField && items.length > 0 ? removeItems(container.envField, items) : [];
  });
  const here = allEdits(
    setText(pod.node, ['metadata', 'labels', USE_LABEL], 'true'),
    ...removals,
    account.uri === context.document.uri ? account.edits : [],
    account.workloadEdits,
  );
  if (!here || !account.edits) return undefined;
  const edits: FileEdits[] = [{ uri: context.document.uri, edits: here }];
  if (account.uri !== context.document.uri && account.edits.length > 0) {
    edits.push({ uri: account.uri, edits: account.edits });
  }
  return {
    title: 'Use workload identity instead of AZURE_CLIENT_SECRET',
    safety: 'needs-review',
    edits,
    followUps: [
      ...(account.needsClientId
        ? [`Replace \`${CLIENT_ID_PLACEHOLDER}\` by the client ID that the pods have used so far.`]
        : []),
      federationFollowUp(account.name, object.namespace ?? account.namespace),
      CLUSTER_FOLLOW_UP,
      SDK_FOLLOW_UP,
      deletionFollowUp(secret.label),
    ],
  };
}
