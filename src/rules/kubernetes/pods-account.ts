import { kubernetesModel, type Manifest, setText } from '../../model/kubernetes/index.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';
import { CLIENT_ID_ANNOTATION, isGuid } from '../catalogue/kubernetes-workload-identity.ts';
import type { RuleContext } from '../rule.ts';
import { CLIENT_ID_PLACEHOLDER } from './follow-ups.ts';
import { nearest } from './lookup.ts';
import { accountNameOf, isSetUp, type Workload } from './workload.ts';

type Context = Pick<RuleContext, 'document' | 'workspace'>;

/** The service account that the pods will sign in as, and what must change so that they can. */
export interface PodsAccount {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly uri: string;
  readonly edits: readonly TextEdit[] | undefined;
  /** In the workload: the name of an account that is made. */
  readonly workloadEdits: readonly TextEdit[] | undefined;
  /** The account names the identity, so that the containers need not. */
  readonly takesClientId: boolean;
  readonly needsClientId: boolean;
}

/**
 * @param identity the client ID of pods that do not name it themselves
 * @returns undefined where the account, or what it is annotated with, is out of sight
 */
export function accountFor(workload: Workload, context: Context, identity?: string): PodsAccount | undefined {
  const { object } = workload;
  const name = accountNameOf(workload);
  if (name === undefined) return undefined;
  if (name === 'default') return newAccount(workload, context, identity);
  const { objects } = nearest(object, context.workspace, 'ServiceAccount', name);
  const [found, another] = objects;
  if (!found || another || found.isTemplate) return undefined;
  const clientId = clientIdOf(workload, identity);
  const isReady = isSetUp(found);
  const takesClientId = isReady || clientId.isKnown;
  const isAnnotated = isReady || clientId.isElsewhere;
  const path = ['metadata', 'annotations', CLIENT_ID_ANNOTATION] as const;
  return {
    name,
    namespace: found.namespace,
    uri: found.document.uri,
    edits: isAnnotated ? [] : setText(found.node, path, clientId.text),
    workloadEdits: [],
    takesClientId: takesClientId && !clientId.isElsewhere,
    needsClientId: !isAnnotated && !clientId.isKnown,
  };
}

/** Pods that share the account `default` get one of their own, at the end of the file. */
function newAccount(workload: Workload, { document }: Context, identity: string | undefined): PodsAccount | undefined {
  const { object, pod } = workload;
  const { name } = object;
  const { text, lineEnding: eol } = document.source;
  const isFree = kubernetesModel(document).objects.every(
    (other) => other.kind !== 'ServiceAccount' || other.name !== name,
  );
  if (name === undefined || !isFree || pod.serviceAccountName || isInList(object) || /\n\.\.\.\s*$/.test(text)) {
    return undefined;
  }
  const clientId = clientIdOf(workload, identity);
  const lines = [
    '---',
    'apiVersion: v1',
    'kind: ServiceAccount',
    'metadata:',
    `  name: ${name}`,
    ...(object.namespace === undefined ? [] : [`  namespace: ${object.namespace}`]),
    ...(clientId.isElsewhere ? [] : ['  annotations:', `    ${CLIENT_ID_ANNOTATION}: "${clientId.text}"`]),
    '',
  ];
  return {
    name,
    namespace: object.namespace,
    uri: document.uri,
    edits: [insertion(text.length, (/[\r\n]$/.test(text) ? '' : eol) + lines.join(eol))],
    workloadEdits: setText(pod.spec, ['serviceAccountName'], name),
    takesClientId: clientId.isKnown,
    needsClientId: !clientId.isKnown && !clientId.isElsewhere,
  };
}

function isInList({ node }: Manifest): boolean {
  const root = node.cursor.node;
  return root === undefined || root.parent !== undefined;
}

/** The client ID that the containers are given: as text, or from a place that stays as it is. */
function clientIdOf(
  { pod }: Workload,
  identity: string | undefined,
): {
  readonly text: string;
  readonly isKnown: boolean;
  readonly isElsewhere: boolean;
} {
  const variables = pod.containers.flatMap(({ env }) => env.filter(({ name }) => name === 'AZURE_CLIENT_ID'));
  const texts = new Set(variables.map(({ value }) => value?.knownText?.trim()));
  const [text] = texts;
  if (variables.length === 0 && identity !== undefined) return { text: identity, isKnown: true, isElsewhere: false };
  if (texts.size === 1 && text !== undefined && isGuid(text)) return { text, isKnown: true, isElsewhere: false };
  return { text: CLIENT_ID_PLACEHOLDER, isKnown: false, isElsewhere: variables.length > 0 };
}
