import { folderOf } from '../../model/document.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { declarationsOf } from '../support/declarations.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { type PolicyDeclaration, policiesOf } from './policies.ts';
import { roleAssignments } from './role-assignments.ts';

/** Turns Azure RBAC on, with role assignments in place of the policies where they can be written. */
export function rbacFixes(
  vault: Resource,
  path: string,
  model: InfrastructureModel,
  context: RuleContext<never>,
): readonly Fix[] {
  const declarations = policiesOf(vault, model, context);
  const replaced = replacedPolicies(vault, path, declarations, model, context);
  const edits = editsOf(context.document.uri, replaced ? replaced.edits : vault.editor.set(path, true));
  if (!edits) return [];
  const count = replaced?.count ?? 0;
  const roles = count === 0 ? '' : `, with ${count === 1 ? 'a role assignment' : 'role assignments'} for its policies`;
  return [
    {
      title: `Let Azure RBAC decide about this vault${roles}`,
      safety: 'needs-review',
      edits,
      followUps: followUps(declarations, replaced !== undefined),
    },
  ];
}

function followUps(declarations: readonly PolicyDeclaration[], isReplaced: boolean): readonly string[] {
  const isKnown = declarations.every(({ policies }) => policies !== undefined);
  return [
    ...(isReplaced && isKnown
      ? []
      : [
          'Assign to each principal of an access policy the role that allows as much, on this vault, before you apply this: ' +
            'the policies stop to count at once.',
        ]),
    'Look for policies that were made elsewhere, with `az keyvault show --query properties.accessPolicies`, and assign ' +
      'their roles first: roles take some minutes to take effect.',
    'See to it that whoever deploys this may assign roles on the vault (Role Based Access Control Administrator).',
  ];
}

interface Replaced {
  readonly edits: readonly TextEdit[];
  /** How many role assignments are written. */
  readonly count: number;
}

/** All of the policies as role assignments, or none: half of them would lock out the others. */
function replacedPolicies(
  vault: Resource,
  path: string,
  declarations: readonly PolicyDeclaration[],
  model: InfrastructureModel,
  context: RuleContext<never>,
): Replaced | undefined {
  if (vault.language === 'arm-json' || vault.isLoop || vault.isConditional) return undefined;
  if (!declarations.every(({ policies, resource }) => policies && resource.document.uri === context.document.uri)) {
    return undefined;
  }
  const policies = declarations.flatMap((declaration) => declaration.policies ?? []);
  const written = roleAssignments(vault, policies, model, declarationsOf(model, context.workspace));
  if (!written) return undefined;
  // In the place of the policies, where both would be written at the end of one object.
  const inPlace = vault.language === 'bicep' && vault.find(path).length === 0;
  const within = declarations.find(({ property }) => inPlace && property);
  const removals = declarations.map(({ resource, property, policies: own = [] }) => {
    if (property && within) return [{ range: property.range, newText: `${path.split('.').at(-1)}: true` }];
    if (property) return resource.editor.remove(property);
    const names = own.flatMap((policy) => written.names.get(policy) ?? []);
    return allEdits(resource.editor.removeResource(), renamedMentions(resource, names, declarations, context));
  });
  const added = written.text === '' ? [] : vault.editor.insertAfter(written.text);
  const edits = allEdits(within ? [] : vault.editor.set(path, true), ...removals, added);
  return edits && { edits, count: policies.flatMap(({ roles }) => roles).length };
}

/**
 * What waited for a policy waits for its role assignments. Undefined where a mention is more than a dependency, or
 * stands in another file.
 */
function renamedMentions(
  policy: Resource,
  names: readonly string[],
  declarations: readonly PolicyDeclaration[],
  { document, workspace }: RuleContext<never>,
): readonly TextEdit[] | undefined {
  const isTerraform = policy.language === 'terraform';
  const address = isTerraform ? `${policy.type}.${policy.symbol}` : policy.symbol;
  const mention = new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
  const isElsewhere = workspace
    .inFolder('terraform', folderOf(document.path))
    .some(({ uri, source }) => isTerraform && uri !== document.uri && new RegExp(mention).test(source.text));
  if (isElsewhere) return undefined;
  const removed = declarations.filter(({ property }) => !property).map(({ resource }) => resource.range);
  const { text } = document.source;
  const edits: TextEdit[] = [];
  for (const { index } of text.matchAll(mention)) {
    if (removed.some(({ start, end }) => start <= index && index < end)) continue;
    const range = { start: index, end: index + address.length };
    if (names.length === 0 || !isDependency(text, range)) return undefined;
    const prefix = isTerraform ? 'azurerm_role_assignment.' : '';
    edits.push({ range, newText: names.map((name) => prefix + name).join(SEPARATOR) });
  }
  return edits;
}

/** Separates names in a list of Terraform and, on one line, of Bicep. */
const SEPARATOR = ', ';

/** An element of `depends_on = [ ... ]` or `dependsOn: [ ... ]`. */
function isDependency(text: string, { start, end }: Range): boolean {
  return (
    /depends_?on\s*[=:]\s*\[[^\]]*$/i.test(text.slice(0, start)) && /^\s*[,\]\r\n]/.test(text.slice(end, end + 80))
  );
}
