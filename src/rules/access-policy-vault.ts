import type { InfrastructureModel, ModuleCall, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { Property } from '../model/value.ts';
import { rbacFixes } from './access-policy-vault/fixes.ts';
import { isOfVault } from './access-policy-vault/policies.ts';
import { switchName } from './access-policy-vault/switch-name.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { declarationsOf } from './support/declarations.ts';

/** A Key Vault that decides by its own access policies who may read what, and not by roles of Azure. */
export const accessPolicyVault = defineRule({
  id: 'access-policy-vault',
  title: 'Key Vault with access policies instead of Azure roles',
  severity: 'warning',
  tags: ['CWE-284', 'CWE-269'],
  messages: {
    off:
      'This vault decides by access policies: each covers all secrets, keys or certificates in it, no condition or review ' +
      'reaches them, and whoever may write the vault (Contributor) can add one for itself. Use Azure RBAC.',
    unset:
      'Without `{property}` this vault decides by access policies: each covers all secrets, keys or certificates in it, no ' +
      'condition or review reaches them, and whoever may write the vault (Contributor) can add one for itself. ' +
      'Use Azure RBAC.',
    policy:
      'An access policy covers all secrets, keys or certificates of the vault, and no condition or review reaches it. ' +
      'Let Azure RBAC decide about the vault, and assign a role in place of this policy.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declared of model.resources) {
        if (declared.mode !== 'resource') continue;
        const resource = armView(declared) ?? declared;
        if (resource.isType('Microsoft.KeyVault/vaults')) checkArmVault(resource, model, context);
        else if (resource.isType('azurerm_key_vault')) checkTerraformVault(resource, model, context);
        else checkPolicy(resource, model, context);
      }
      for (const call of model.modules) checkCall(call, context);
    },
  },
});

type Context = RuleContext<'off' | 'unset' | 'policy'>;

const ARM_SWITCH = 'properties.enableRbacAuthorization';

/** The version of the API from which a vault without the switch is not certain to decide by policies. */
const NEW_DEFAULT = '2026-02-01';

function checkArmVault(vault: Resource, model: InfrastructureModel, context: Context): void {
  // A vault that is recovered keeps what it had.
  if (vault.find('properties.createMode').length > 0) return;
  const isComplete = [vault.body, ...vault.find('properties').map(({ value }) => value)].every(
    (value) => value.kind === 'object' && value.isComplete,
  );
  const mayBeUnset = isComplete && (vault.apiVersion ?? '') < NEW_DEFAULT;
  checkSwitch(vault, vault.find(ARM_SWITCH)[0], mayBeUnset ? ARM_SWITCH : undefined, model, context);
}

function checkTerraformVault(vault: Resource, model: InfrastructureModel, context: Context): void {
  const name = switchName(vault, context.workspace);
  const written = vault.find('rbac_authorization_enabled')[0] ?? vault.find('enable_rbac_authorization')[0];
  checkSwitch(vault, written, vault.body.isComplete ? name : undefined, model, context);
}

/** @param path of the switch where its absence means that it is off */
function checkSwitch(
  vault: Resource,
  written: Property | undefined,
  path: string | undefined,
  model: InfrastructureModel,
  context: Context,
): void {
  if (written && written.value.kind !== 'null') {
    if (written.value.constant !== false) return;
    const own = vault.language === 'terraform' && !vault.type.includes('/') ? written.name : ARM_SWITCH;
    // Whoever passes the parameter decides; its default is what holds without them.
    const isPassed = written.value.sources.some(({ kind }) => kind === 'parameter');
    const fixes = isPassed ? [] : rbacFixes(vault, own, model, context);
    const confidence = isPassed ? 'medium' : 'high';
    context.report({ messageId: 'off', range: written.value.range, confidence, fixes });
  } else if (path !== undefined) {
    const property = path.split('.').at(-1) ?? '';
    const fixes = rbacFixes(vault, path, model, context);
    context.report({ messageId: 'unset', data: { property }, range: vault.typeRange, fixes });
  }
}

/** Policies of a vault that is not declared beside them; of others the vault speaks. */
function checkPolicy(resource: Resource, model: InfrastructureModel, context: Context): void {
  if (resource.isType('azurerm_key_vault_access_policy')) {
    const find = declarationsOf(model, context.workspace);
    const vaults = resource
      .find('key_vault_id')
      .flatMap(({ value }) => value.sources)
      .flatMap((source) => (source.kind === 'attribute' ? (find(source) ?? []) : []));
    if (vaults.some((vault) => vault.mode === 'resource' && isOfVault(resource, vault))) return;
  } else if (!resource.isType('Microsoft.KeyVault/vaults/accessPolicies') || resource.parent?.mode === 'resource') {
    return;
  }
  context.report({ messageId: 'policy', range: resource.typeRange, severity: 'information' });
}

/** What Azure Verified Modules are told; they use Azure RBAC unless told otherwise. */
function checkCall({ source, arguments: passed }: ModuleCall, context: Context): void {
  if (!/avm[/-]res[/-]key-?vault[/-]vault/i.test(source)) return;
  for (const { name, value } of passed) {
    const isOff =
      (name === 'enableRbacAuthorization' && value.constant === false) ||
      (name === 'legacy_access_policies_enabled' && value.constant === true);
    const isPassed = value.sources.some(({ kind }) => kind === 'parameter');
    if (isOff) context.report({ messageId: 'off', range: value.range, confidence: isPassed ? 'medium' : 'high' });
  }
}
