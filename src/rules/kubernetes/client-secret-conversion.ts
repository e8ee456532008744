import { kubernetesModel, type Manifest, removeItems, setText } from '../../model/kubernetes/index.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';
import { CLIENT_ID_ANNOTATION, isGuid, USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
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
import { nearest } from './lookup.ts';
import { accountNameOf, isSetUp, type Workload } from './workload.ts';

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

/** The service account that the pods will sign in as, and what must change so that they can. */
interface Account {
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

function accountFor(workload: Workload, context: Context): Account | undefined {
  const { object } = workload;
  const name = accountNameOf(workload);
  if (name === undefined) return undefined;
  if (name === 'default') return newAccount(workload, context);
  const { objects } = nearest(object, context.workspace, 'ServiceAccount', name);
  const [found, another] = objects;
  if (!found || another || found.isTemplate) return undefined;
  const clientId = clientIdOf(workload);
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
function newAccount(workload: Workload, { document }: Context): Account | undefined {
  const { object, pod } = workload;
  const { name } = object;
  const { text, lineEnding: eol } = document.source;
  const isFree = kubernetesModel(document).objects.every(
    (other) => other.kind !== 'ServiceAccount' || other.name !== name,
  );
  if (name === undefined || !isFree || pod.serviceAccountName || isInList(object) || /\n\.\.\.\s*$/.test(text)) {
    return undefined;
  }
  const clientId = clientIdOf(workload);
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
function clientIdOf({ pod }: Workload): {
  readonly text: string;
  readonly isKnown: boolean;
  readonly isElsewhere: boolean;
} {
  const variables = pod.containers.flatMap(({ env }) => env.filter(({ name }) => name === 'AZURE_CLIENT_ID'));
  const texts = new Set(variables.map(({ value }) => value?.knownText?.trim()));
  const [text] = texts;
  if (texts.size === 1 && text !== undefined && isGuid(text)) return { text, isKnown: true, isElsewhere: false };
  return { text: CLIENT_ID_PLACEHOLDER, isKnown: false, isElsewhere: variables.length > 0 };
}
