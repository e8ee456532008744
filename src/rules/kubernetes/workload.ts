import type { Manifest, ManifestField, PodTemplate } from '../../model/kubernetes/index.ts';
import {
  CLIENT_ID_ANNOTATION,
  TENANT_ID_ANNOTATION,
  TOKEN_AUDIENCE,
  USE_LABEL,
} from '../catalogue/kubernetes-workload-identity.ts';

/** An object that makes pods. */
export interface Workload {
  readonly object: Manifest;
  readonly pod: PodTemplate;
}

export function workloadOf(object: Manifest): Workload | undefined {
  const pod = object.podTemplate;
  return pod && { object, pod };
}

/** The label that turns workload identity on, where the webhook looks for it. */
export function useLabel({ pod }: Workload): ManifestField | undefined {
  return pod.labels?.get(USE_LABEL);
}

/** Whether the pods are labelled for workload identity, in whatever spelling. */
export function usesWorkloadIdentity(workload: Workload): boolean {
  return useLabel(workload)?.value.text === 'true';
}

/** The service account the pods run as; undefined where a template decides it, and in a patch that says nothing. */
export function accountNameOf({ object, pod }: Workload): string | undefined {
  const field = pod.serviceAccountName;
  if (!field) return object.isTemplate || !pod.isWhole ? undefined : 'default';
  if (field.value.isTemplated) return undefined;
  return field.value.text === undefined || field.value.text === '' ? 'default' : field.value.text;
}

/** Whether a service account names the identity that its pods sign in as. */
export function isSetUp(account: Manifest): boolean {
  const { annotations } = account;
  const clientId = annotations?.get(CLIENT_ID_ANNOTATION)?.value;
  return clientId ? clientId.text !== '' && !clientId.isNull : annotations?.get(TENANT_ID_ANNOTATION) !== undefined;
}

/** Pods that mount a token for Entra ID by themselves do without the webhook. */
export function mountsToken({ pod }: Workload): boolean {
  return pod.spec
    .find('volumes[].projected.sources[].serviceAccountToken.audience')
    .some(({ value }) => TOKEN_AUDIENCE.test(value.text ?? ''));
}

/** `Deployment web`, `Pod`. */
export function nameOf({ kind, name }: Manifest): string {
  return name === undefined ? kind : `${kind} ${name}`;
}
