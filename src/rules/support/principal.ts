import type { InfrastructureModel, ModuleCall, Resource } from '../../model/resource.ts';
import type { AttributeSource, Value } from '../../model/value.ts';
import type { FindDeclaration } from './declarations.ts';

/** A principal that the same deployment creates, as a role assignment or access policy names it. */
export interface CreatedPrincipal {
  /** What `principalType` must be. */
  readonly type: 'ServicePrincipal' | 'Group';
  /** For messages. */
  readonly kind: 'managed identity' | 'service principal' | 'group';
}

interface PrincipalRow extends CreatedPrincipal {
  /** Of the declaring resource, lower case. */
  readonly resource: RegExp;
  readonly path: RegExp;
}

const IDENTITY = { type: 'ServicePrincipal', kind: 'managed identity' } as const;
const SERVICE_PRINCIPAL = { type: 'ServicePrincipal', kind: 'service principal' } as const;
const GROUP = { type: 'Group', kind: 'group' } as const;

/** The attributes that hold the object id of a principal. Facts: Bicep types, azurerm 5.2.0, azuread 3.9.0. */
const ROWS: readonly PrincipalRow[] = [
  { ...IDENTITY, resource: /^microsoft\.managedidentity\/userassignedidentities$/, path: /^properties\.principalId$/ },
  { ...IDENTITY, resource: /^microsoft\./, path: /^identity\.(?:.*\.)?principalId$/ },
  { ...IDENTITY, resource: /^microsoft\.containerservice\//, path: /^properties\.identityProfile\..*objectId$/ },
  { ...SERVICE_PRINCIPAL, resource: /^microsoft\.graph\/serviceprincipals$/, path: /^id$/ },
  { ...GROUP, resource: /^microsoft\.graph\/groups$/, path: /^id$/ },
  { ...IDENTITY, resource: /^azurerm_user_assigned_identity$/, path: /^principal_id$/ },
  { ...IDENTITY, resource: /^azurerm_/, path: /identity\.(?:principal_id|object_id)$/ },
  { ...IDENTITY, resource: /^azapi_resource$/, path: /^(?:output\.)?identity\.principal_?[iI]d$/ },
  { ...SERVICE_PRINCIPAL, resource: /^azuread_service_principal$/, path: /^(?:object_)?id$/ },
  { ...GROUP, resource: /^azuread_group$/, path: /^(?:object_)?id$/ },
];

/** The outputs of Azure Verified Modules that hold the object id of an identity. */
const MODULE_OUTPUT = /^outputs\.(?:systemAssigned(?:MI|MIPrincipal|Principal)\w*|\w*[mM]anagedIdentityPrincipalId)$/;

/** What a principal id stands for, where every value it can be is of one kind and created here; else undefined. */
export function createdPrincipal(
  value: Value,
  model: InfrastructureModel,
  find: FindDeclaration,
): CreatedPrincipal | undefined {
  const kinds = value.sources.map((source) =>
    source.kind === 'attribute' ? principalOf(source, model, find) : undefined,
  );
  const [first, ...others] = kinds;
  return first && others.every((other) => other?.kind === first.kind) ? first : undefined;
}

function principalOf(
  source: AttributeSource,
  model: InfrastructureModel,
  find: FindDeclaration,
): CreatedPrincipal | undefined {
  if (source.of === 'module') return isIdentityOutput(source, model) ? IDENTITY : undefined;
  if (source.of !== 'resource') return undefined;
  const declaration =
    model.language === 'arm-json' ? onlyOfType(source, model) : (find(source) ?? inModules(source, model.modules));
  if (declaration?.mode !== undefined && declaration.mode !== 'resource') return undefined;
  // What is not declared here may exist already.
  if (!declaration && model.language !== 'terraform') return undefined;
  const type = source.type.toLowerCase();
  // `reference()` of ARM templates gives the properties.
  const attribute =
    model.language === 'arm-json' && source.path === 'principalId' ? 'properties.principalId' : source.path;
  const row = ROWS.find(({ resource, path }) => resource.test(type) && path.test(attribute));
  return row && { type: row.type, kind: row.kind };
}

/** ARM templates refer by id, of which only the type is known for certain. */
function onlyOfType({ type }: AttributeSource, { resources }: InfrastructureModel): Resource | undefined {
  const [only, ...others] = resources.filter((resource) => resource.isType(type));
  return others.length === 0 ? only : undefined;
}

function isIdentityOutput({ name, path }: AttributeSource, { modules }: InfrastructureModel): boolean {
  const call = modules.find(({ symbol }) => symbol === name);
  if (!call?.source.includes('avm/')) return false;
  return MODULE_OUTPUT.test(path) || (/user-assigned-identity/.test(call.source) && path === 'outputs.principalId');
}

function inModules(source: AttributeSource, modules: readonly ModuleCall[]): Resource | undefined {
  for (const { target } of modules) {
    const found = target?.resources.find(({ symbol, type }) => symbol === source.name && type === source.type);
    if (found) return found;
  }
  return undefined;
}
