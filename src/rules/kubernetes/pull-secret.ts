import { type Manifest, removeFields } from '../../model/kubernetes/index.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { editsOf } from '../support/edits.ts';

export const PULL_SECRET_MESSAGES = {
  manifestPullSecret:
    'These pods pull from Azure Container Registry with a stored password ({source}). Whoever holds the password pulls, and mostly pushes, every image of the registry until somebody changes it, and the log names no one. On AKS let the cluster pull as its own identity: `az aks update --attach-acr <registry>`, and remove `imagePullSecrets`. This assumes that the cluster is one of AKS.',
} as const;

const REGISTRY = /^([\w-]+)\.azurecr\.(?:io|us|cn)\//i;

/** Pods that pull from Azure Container Registry with a password that the cluster stores. */
export function checkPullSecrets(object: Manifest, context: RuleContext<keyof typeof PULL_SECRET_MESSAGES>): void {
  const { podTemplate } = object;
  const field = podTemplate?.spec.get('imagePullSecrets');
  if (!podTemplate || !field || field.value.items.length === 0) return;
  const registries = podTemplate.containers.map(({ node }) => REGISTRY.exec(node.get('image')?.value.text ?? '')?.[1]);
  const [registry] = registries.filter((name) => name !== undefined);
  if (registry === undefined) return;
  const names = field.value.items.flatMap(({ value }) => value.textAt('name') ?? []);
  // Images of other registries may need the same secret, or another one of the list.
  const isOnlyUse = registries.every((name) => name !== undefined) && !object.isTemplate;
  context.report({
    messageId: 'manifestPullSecret',
    data: { source: names.length === 0 ? 'a Secret' : `the Secret ${names.join(', ')}` },
    range: field.range,
    confidence: 'medium',
    fixes: isOnlyUse ? removalFix(object, removeFields([field]), registry, names, context) : [],
  });
}

function removalFix(
  object: Manifest,
  removal: ReturnType<typeof removeFields>,
  registry: string,
  secrets: readonly string[],
  { document }: Pick<RuleContext, 'document'>,
): readonly Fix[] {
  const edits = editsOf(document.uri, removal);
  if (!edits) return [];
  const namespace = object.namespace === undefined ? '' : ` --namespace ${object.namespace}`;
  const followUps = [
    `Let the cluster pull: \`az aks update --name <cluster> --resource-group <resource group> --attach-acr ${registry}\` gives it the role AcrPull.`,
    ...secrets.map(
      (name) => `Once nothing refers to it, delete the Secret: \`kubectl delete secret ${name}${namespace}\`.`,
    ),
    `Then take the password back: \`az acr update --name ${registry} --admin-enabled false\`, or delete the token or secret it is of.`,
  ];
  return [{ title: 'Pull as the cluster: remove imagePullSecrets', safety: 'needs-review', edits, followUps }];
}
