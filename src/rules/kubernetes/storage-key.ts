import { type Manifest, type ManifestField, secretLabel, variablesOfObject } from '../../model/kubernetes/index.ts';
import {
  DAPR_STORAGE_KEYS,
  DAPR_STORAGE_TYPE,
  MANIFEST_STORAGE,
  type ManifestStorageRow,
} from '../catalogue/kubernetes-storage.ts';
import type { RuleContext } from '../rule.ts';
import { manifestSecret } from './credential-variable.ts';
import type { MANIFEST_STORAGE_MESSAGES } from './storage-key-messages.ts';

type ManifestStorageContext = RuleContext<keyof typeof MANIFEST_STORAGE_MESSAGES>;

/** Volumes, backups, scalers and components that open a storage account with a key. */
export function checkManifestForStorageKey(object: Manifest, context: ManifestStorageContext): void {
  for (const row of MANIFEST_STORAGE) {
    for (const field of fieldsOf(object, row)) {
      const { reader, credential, advice, isMount } = row;
      context.report({
        messageId: 'manifestKey',
        data: { reader, credential, advice, source: sourceOf(field) },
        range: field.range,
        ...(isMount ? { severity: 'information' } : {}),
      });
    }
  }
  if (object.group === 'dapr.io') checkComponent(object, context);
}

function fieldsOf(object: Manifest, { kind, group, path, field, only }: ManifestStorageRow): readonly ManifestField[] {
  const root = kind === undefined ? object.podTemplate?.spec : object.node;
  if (!root || (kind !== undefined && (object.kind !== kind || object.group !== (group ?? '')))) return [];
  return root.find(path).flatMap(({ value: holder }) => {
    const found = holder.get(field);
    const isMeant = !only || only.value.test(holder.get(only.field)?.value.text ?? '');
    return found && isMeant && !found.value.isNull ? [found] : [];
  });
}

function sourceOf({ name, value }: ManifestField): string {
  if (/FromEnv$|EnvVar$/.test(name)) return `the variable ${value.knownText ?? 'of its pods'}`;
  return secretLabel(value.knownText ?? value.textAt('name'), undefined);
}

function checkComponent(object: Manifest, context: ManifestStorageContext): void {
  if (!DAPR_STORAGE_TYPE.test(object.node.get('spec')?.value.textAt('type') ?? '')) return;
  for (const { entry } of variablesOfObject(object)) {
    const secret = manifestSecret(entry.value);
    // Text is hardcoded-credential's to report.
    if (!DAPR_STORAGE_KEYS.has(entry.name.toLowerCase()) || secret.state === 'absent' || secret.state === 'literal') {
      continue;
    }
    context.report({
      messageId: 'manifestKey',
      data: {
        reader: 'This Dapr component',
        credential: 'an account key',
        source: secret.label,
        advice: `Remove \`${entry.name}\`, keep \`accountName\`, and set \`azureClientId\` to an identity with a data role on the account.`,
      },
      range: entry.range,
    });
  }
}
