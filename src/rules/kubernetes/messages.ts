import type { RuleContext } from '../rule.ts';

export const WORKLOAD_IDENTITY_MESSAGES = {
  labelMissing:
    'The pods of {workload} run as the service account {account}, which is set up for workload identity ({where}), but lack the label `azure.workload.identity/use: "true"`. Without the label on the pod template no token is mounted, and signing in fails.{assumption} Add the label to the labels of the pod template.',
  labelMisplaced:
    'The label `azure.workload.identity/use` stands {place}, where nothing reads it: workload identity looks at the labels of pods only, so no token is mounted and signing in fails.{assumption} Move it to {path}.',
  labelValue:
    'The label `azure.workload.identity/use` turns workload identity on only where it is "true", in these very letters. With any other value no token is mounted, and signing in fails. Write "true".',
  notText:
    '`{name}` is a {type} here, and labels and annotations are text: the API server refuses the object. Put the value in quotes.',
  clientIdMissing:
    'Pods with workload identity ({workload}) run as the service account {account}, which has no client ID, and set no AZURE_CLIENT_ID: unless the program says it, nothing tells which identity to sign in as.{assumption} Annotate the service account with `azure.workload.identity/client-id`.',
  idEmpty:
    'The annotation `{name}` is empty, so pods of this service account do not say whom to sign in as.{assumption} Give it the {what}.',
  idInvalid:
    '`{name}` is no GUID, so it is not the {what}, and signing in fails.{assumption} Give it the {what}, not a name, object or resource.',
  clientIdContradicts:
    'AZURE_CLIENT_ID is set beside workload identity, to another client ID than the service account {account} names. What the container sets wins, so the annotation says one identity and the program signs in as another. Remove the variable, or correct the annotation.',
  secretBeside:
    '{name} is set in pods that use workload identity ({source}). DefaultAzureCredential looks at the environment first, so the {credential} is what signs in, and the token is mounted for nothing. Remove {name}.',
  defaultAccount:
    '{who} as the service account `default`. Every pod of the namespace that names no other account runs as it, so each of them can sign in as this identity. Give these pods a service account of their own.',
  tokenExpiration:
    'A service account token lives from 3600 to 86400 seconds; this value is outside of it, so the pods are refused. Write a number between them.',
  proxySidecar:
    'The proxy sidecar answers requests for the metadata service of the node with tokens of the pod. It is meant for the time of a migration: every container in the pod can ask it. Use an SDK with workload identity and remove the annotation.',
  proxySidecarRefused:
    'The proxy sidecar changes the routes of the pod, which is not possible with `hostNetwork: true`: such pods are refused. Use an SDK with workload identity and remove the annotation.',
  nodeIdentity:
    'This reads the Key Vault with an identity of the node, which every pod on the node can use. Use workload identity: `useVMManagedIdentity: "false"` and the `clientID` of an identity that trusts the service account of the pod.',
  broadBinding:
    'This lets {members} sign in as the managed identities that the role {role} names. Whoever can create a pod there gets their rights. Name the service accounts that need it.',
  anyIdentity:
    'This role lets its subjects sign in as every managed identity that is bound to the cluster. Name the client IDs that they need under `resources`.',
} as const;

export type WorkloadIdentityMessage = keyof typeof WORKLOAD_IDENTITY_MESSAGES;
export type WorkloadIdentityContext = RuleContext<WorkloadIdentityMessage>;

/** The end of a message that holds only as long as nothing else has a say. */
export const KUSTOMIZE_ASSUMPTION = ' This assumes that no kustomization adds it.';
