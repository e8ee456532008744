import { folderOf, type Workspace } from '../../model/document.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import { resolveFolder } from '../../model/terraform/folders.ts';

/** Whether a Terraform module of the workspace calls the folder of this one: then its outputs go to that only. */
export function isCalledModule({ document, language }: InfrastructureModel, workspace: Workspace): boolean {
  if (language !== 'terraform') return false;
  const folder = folderOf(document.path);
  return workspace
    .ofKind('terraform')
    .some(({ path, source }) =>
      Array.from(source.text.matchAll(/\bsource\s*=\s*"(\.{1,2}(?:\/[^"$]*)?)"/g)).some(
        ([, written = '']) => resolveFolder(folderOf(path), written) === folder,
      ),
    );
}
