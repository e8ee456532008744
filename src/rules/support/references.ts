import type { Workspace } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

/** Whether a file of the same Terraform module mentions a resource outside its own block. */
export function isReferenced(resource: Resource, workspace: Workspace): boolean {
  const address = `${resource.type}.${resource.symbol}`;
  const mention = new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`);
  const folder = folderOf(resource.document.path);
  return workspace
    .ofKind('terraform')
    .filter(({ path }) => folderOf(path) === folder)
    .some(({ uri, source: { text } }) => {
      if (uri !== resource.document.uri) return mention.test(text);
      return mention.test(text.slice(0, resource.range.start)) || mention.test(text.slice(resource.range.end));
    });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
