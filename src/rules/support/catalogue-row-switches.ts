import { folderOf, type Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/arm-view.ts';
import type { Property } from '../../model/value.ts';
import { type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import type { Severity } from '../finding.ts';
import { isExempt, isInVersion, judgeSwitch } from './catalogue-row.ts';
import { azurermMajors } from './provider-versions.ts';

/** A switch that lets in what is no identity of Entra ID. */
export interface OpenSwitch {
  readonly resource: Resource;
  /** One where it is written; those that are not written on the same resource are one finding. */
  readonly rows: readonly [CatalogueRow, ...CatalogueRow[]];
  /** The property that is written; undefined where the default is the problem. */
  readonly property: Property | undefined;
  readonly severity: Severity;
}

/** The open switches of a file that the catalogue assigns to a rule. */
export function openSwitches(rule: string, model: InfrastructureModel, workspace: Workspace): readonly OpenSwitch[] {
  return model.resources.flatMap((resource) => {
    if (resource.mode === 'existing' || resource.mode === 'data' || resource.mode === 'ephemeral') return [];
    const target = armView(resource) ?? resource;
    const rows = rowsOf(target).filter(
      (row) => row.rule === rule && row.profile === 'switch' && row.when === undefined,
    );
    return rows.length === 0 ? [] : openOn(target, rows, model, workspace);
  });
}

function openOn(
  resource: Resource,
  rows: readonly CatalogueRow[],
  model: InfrastructureModel,
  workspace: Workspace,
): readonly OpenSwitch[] {
  const written: OpenSwitch[] = [];
  const missing: { readonly row: CatalogueRow; readonly severity: Severity }[] = [];
  for (const row of underOneName(rows, resource)) {
    const { property, severity } = judgeSwitch(row, resource);
    if (!severity || isExempt(row, resource)) continue;
    if (property) written.push({ resource, rows: [row], property, severity });
    else if (!mayHaveChild(row, resource, model, workspace)) missing.push({ row, severity });
  }
  const [first, ...more] = missing;
  if (!first) return written;
  const severity = missing.some((one) => one.severity === 'warning') ? 'warning' : first.severity;
  return [...written, { resource, rows: [first.row, ...more.map(({ row }) => row)], property: undefined, severity }];
}

/**
 * Of a switch that a newer provider names otherwise, the name that is written; where none is, the one that the version
 * of the provider knows, the newer before the older.
 */
function underOneName(rows: readonly CatalogueRow[], resource: Resource): readonly CatalogueRow[] {
  const older = new Map(rows.flatMap((row) => (row.newName === undefined ? [] : [[row.newName, row]])));
  return rows.flatMap((row): readonly CatalogueRow[] => {
    const old = older.get(row.id);
    if (row.newName !== undefined || !old) return row.newName === undefined && isKnown(row, resource) ? [row] : [];
    if (resource.find(row.path).length > 0) return [row];
    if (resource.find(old.path).length > 0) return [old];
    const knowsNew = isInVersion(row, resource) && coverage(row, resource) >= coverage(old, resource);
    return [knowsNew ? row : old];
  });
}

/** What is written is judged in any version: somebody took it for known. */
function isKnown(row: CatalogueRow, resource: Resource): boolean {
  return isInVersion(row, resource) || resource.find(row.path).length > 0;
}

function coverage({ versions }: CatalogueRow, { provider }: Resource): number {
  return azurermMajors(provider?.version).filter((major) => versions.azurerm.includes(major)).length;
}

/** A child resource that is the switch, or one that cannot be told from it: in a module, or with a parent not known. */
function mayHaveChild(
  { child }: CatalogueRow,
  resource: Resource,
  model: InfrastructureModel,
  workspace: Workspace,
): boolean {
  if (!child) return false;
  if (resource.language === 'terraform' && !child.type.includes('/')) return isInModule(child, resource, workspace);
  const isSwitch = (one: Resource): boolean => {
    if (!one.isType(child.type)) return false;
    const isOther = one.parent !== undefined && one.parent.symbol !== resource.symbol;
    return !isOther && (child.name === undefined || mayBeNamed(one, child.name));
  };
  // In Terraform a child names its parent by id: any of them may be this one's.
  const candidates = model.resources.map((one) => armView(one) ?? one);
  return candidates.some(isSwitch) || model.modules.some(({ target }) => target && holdsType(target, child.type, 0));
}

/** Resources of Terraform name what they belong to in many ways: any of the module, or of a module in it, may be the one. */
function isInModule(
  { type, name }: NonNullable<CatalogueRow['child']>,
  { document }: Resource,
  workspace: Workspace,
): boolean {
  const models = workspace
    .inFolder('terraform', folderOf(document.path))
    .flatMap((file) => modelOf(file, workspace).infrastructure ?? []);
  return models.some(
    ({ resources, modules }) =>
      resources.some((one) => one.isType(type) && (name === undefined || mayBeNamed(one, name))) ||
      modules.some(({ target }) => target && holdsType(target, type, 0)),
  );
}

/** Modules in modules, as deep as anybody nests them. */
const MAX_DEPTH = 4;

function holdsType(model: InfrastructureModel, type: string, depth: number): boolean {
  if (model.resources.some((one) => one.isType(type))) return true;
  return depth < MAX_DEPTH && model.modules.some(({ target }) => target && holdsType(target, type, depth + 1));
}

function mayBeNamed(resource: Resource, name: string): boolean {
  const [property] = resource.find('name');
  if (!property) return true;
  return property.value.patterns.some(({ parts }) => {
    const last = parts.at(-1);
    return last?.kind !== 'known' || last.text.slice(last.text.lastIndexOf('/') + 1).toLowerCase() === name;
  });
}
