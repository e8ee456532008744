import type { SourceDocument } from '../document.ts';
import type { Resource } from '../resource.ts';
import { terraformTree } from '../trees.ts';
import { attributeOf, blocksOf } from './declarations.ts';
import { folderOf, moduleFolder } from './folders.ts';
import { Module } from './module.ts';
import { TerraformResource } from './resources.ts';

/**
 * A backend configuration in a file of its own (`terraform init -backend-config=prod.tfbackend`) as a backend. Its type
 * is that of the module around it; without one it is `azurerm` where the arguments are its.
 */
export function backendFile(document: SourceDocument, own: Module): Resource {
  const type = declaredType(document, own) ?? typeByArguments(document);
  const name = { text: type, range: { start: 0, end: 0 }, isQuoted: false };
  return new TerraformResource(document, own, { mode: 'backend', block: undefined, type: name, symbol: name });
}

function declaredType(document: SourceDocument, { workspace }: Module): string | undefined {
  const folder = moduleFolder(workspace, folderOf(document.path));
  if (folder === undefined) return undefined;
  for (const file of Module.root(workspace, folder).documents) {
    for (const settings of blocksOf(terraformTree(file).body, 'terraform')) {
      const [backend] = blocksOf(settings.body, 'backend');
      const [label] = backend?.labels ?? [];
      if (label) return label.text;
    }
  }
  return undefined;
}

function typeByArguments(document: SourceDocument): string {
  const { body } = terraformTree(document);
  return attributeOf(body, 'storage_account_name') || attributeOf(body, 'container_name') ? 'azurerm' : '';
}
