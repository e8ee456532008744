import { folderOf } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import { type PolicyArea, rolesOfPolicy, type VaultRole } from '../catalogue/vault-roles.ts';
import type { RuleContext } from '../rule.ts';

/** One access policy of a vault, as roles. */
export interface VaultPolicy {
  readonly principal: Property;
  readonly roles: readonly VaultRole[];
}

/** Where policies of a vault are declared together: a property, block or resource of their own. */
export interface PolicyDeclaration {
  readonly resource: Resource;
  /** The property or block to take out; undefined where the whole resource is. */
  readonly property: Property | undefined;
  /** Undefined where not all that they allow is known. */
  readonly policies: readonly VaultPolicy[] | undefined;
}

/** The policies that are declared for a vault, in it and beside it. */
export function policiesOf(
  vault: Resource,
  model: InfrastructureModel,
  context: RuleContext<never>,
): readonly PolicyDeclaration[] {
  return vault.language === 'terraform' ? terraformPolicies(vault, context) : armPolicies(vault, model);
}

function armPolicies(vault: Resource, { resources }: InfrastructureModel): readonly PolicyDeclaration[] {
  const within = vault
    .find('properties.accessPolicies')
    .map((property) => ({ resource: vault, property, policies: armList(property.value) }));
  const beside = resources
    .filter((resource) => resource.isType(`${vault.type}/accessPolicies`) && resource.parent === vault)
    .map((resource) => {
      const [list] = resource.find('properties.accessPolicies');
      const policies = list && !resource.isLoop && !resource.isConditional ? armList(list.value) : undefined;
      return { resource, property: undefined, policies };
    });
  return [...within, ...beside];
}

function armList(list: Value): readonly VaultPolicy[] | undefined {
  if (list.kind !== 'array' || !list.isComplete) return undefined;
  return allKnown(
    list.items.map((item) => {
      const permissions = item.properties.find(({ name }) => name === 'permissions')?.value;
      const principal = item.properties.find(({ name }) => name === 'objectId');
      if (!item.isComplete || !permissions?.isComplete || !principal) return undefined;
      return policyOf(principal, (area) => permissions.properties.find(({ name }) => name === area), permissions);
    }),
  );
}

function terraformPolicies(vault: Resource, { workspace }: RuleContext<never>): readonly PolicyDeclaration[] {
  const within = vault
    .find('access_policy')
    .map((property) => ({ resource: vault, property, policies: allKnown([blockPolicy(property.value)]) }));
  const beside = workspace
    .inFolder('terraform', folderOf(vault.document.path))
    .flatMap((file) => modelOf(file, workspace).infrastructure?.resources ?? [])
    .filter((resource) => resource.isType('azurerm_key_vault_access_policy') && isOfVault(resource, vault))
    .map((resource) => {
      const isOne = !resource.isLoop && !resource.isConditional;
      const policies = isOne ? allKnown([blockPolicy(resource.body)]) : undefined;
      return { resource, property: undefined, policies };
    });
  return [...within, ...beside];
}

export function isOfVault(policy: Resource, vault: Resource): boolean {
  return policy
    .find('key_vault_id')
    .some(({ value }) =>
      value.sources.some(
        (source) => source.kind === 'attribute' && source.type === vault.type && source.name === vault.symbol,
      ),
    );
}

function blockPolicy(block: Value): VaultPolicy | undefined {
  const principal = block.properties.find(({ name }) => name === 'object_id');
  if (!block.isComplete || !principal) return undefined;
  const nameOf = { secrets: 'secret_permissions', keys: 'key_permissions', certificates: 'certificate_permissions' };
  return policyOf(principal, (area) => block.properties.find(({ name }) => name === nameOf[area]), block);
}

const AREAS: readonly PolicyArea[] = ['secrets', 'keys', 'certificates'];

function policyOf(
  principal: Property,
  find: (area: PolicyArea) => Property | undefined,
  all: Value,
): VaultPolicy | undefined {
  // No role takes the place of permissions on storage accounts, and an application on behalf of users has none either.
  const isOther = ({ name, value }: Property) =>
    /^(?:storage(?:_permissions)?|applicationId|application_id)$/.test(name) && value.items.length > 0;
  if (all.properties.some(isOther)) return undefined;
  const permissions: Partial<Record<PolicyArea, readonly string[]>> = {};
  for (const area of AREAS) {
    const list = find(area)?.value;
    if (!list || list.kind === 'null') continue;
    const names = list.items.map(({ patterns }) =>
      patterns.length === 1 && patterns[0] ? exactText(patterns[0]) : undefined,
    );
    const known = names.filter((name) => name !== undefined);
    if (list.kind !== 'array' || !list.isComplete || known.length < names.length) return undefined;
    permissions[area] = known;
  }
  return { principal, roles: rolesOfPolicy(permissions) };
}

function allKnown<T>(list: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = list.filter((item) => item !== undefined);
  return known.length === list.length ? known : undefined;
}
