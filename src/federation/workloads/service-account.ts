import { kubernetes } from '../issuers/kubernetes.ts';
import { slotContent } from '../issuers/template.ts';
import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { TokenSubject } from '../token-subject.ts';

export interface ServiceAccount {
  readonly name: string;
  /** Undefined where the manifest leaves it to whoever applies it. */
  readonly namespace: string | undefined;
  /** `--service-account-issuer` of the cluster, where it is known. */
  readonly issuer?: string | undefined;
}

const ANY_NAMESPACE: TextSet = { language: slotContent(kubernetes.slots['namespace'], false), display: '*' };

/** The subject of a service account's tokens (Kubernetes docs, "Service account token volume projection"). */
export function serviceAccountSubjects({ name, namespace, issuer }: ServiceAccount): readonly TokenSubject[] {
  return [
    {
      issuer: issuer ?? '<OIDC issuer of the cluster>',
      subject: concatSets(
        exactly('system:serviceaccount:'),
        namespace === undefined ? ANY_NAMESPACE : exactly(namespace),
        exactly(`:${name}`),
      ),
      jobWorkflowRef: undefined,
      audience: kubernetes.audience,
      confidence: namespace === undefined ? 'likely' : 'certain',
      origin: 'service account',
    },
  ];
}
