import type { ScriptDialect } from '../../syntax/script/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import type { Entry, PipelineString } from '../pipeline/pipeline.ts';
import { Script } from '../script.ts';
import { PlainString } from '../settings/plain-string.ts';
import type { Variable } from '../variable.ts';
import type { Manifest } from './manifest.ts';
import { ManifestString, SecretKeyString } from './manifest-string.ts';
import type { ManifestField, ManifestNode } from './node.ts';
import { type Container, type EnvironmentVariable, environmentVariable } from './pod-template.ts';

/** The variables an object sets: for its containers, or as data that containers read. */
export function variablesOfObject(object: Manifest): readonly Variable[] {
  const { document, podTemplate } = object;
  if (podTemplate) return podTemplate.containers.flatMap(({ env }) => env.map((it) => variableOf(document, it)));
  if (object.group === 'dapr.io') return variablesOfComponent(object);
  if (object.group !== '' || (object.kind !== 'Secret' && object.kind !== 'ConfigMap')) return [];
  const isSecret = object.kind === 'Secret';
  return ['data', 'stringData'].flatMap((name) =>
    (object.node.get(name)?.value.fields ?? []).flatMap((field) => {
      const value = isSecret && name === 'data' ? decoded(field.value) : new ManifestString(field.value);
      return value ? [dataVariable(document, field, value)] : [];
    }),
  );
}

/** The settings of a Dapr component: `name` with `value` or a reference to a Secret, like a container's environment. */
function variablesOfComponent({ document, node }: Manifest): readonly Variable[] {
  const settings = node.get('spec')?.value.get('metadata')?.value.items ?? [];
  return settings.flatMap((item) => {
    const variable = environmentVariable(item);
    return variable ? [variableOf(document, variable)] : [];
  });
}

export function variableOf(document: SourceDocument, variable: EnvironmentVariable): Variable {
  const { name, nameRange, item, value, secret } = variable;
  const entry: Entry = { name, nameRange, range: item.value.range, value: stringOf(item.value.range, value, secret) };
  return { document, entry, job: undefined, step: undefined };
}

function stringOf(
  range: Range,
  value: ManifestNode | undefined,
  secret: EnvironmentVariable['secret'],
): PipelineString {
  if (secret) return new SecretKeyString(secret.range, secret.name, secret.key);
  return value ? new ManifestString(value) : new PlainString('', { start: range.end, end: range.end });
}

function dataVariable(document: SourceDocument, field: ManifestField, value: PipelineString): Variable {
  const { name, nameRange, range } = field;
  return { document, entry: { name, nameRange, range, value }, job: undefined, step: undefined };
}

/** Longer data is a file, not a value. */
const MAX_BASE64 = 16_384;

/** `data` of a Secret is base64; undefined where it holds something else than text. */
function decoded(node: ManifestNode): PipelineString | undefined {
  const { text, range } = node;
  if (text === undefined || node.isTemplated || text.length > MAX_BASE64) return new ManifestString(node);
  try {
    const decodedText = atob(text.replace(/\s/g, ''));
    const isText = !/[^\t\r\n\x20-\x7e]/.test(decodedText);
    return isText ? new PlainString(decodedText, range, true, () => range) : undefined;
  } catch {
    // No base64, so a placeholder or a reference.
    return new ManifestString(node);
  }
}

const SHELLS: readonly { readonly name: RegExp; readonly flag: RegExp; readonly dialect: ScriptDialect }[] = [
  { name: /(?:^|\/)(?:ba|da|a|z|k)?sh$/, flag: /^-[a-z]*c$/, dialect: 'posix' },
  { name: /(?:^|[\\/])(?:pwsh|powershell)(?:\.exe)?$/i, flag: /^-c(?:ommand)?$/i, dialect: 'powershell' },
  { name: /(?:^|[\\/])cmd(?:\.exe)?$/i, flag: /^\/c$/i, dialect: 'cmd' },
];

/** The script of a container whose `command`, or `args` behind it, is a shell with its script as an argument. */
export function scriptOfContainer(document: SourceDocument, { node }: Container): Script | undefined {
  const words = ['command', 'args'].flatMap((name) => node.get(name)?.value.items.map(({ value }) => value) ?? []);
  const shell = SHELLS.find(({ name }) => name.test(words[0]?.text ?? ''));
  if (!shell) return undefined;
  const flag = words.findIndex((word, index) => index > 0 && shell.flag.test(word.text ?? ''));
  const script = flag > 0 ? words[flag + 1] : undefined;
  return script?.text === undefined ? undefined : new Script(document, shell.dialect, new ManifestString(script));
}
