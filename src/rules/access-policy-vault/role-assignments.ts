import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { VaultRole } from '../catalogue/vault-roles.ts';
import type { FindDeclaration } from '../support/declarations.ts';
import { createdPrincipal } from '../support/principal.ts';
import type { VaultPolicy } from './policies.ts';

export interface WrittenAssignments {
  /** The declarations in the language of the file, a blank line between them; empty where no policy allows anything. */
  readonly text: string;
  /** Their names, by policy. */
  readonly names: ReadonlyMap<VaultPolicy, readonly string[]>;
}

/**
 * The role assignments that allow what policies do; undefined where an object id is not written as one expression that
 * can be copied.
 */
export function roleAssignments(
  vault: Resource,
  policies: readonly VaultPolicy[],
  model: InfrastructureModel,
  find: FindDeclaration,
): WrittenAssignments | undefined {
  const names = new Map<VaultPolicy, readonly string[]>();
  const taken = new Set<string>();
  const written = new Map<string, string>();
  const declarations: string[] = [];
  for (const policy of policies) {
    const { principal, roles } = policy;
    const { source, uri } = vault.document;
    const id = principal.value.uri === uri ? source.slice(principal.value.range) : undefined;
    if (id === undefined || /[\r\n]/.test(id) || /\b(?:each|count)\./.test(id)) return undefined;
    const type = createdPrincipal(principal.value, model, find)?.type;
    const own = roles.map((role) => {
      // Two assignments of one role to one principal would be refused.
      const known = written.get(`${id} ${role.id}`);
      if (known !== undefined) return known;
      const isFree = (name: string) => !taken.has(name) && !new RegExp(`\\b${name}\\b`).test(source.text);
      const name = freeName(nameOf(id, role, vault), isFree);
      taken.add(name);
      written.set(`${id} ${role.id}`, name);
      const assignment = { name, id, role, type, vault };
      declarations.push(vault.language === 'terraform' ? terraformAssignment(assignment) : bicepAssignment(assignment));
      return name;
    });
    names.set(policy, own);
  }
  return { text: declarations.join('\n\n'), names };
}

interface Assignment {
  readonly name: string;
  /** The expression of the principal's object id. */
  readonly id: string;
  readonly role: VaultRole;
  readonly type: string | undefined;
  readonly vault: Resource;
}

function bicepAssignment({ name, id, role, type, vault }: Assignment): string {
  return [
    `resource ${name} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {`,
    `  scope: ${vault.symbol}`,
    `  name: guid(${vault.symbol}.id, ${stableName(id)}, '${role.id}')`,
    '  properties: {',
    `    principalId: ${id}`,
    ...(type ? [`    principalType: '${type}'`] : []),
    `    // ${role.name}`,
    `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role.id}')`,
    '  }',
    '}',
  ].join('\n');
}

/** The name of an assignment must be known before the deployment begins; the object id of a new identity is not. */
function stableName(id: string): string {
  const resource = /^(\w+)(?:\.identity)?(?:\.properties)?\.principalId$/.exec(id)?.[1];
  if (resource !== undefined) return `${resource}.id`;
  return /^(?:\w+|'[^']*')$/.test(id) ? id : `'${id.replace(/[^\w.]/g, '')}'`;
}

function terraformAssignment({ name, id, role, type, vault }: Assignment): string {
  return [
    `resource "azurerm_role_assignment" "${name}" {`,
    `  scope                = ${vault.type}.${vault.symbol}.id`,
    `  role_definition_name = "${role.name}"`,
    `  principal_id         = ${id}`,
    ...(type ? [`  principal_type       = "${type}"`] : []),
    '}',
  ].join('\n');
}

/** `identity.properties.principalId` and Key Vault Secrets User make `identitySecretsUser`, or `identity_secrets_user`. */
function nameOf(id: string, { name }: VaultRole, { language, symbol }: Resource): string {
  const words = name.replace('Key Vault ', '').split(' ');
  if (language === 'terraform') {
    const who = /^(?:data\.)?[a-z]\w*\.([\w-]+)/.exec(id)?.[1] ?? symbol;
    return [who, ...words.map((word) => word.toLowerCase())].join('_');
  }
  const who = /^[A-Za-z_]\w*/.exec(id)?.[0] ?? symbol;
  return who.replace(/(?:Principal|Object)?Id$/, '') + words.join('');
}

function freeName(wanted: string, isFree: (name: string) => boolean): string {
  let name = wanted;
  for (let number = 2; !isFree(name); number++) name = `${wanted}${number}`;
  return name;
}
