import type { RuleContext } from '../rule.ts';

const WHY = 'A {credential} works for whoever holds it, from anywhere, until somebody rotates it.';

/** What client-secret says about Kubernetes objects and the values of Helm charts. */
export const MANIFEST_SECRET_MESSAGES = {
  manifestEnvironment: `{name} hands a {credential} to {reader} in the pods ({source}). ${WHY} Use workload identity: the label \`azure.workload.identity/use: "true"\` on the pods and a service account with a client ID that the identity trusts. Then remove {name}.`,
  manifestField: `{reader} signs in with a {credential} ({source}). ${WHY} {advice}`,
  manifestStored: `{secret} holds a client secret under {name} ({source}). ${WHY.replace('{credential}', 'client secret')} Let the pods that read it use workload identity, then delete it here and from the application.`,
} as const;

export type ManifestSecretContext = RuleContext<keyof typeof MANIFEST_SECRET_MESSAGES>;
