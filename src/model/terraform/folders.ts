import type { SourceDocument, Workspace } from '../document.ts';

/** The folder of a path, without a slash at the end; empty for the workspace folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder that a local module source (`./x`, `../y`) names; undefined where it leaves the workspace or is not local. */
export function resolveFolder(from: string, source: string): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const parts = from === '' ? [] : from.split('/');
  for (const part of source.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The files of a module: a module is a folder, its subfolders are others. */
export function moduleFiles(workspace: Workspace, folder: string): readonly SourceDocument[] {
  return byFolder(workspace.ofKind('terraform')).get(folder) ?? [];
}

/**
 * The variable files of a module in the order Terraform loads them: `terraform.tfvars`, then `*.auto.tfvars`. The
 * others (`prod.tfvars`, `env/prod.tfvars` in a folder that is no module itself) apply only where somebody names them.
 */
export interface VariableFiles {
  readonly loaded: readonly SourceDocument[];
  readonly optional: readonly SourceDocument[];
}

export function variableFiles(workspace: Workspace, folder: string): VariableFiles {
  const loaded: SourceDocument[] = [];
  const optional: SourceDocument[] = [];
  for (const document of workspace.ofKind('terraform-variables')) {
    const own = folderOf(document.path);
    const name = document.path.slice(own === '' ? 0 : own.length + 1);
    if (own === folder && name === 'terraform.tfvars') loaded.unshift(document);
    else if (own === folder && name.endsWith('.auto.tfvars')) loaded.push(document);
    else if (moduleFolder(workspace, own) === folder) optional.push(document);
  }
  return { loaded, optional };
}

/** The folder itself where it holds Terraform files, else the nearest one above that does. */
export function moduleFolder(workspace: Workspace, folder: string): string | undefined {
  const folders = byFolder(workspace.ofKind('terraform'));
  for (let at = folder; ; at = folderOf(at)) {
    if (folders.has(at)) return at;
    if (at === '') return undefined;
  }
}

// A list of documents is read-only, so what was found out about one stays true.
const grouped = new WeakMap<readonly SourceDocument[], ReadonlyMap<string, readonly SourceDocument[]>>();

function byFolder(documents: readonly SourceDocument[]): ReadonlyMap<string, readonly SourceDocument[]> {
  const known = grouped.get(documents);
  if (known) return known;
  const folders = new Map<string, SourceDocument[]>();
  for (const document of documents) {
    const folder = folderOf(document.path);
    const members = folders.get(folder);
    if (members) members.push(document);
    else folders.set(folder, [document]);
  }
  grouped.set(documents, folders);
  return folders;
}
