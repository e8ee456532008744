import { folderOf, type SourceDocument, type Workspace } from '../document.ts';

export { folderOf } from '../document.ts';

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
  return workspace.inFolder('terraform', folder);
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
  for (let at = folder; ; at = folderOf(at)) {
    if (moduleFiles(workspace, at).length > 0) return at;
    if (at === '') return undefined;
  }
}
