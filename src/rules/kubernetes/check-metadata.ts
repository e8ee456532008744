import {
  type Manifest,
  type ManifestField,
  type ManifestNode,
  removeFields,
  replaceText,
} from '../../model/kubernetes/index.ts';
import {
  CLIENT_ID_ANNOTATION,
  isGuid,
  PROXY_SIDECAR_ANNOTATION,
  TENANT_ID_ANNOTATION,
  TOKEN_EXPIRATION,
  TOKEN_EXPIRATION_ANNOTATION,
  USE_LABEL,
} from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { isPlaceholder } from '../support/placeholder.ts';
import { isKustomized } from './lookup.ts';
import { KUSTOMIZE_ASSUMPTION, type WorkloadIdentityContext } from './messages.ts';

/** Labels and annotations of workload identity, wherever an object has them. */
export function checkMetadata(object: Manifest, context: WorkloadIdentityContext): void {
  const pod = object.podTemplate;
  const places = new Set([object.labels, object.annotations]);
  if (pod && pod.node !== object.node) {
    places.add(pod.labels);
    places.add(pod.annotations);
  }
  for (const place of places) {
    for (const field of place?.fields ?? []) {
      if (field.name.startsWith('azure.workload.identity/')) checkField(object, field, context);
    }
  }
}

function checkField(object: Manifest, field: ManifestField, context: WorkloadIdentityContext): void {
  if (object.isTemplate && field.value.isNull) return;
  if (!checkText(field, context)) return;
  switch (field.name) {
    case CLIENT_ID_ANNOTATION:
      checkId(field, 'client ID of the managed identity or application', context);
      break;
    case TENANT_ID_ANNOTATION:
      checkId(field, 'ID of the tenant', context);
      break;
    case TOKEN_EXPIRATION_ANNOTATION:
      checkExpiration(field, context);
      break;
    case PROXY_SIDECAR_ANNOTATION:
      checkSidecar(object, field, context);
      break;
  }
}

/** @returns whether the value is text, so that there is more to say about it */
function checkText({ name, value }: ManifestField, context: WorkloadIdentityContext): boolean {
  const { scalar } = value;
  if (!scalar || value.isTemplated || value.isNull || scalar.type === 'string') return true;
  const edits = editsOf(context.document.uri, replaceText(value, scalar.text.toLowerCase()));
  const isOn = name !== USE_LABEL || scalar.text === 'true';
  context.report({
    messageId: 'notText',
    data: { name, type: scalar.type },
    range: value.range,
    fixes: edits
      ? [{ title: 'Put the value in quotes', safety: isOn ? 'safe' : 'needs-review', edits, followUps: [] }]
      : [],
  });
  return false;
}

function checkId({ name, nameRange, value }: ManifestField, what: string, context: WorkloadIdentityContext): void {
  if (value.isTemplated) return;
  const text = value.text?.trim() ?? '';
  const isEmpty = text === '';
  if (!isEmpty && (isGuid(text) || isPlaceholder(text) || !/^[\w/.:-]+$/.test(text) || isStandIn(text))) return;
  const isAssumed = isKustomized(context.document, context.workspace);
  context.report({
    messageId: isEmpty ? 'idEmpty' : 'idInvalid',
    data: { name, what, assumption: isAssumed ? KUSTOMIZE_ASSUMPTION : '' },
    range: isEmpty && value.isNull ? nameRange : value.range,
    confidence: isAssumed ? 'low' : 'high',
  });
}

/** Words in capitals and names of variables are put in by somebody; a name, path or number is a mistake. */
function isStandIn(text: string): boolean {
  return /^[A-Z][A-Z0-9_-]*$/.test(text) || /client[-_]?id|tenant[-_]?id|guid|uuid/i.test(text);
}

function checkExpiration({ value }: ManifestField, context: WorkloadIdentityContext): void {
  const text = value.knownText?.trim() ?? '';
  if (text === '' || isPlaceholder(text) || /[${}<]/.test(text)) return;
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= TOKEN_EXPIRATION.least && seconds <= TOKEN_EXPIRATION.most) return;
  const nearest = seconds > TOKEN_EXPIRATION.most ? TOKEN_EXPIRATION.most : TOKEN_EXPIRATION.least;
  const edits = editsOf(context.document.uri, replaceText(value, String(nearest)));
  context.report({
    messageId: 'tokenExpiration',
    range: value.range,
    fixes: edits ? [{ title: `Write ${nearest} seconds`, safety: 'safe', edits, followUps: [] }] : [],
  });
}

function checkSidecar(object: Manifest, field: ManifestField, context: WorkloadIdentityContext): void {
  if (field.value.text !== 'true') return;
  const isRefused = hostNetwork(object.podTemplate?.spec);
  context.report({
    messageId: isRefused ? 'proxySidecarRefused' : 'proxySidecar',
    range: field.range,
    severity: isRefused ? 'warning' : 'information',
    fixes: sidecarFix(field, context),
  });
}

function hostNetwork(spec: ManifestNode | undefined): boolean {
  return spec?.get('hostNetwork')?.value.text === 'true';
}

function sidecarFix(field: ManifestField, context: WorkloadIdentityContext): readonly Fix[] {
  const edits = editsOf(context.document.uri, removeFields([field]));
  if (!edits) return [];
  const followUps = [
    'Make sure that every container of the pod signs in with an SDK that knows workload identity, and asks no metadata service.',
  ];
  return [{ title: 'Remove the proxy sidecar', safety: 'needs-review', edits, followUps }];
}
