import type { YamlFile } from '../../../syntax/yaml/index.ts';
import { type Field, textOf } from '../../yaml/fields.ts';
import type { UsesReference } from '../pipeline.ts';
import { setOrigin } from './strings.ts';

/**
 * `owner/repo/path@ref`, `docker://image`, `./path` below the checked-out repository and `$/path` below the repository
 * that holds the workflow.
 */
export function readUses(field: Field | undefined, file: YamlFile): UsesReference | undefined {
  const raw = textOf(field?.value)?.trim();
  if (!field || raw === undefined) return undefined;
  const isLocal = /^[.$]\//.test(raw);
  const at = isLocal || raw.startsWith('docker://') ? -1 : raw.lastIndexOf('@');
  const uses: UsesReference = {
    range: field.value.place,
    raw,
    action: isLocal ? raw : (at < 0 ? raw : raw.slice(0, at)).toLowerCase(),
    ref: at < 0 ? undefined : raw.slice(at + 1),
    isLocal,
  };
  const { node, shared } = field.value;
  return setOrigin(uses, { file, node, pair: field.pair, shared: shared || field.shared });
}

/** The folder that `./` means, with a `/` behind it, or empty: that which holds `.github`. */
export function repositoryRoot(path: string): string {
  const at = `/${path}`.lastIndexOf('/.github/');
  return at < 0 ? '' : path.slice(0, at);
}

/** The workspace-relative path of a local reference, `.` and `..` resolved; `undefined` where it leaves the workspace. */
export function resolveLocal(reference: string, root: string): string | undefined {
  const parts: string[] = root.split('/').filter((part) => part !== '');
  for (const part of reference.slice(2).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
