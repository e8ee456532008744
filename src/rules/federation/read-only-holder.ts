import { folderOf, type SourceDocument, type Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText, render } from '../../model/patterns.ts';
import type { Resource } from '../../model/resource.ts';
import type { Holder } from './holder.ts';

/** Built-in roles by that ending read and nothing else (Azure built-in roles). */
const READS_ONLY = /(?:^|\s)Reader$/u;
/** These read keys or secrets, with which one writes. */
const READS_SECRETS = /^(?:Reader and Data Access|Key Vault .*|Azure Kubernetes .*)$/u;

/**
 * Whether Terraform gives an identity roles that read, and no other ones in its module. False where it gives none: then
 * they are given elsewhere.
 */
export function isReadOnly({ label }: Holder, { kind, path }: SourceDocument, workspace: Workspace): boolean {
  if (kind !== 'terraform') return false;
  const assignments = workspace
    .inFolder('terraform', folderOf(path))
    .flatMap((document) => modelOf(document, workspace).infrastructure?.resources ?? [])
    .filter((resource) => resource.mode === 'resource' && resource.isType('azurerm_role_assignment'))
    .filter((resource) => textsAt(resource, 'principal_id').some((text) => text.startsWith(`\${${label}.`)));
  return assignments.length > 0 && assignments.every(isReading);
}

function isReading(assignment: Resource): boolean {
  const names = assignment.find('role_definition_name')[0]?.value.patterns.map(exactText) ?? [];
  return (
    names.length > 0 && names.every((name) => name !== undefined && READS_ONLY.test(name) && !READS_SECRETS.test(name))
  );
}

function textsAt(resource: Resource, path: string): readonly string[] {
  return resource.find(path)[0]?.value.patterns.map(render) ?? [];
}
