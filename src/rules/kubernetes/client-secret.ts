import {
  isTemplated,
  type Manifest,
  type ManifestField,
  removeFields,
  removeItems,
  secretLabel,
  variablesOfObject,
} from '../../model/kubernetes/index.ts';
import {
  AZURE_SECRET_NAME,
  DAPR_CREDENTIALS,
  EMBEDDED_CREDENTIALS,
  MANIFEST_CREDENTIALS,
  type ManifestCredentialRow,
  PLAIN_SECRET_KEY,
  SECRET_KEY,
  SECRETS_STORE_DRIVER,
  TENANT_KEY,
} from '../catalogue/kubernetes-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { isPlaceholder } from '../support/placeholder.ts';
import { checkContainers } from './client-secret-environment.ts';
import { keylessFixes } from './client-secret-fixes.ts';
import type { ManifestSecretContext } from './client-secret-messages.ts';
import { manifestSecret, severityOf } from './credential-variable.ts';
import { deletionFollowUp, federationFollowUp } from './follow-ups.ts';
import { accountNameOf, workloadOf } from './workload.ts';

/** Client secrets and certificates that a Kubernetes object stores, hands over or signs in with. */
export function checkManifestForClientSecret(object: Manifest, context: ManifestSecretContext): void {
  checkContainers(object, context);
  checkVolumes(object, context);
  for (const row of MANIFEST_CREDENTIALS) {
    if (row.kinds.includes(object.kind) && row.groups.includes(object.group)) checkRow(object, row, context);
  }
  if (object.group === 'dapr.io') checkComponent(object, context);
  if (object.group === '' && object.kind === 'Secret') checkSecret(object, context);
  if (object.group === '' && (object.kind === 'Secret' || object.kind === 'ConfigMap')) checkFiles(object, context);
}

function checkRow(object: Manifest, row: ManifestCredentialRow, context: ManifestSecretContext): void {
  const { onlyWith } = row;
  const other = onlyWith && object.node.find(onlyWith.path)[0]?.value.knownText;
  if (other !== undefined && other !== onlyWith?.value) return;
  for (const field of object.node.find(row.path)) {
    if (row.value ? !row.value.test(field.value.text ?? '') : field.value.isNull) continue;
    const source = referenceLabel(field);
    context.report({
      messageId: 'manifestField',
      data: { reader: row.reader, credential: row.credential, source, advice: row.advice },
      range: field.range,
      severity: severityOf(row),
      fixes: row.way ? keylessFixes(object, field, row.way, source) : [],
    });
  }
}

/** Volumes of the Secrets Store CSI driver that are given the Secret of an application. */
function checkVolumes(object: Manifest, context: ManifestSecretContext): void {
  for (const { value: csi } of object.podTemplate?.spec.find('volumes[].csi') ?? []) {
    const field = csi.get('nodePublishSecretRef');
    if (!field || csi.textAt('driver') !== SECRETS_STORE_DRIVER) continue;
    const source = referenceLabel(field);
    context.report({
      messageId: 'manifestField',
      data: {
        reader: 'The Key Vault provider of this volume',
        credential: 'client secret',
        source,
        advice: 'Use workload identity: `clientID` in the SecretProviderClass, and a service account that it trusts.',
      },
      range: field.range,
      fixes: volumeFix(object, field, source),
    });
  }
}

function volumeFix(object: Manifest, field: ManifestField, source: string): readonly Fix[] {
  const workload = workloadOf(object);
  const edits = object.isTemplate ? undefined : editsOf(object.document.uri, removeFields([field]));
  if (!edits || !workload) return [];
  const account = accountNameOf(workload) ?? '<service account>';
  const followUps = [
    'Set `clientID` in the `parameters` of the SecretProviderClass to the client ID of the identity.',
    federationFollowUp(account, object.namespace),
    deletionFollowUp(source),
  ];
  return [{ title: 'Remove nodePublishSecretRef', safety: 'needs-review', edits, followUps }];
}

/** Dapr components that sign in as an application. */
function checkComponent(object: Manifest, context: ManifestSecretContext): void {
  const list = object.node.find('spec.metadata')[0];
  for (const variable of variablesOfObject(object)) {
    const { name, range, value } = variable.entry;
    const credential = DAPR_CREDENTIALS[name.toLowerCase()];
    const secret = manifestSecret(value);
    if (!credential || secret.state === 'absent' || secret.state === 'literal') continue;
    const item = list?.value.items.find((candidate) => candidate.value.range.start === range.start);
    const edits = editsOf(object.document.uri, list && item && removeItems(list, [item]));
    context.report({
      messageId: 'manifestField',
      data: {
        reader: 'This Dapr component',
        credential,
        source: secret.label,
        advice: `Remove \`${name}\` and keep \`azureClientId\`: the component then signs in with workload identity.`,
      },
      range,
      severity: severityOf({ credential }),
      fixes:
        edits && !object.isTemplate
          ? [
              {
                title: `Remove ${name} and sign in with workload identity`,
                safety: 'needs-review',
                edits,
                followUps: [
                  'Let the service accounts of the programs that use this component be trusted by the identity, and label their pods for workload identity.',
                  deletionFollowUp(secret.label),
                ],
              },
            ]
          : [],
    });
  }
}

/** Secrets whose keys say that they hold the secret of an application; text is hardcoded-credential's to report. */
function checkSecret(object: Manifest, context: ManifestSecretContext): void {
  const variables = variablesOfObject(object);
  const isOfAzure =
    AZURE_SECRET_NAME.test(object.name ?? '') || variables.some(({ entry }) => TENANT_KEY.test(entry.name));
  for (const { entry } of variables) {
    const { name, value } = entry;
    if (!SECRET_KEY.test(name) && !(isOfAzure && PLAIN_SECRET_KEY.test(name))) continue;
    const secret = manifestSecret(value);
    if (secret.state !== 'passed') continue;
    context.report({
      messageId: 'manifestStored',
      data: {
        secret: object.name === undefined ? 'This Secret' : `The Secret ${object.name}`,
        name,
        source: secret.label,
      },
      range: entry.range,
    });
  }
}

/** Configuration files with a credential in them, such as azure.json. */
function checkFiles(object: Manifest, context: ManifestSecretContext): void {
  for (const { entry } of variablesOfObject(object)) {
    for (const { pattern, reader, advice } of EMBEDDED_CREDENTIALS) {
      const match = pattern.exec(entry.value.raw);
      const found = match?.[1] ?? '';
      const isPassed = isTemplated(found) || /^\$[({]/.test(found);
      if (!match || (isPlaceholder(found) && !isPassed)) continue;
      const start = match.index + match[0].lastIndexOf(found);
      context.report({
        messageId: 'manifestField',
        data: {
          reader,
          credential: 'client secret',
          source: isPassed ? 'put in by a tool' : 'text in the file',
          advice,
        },
        range: entry.value.rangeOf(start, start + found.length),
        severity: isPassed ? 'warning' : 'error',
      });
    }
  }
}

/** A reference to a Secret, or to whatever holds the credential. */
function referenceLabel({ value }: ManifestField): string {
  return secretLabel(value.textAt('name'), value.textAt('key'));
}
