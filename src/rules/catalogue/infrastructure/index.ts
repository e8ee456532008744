/**
 * Every place of infrastructure code that holds or switches a credential, as data. This is the only module that leads
 * to the tables, so that they can be loaded apart from everything else, when a file first asks for them.
 */
import type { Resource } from '../../../model/resource.ts';
import { Table } from './decode.ts';
import type { CatalogueRow } from './row.ts';

export type * from './row.ts';

let bicep: Table | undefined;
let terraform: Table | undefined;

/** The rows of a resource type of Azure or Microsoft Graph, in any casing, without API version; `*` for any type. */
export function bicepRows(type: string): readonly CatalogueRow[] {
  bicep ??= new Table('bicep');
  return bicep.rows(type);
}

/**
 * The rows of a Terraform block: `terraformRows('resource', 'azurerm_storage_account')`.
 * @param blockType `resource`, `data`, `provider`, `backend`; `variable`, `output`, `locals` with the same as type
 */
export function terraformRows(blockType: string, type: string): readonly CatalogueRow[] {
  terraform ??= new Table('terraform');
  return terraform.rows(`${blockType}/${type}`);
}

/** App settings and environment variables by name and value. Which of them a host takes, `hosts` says. */
export function appSettingRows(language: 'bicep' | 'terraform'): readonly CatalogueRow[] {
  bicep ??= new Table('bicep');
  terraform ??= new Table('terraform');
  return (language === 'bicep' ? bicep : terraform).rows('setting');
}

/** The rows of a declared resource; for an `armView` of `azapi` or `msgraph`, those of the resource that it deploys. */
export function rowsOf(resource: Resource): readonly CatalogueRow[] {
  const isTerraform = resource.language === 'terraform' && !resource.type.includes('/');
  if (isTerraform) return terraformRows(resource.mode, resource.type);
  return bicepRows(resource.type);
}

/** Every row of a language: for tests and reports, not for rules. */
export function allRows(language: 'bicep' | 'terraform'): readonly CatalogueRow[] {
  bicep ??= new Table('bicep');
  terraform ??= new Table('terraform');
  const table = language === 'bicep' ? bicep : terraform;
  return [...table.keys].flatMap((key) => table.rows(key));
}
