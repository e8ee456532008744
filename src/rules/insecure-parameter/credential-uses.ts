import { resolveReference } from '../../model/bicep/file-path.ts';
import { folderOf, type Location, type SourceDocument, type Workspace } from '../../model/document.ts';
import { walk } from '../../model/evaluate/index.ts';
import { modelOf } from '../../model/model.ts';
import type { InfrastructureModel, ModuleCall, Parameter, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Value } from '../../model/value.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceText } from '../../text/source-text.ts';
import { type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import { parametersIn } from '../support/flow/whole-parameter.ts';

/** Where a parameter is used as a credential. */
export interface CredentialUse {
  /** For messages: `the password "adminPassword" of Microsoft.Sql/servers`. */
  readonly place: string;
  readonly location: Location;
}

/** The uses of parameters that are not secret although what they take is one, by the name of the parameter. */
export function credentialUses(model: InfrastructureModel, workspace: Workspace): ReadonlyMap<string, CredentialUse> {
  const uses = new Map<string, CredentialUse>();
  for (const part of modelsOfModule(model, workspace)) {
    for (const resource of part.resources) addUsesOf(armView(resource) ?? resource, uses);
    for (const module of part.modules) addArguments(module, part, workspace, uses);
  }
  return uses;
}

/** A Terraform module is a folder: a variable is declared in one file and used in another. */
function modelsOfModule(model: InfrastructureModel, workspace: Workspace): readonly InfrastructureModel[] {
  if (model.language !== 'terraform') return [model];
  return workspace.inFolder('terraform', folderOf(model.document.path)).flatMap((document) => {
    if (document.uri === model.document.uri) return [model];
    return modelOf(document, workspace).infrastructure ?? [];
  });
}

function addUsesOf(resource: Resource, uses: Map<string, CredentialUse>): void {
  if (resource.mode === 'existing' || resource.mode === 'data') return;
  const rows = credentialRowsOf(resource);
  if (rows.length === 0) return;
  const text = resource.document.source.slice(resource.range).toLowerCase();
  for (const row of rows) {
    if (!text.includes(lastName(row.path).toLowerCase())) continue;
    for (const property of resource.find(row.path)) {
      addSecretsOf(property.value, (name) => `"${name ?? property.name}" of ${resource.type}`, uses);
    }
  }
}

/** What is passed to a parameter that its module marks as secret. */
function addArguments(
  module: ModuleCall,
  { document, language }: InfrastructureModel,
  workspace: Workspace,
  uses: Map<string, CredentialUse>,
): void {
  const secure =
    language === 'bicep' ? secureNames(module.source, document, workspace) : secureNamesOf(module.target?.parameters);
  if (secure.size === 0) return;
  for (const argument of module.arguments) {
    if (!secure.has(argument.name) || argument.value.uri !== document.uri) continue;
    const place = `the secret parameter "${argument.name}" of the module ${module.symbol}`;
    addSecretsOf(argument.value, () => place, uses);
  }
}

function secureNamesOf(parameters: readonly Parameter[] = []): ReadonlySet<string> {
  return new Set(parameters.flatMap(({ name, isSecure }) => (isSecure ? [name] : [])));
}

const NONE: ReadonlySet<string> = new Set();
const knownNames = new Memory<SourceText, ReadonlySet<string>>();

/** The secret parameters of a Bicep file do not depend on who calls it: they are looked for once. */
function secureNames(source: string, from: SourceDocument, workspace: Workspace): ReadonlySet<string> {
  const path = resolveReference(from.path, source);
  const document = path === undefined ? undefined : workspace.get(path);
  if (document?.kind !== 'bicep' || !document.source.text.includes('secure')) return NONE;
  const names =
    knownNames.get(document.source) ?? secureNamesOf(modelOf(document, workspace).infrastructure?.parameters);
  knownNames.set(document.source, names);
  return names;
}

/** The properties of an object that hold its secrets; the rest of it says who, where and how. */
function addSecretsOf(
  value: Value,
  place: (property: string | undefined) => string,
  uses: Map<string, CredentialUse>,
): void {
  if (value.kind !== 'object') {
    add(uses, value, place(undefined));
    return;
  }
  for (const { value: inner, property } of walk(value, MAX_VALUES)) {
    if (property && inner.kind !== 'object' && (property.name === 'value' || isSecretName(property.name))) {
      add(uses, inner, place(property.name));
    }
  }
}

const MAX_VALUES = 2_000;

function add(uses: Map<string, CredentialUse>, value: Value, place: string): void {
  for (const { name, isSecure } of parametersIn(value)) {
    if (isSecure || uses.has(name) || NO_SECRET.test(name)) continue;
    uses.set(name, { place, location: { uri: value.uri, range: value.range } });
  }
}

/** What such a name says is known to everybody, wherever it goes. */
const NO_SECRET = /(?:name|user|id|uri|url|endpoint|version|location|region)$/i;

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replaceAll(/[[\]{}]/g, '');
}

const known = new Memory<readonly CatalogueRow[], readonly CatalogueRow[]>();

/** The rows of places that hold a secret whatever stands there. */
function credentialRowsOf(resource: Resource): readonly CatalogueRow[] {
  const rows = rowsOf(resource);
  let result = known.get(rows);
  if (!result) {
    result = rows.filter((row) => row.kind === 'credential-value' && isCertain(row));
    known.set(rows, result);
  }
  return result;
}

/** Others hold one only where a name beside them or the text says so. */
function isCertain({ path, when }: CatalogueRow): boolean {
  if (/(?:^|\.)secrets?(?:\[\])?\.value$|(?:^|\.)protected_?settings$|^properties\.value$/i.test(path)) return true;
  return isSecretName(lastName(path)) && (when === undefined || !/match/.test(when));
}
