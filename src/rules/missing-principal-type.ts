import { exactText } from '../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { Property } from '../model/value.ts';
import { insertPrincipalType } from './missing-principal-type/insert-principal-type.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { declarationsOf, type FindDeclaration } from './support/declarations.ts';
import { editsOf } from './support/edits.ts';
import { type CreatedPrincipal, createdPrincipal } from './support/principal.ts';
import { withArticle } from './support/words.ts';

/**
 * A role assignment for a principal that the same deployment creates, without the kind of principal: Azure then looks
 * the principal up in Entra ID, where it may not have arrived yet.
 */
export const missingPrincipalType = defineRule({
  id: 'missing-principal-type',
  title: 'Role assignment that does not say what kind of principal it is for',
  severity: 'warning',
  tags: ['CWE-362'],
  messages: {
    missing:
      'This assigns a role to {kind} that is created in the same deployment, without saying so. Azure looks the ' +
      'principal up in Entra ID, where it may not be yet, and the deployment fails with PrincipalNotFound. ' +
      'Set `{property}` to `{type}`.',
    wrong:
      'The principal is {kind}, for which `{property}` must be `{type}`: as it stands, the deployment fails with ' +
      'UnmatchedPrincipalType.',
  },
  checks: {
    infrastructure(model, context) {
      const find = declarationsOf(model, context.workspace);
      for (const resource of model.resources) checkAssignment(resource, model, find, context);
      checkPassed(model, find, context);
    },
  },
});

type Context = RuleContext<'missing' | 'wrong'>;

interface AssignmentRow {
  readonly type: RegExp;
  readonly principal: string;
  readonly principalType: string;
  /** Makes up for a missing type. */
  readonly instead?: string;
}

/** Facts: Microsoft.Authorization 2022-04-01; azurerm 3.117 to 5.2.0, which tries again for a while by itself. */
const ROWS: readonly AssignmentRow[] = [
  {
    type: /^microsoft\.(?:authorization|.*\/providers)\/roleassignments$/,
    principal: 'properties.principalId',
    principalType: 'properties.principalType',
  },
  {
    type: /^azurerm_role_assignment$/,
    principal: 'principal_id',
    principalType: 'principal_type',
    instead: 'skip_service_principal_aad_check',
  },
];

function checkAssignment(
  declared: Resource,
  model: InfrastructureModel,
  find: FindDeclaration,
  context: Context,
): void {
  const resource = armView(declared) ?? declared;
  const row = ROWS.find(({ type }) => type.test(resource.type.toLowerCase()));
  const principal = row && resource.find(row.principal)[0];
  const created = principal && declared.mode === 'resource' && createdPrincipal(principal.value, model, find);
  if (!row || !created) return;
  const property = row.principalType.split('.').at(-1) ?? '';
  const data = { kind: withArticle(created.kind), type: created.type, property };
  const [written] = resource.find(row.principalType);
  if (written) {
    const range = written.value.range;
    if (isAnother(written, created)) {
      const edits = editsOf(context.document.uri, resource.editor.replaceValue(written, created.type));
      const title = titleOf(property, created);
      const fixes = edits ? [{ title, safety: 'needs-review', edits, followUps: [] } as const] : [];
      context.report({ messageId: 'wrong', data, range, severity: 'error', fixes });
    }
    return;
  }
  const isComplete = [resource.body, ...resource.find('properties').map(({ value }) => value)].every(
    (value) => value.isComplete,
  );
  if (!isComplete || (row.instead !== undefined && resource.find(row.instead).length > 0)) return;
  const edits = editsOf(context.document.uri, resource.editor.set(row.principalType, created.type));
  context.report({
    messageId: 'missing',
    data,
    range: principal.value.range,
    severity: row.instead === undefined ? 'warning' : 'information',
    fixes: edits ? [{ title: titleOf(property, created), safety: 'safe', edits, followUps: [] }] : [],
  });
}

function isAnother({ value }: Property, { type }: CreatedPrincipal): boolean {
  const texts = value.patterns.map(exactText);
  return texts.length > 0 && texts.every((text) => text !== undefined && text.toLowerCase() !== type.toLowerCase());
}

function titleOf(property: string, { type }: CreatedPrincipal): string {
  return `Set ${property} to ${type}`;
}

/** `roleAssignments` of a verified module, which hands them on as they are. */
function checkPassed(model: InfrastructureModel, find: FindDeclaration, context: Context): void {
  for (const call of model.language === 'bicep' ? model.modules : []) {
    for (const { value } of call.arguments.filter(({ name }) => name === 'roleAssignments')) {
      for (const assignment of value.items) {
        const named = (name: string) => assignment.properties.find((property) => property.name === name);
        const principal = named('principalId');
        const created = principal && createdPrincipal(principal.value, model, find);
        const isOpen = !assignment.isComplete || named('principalType') !== undefined;
        if (!created || isOpen || !named('roleDefinitionIdOrName') || principal.value.uri !== context.document.uri)
          continue;
        const edits = editsOf(context.document.uri, insertPrincipalType(context.document, principal, created.type));
        context.report({
          messageId: 'missing',
          data: { kind: withArticle(created.kind), type: created.type, property: 'principalType' },
          range: principal.value.range,
          fixes: edits ? [{ title: titleOf('principalType', created), safety: 'safe', edits, followUps: [] }] : [],
        });
      }
    }
  }
}
