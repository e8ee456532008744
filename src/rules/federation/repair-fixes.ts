import type { DeadReason } from '../../federation/dead/dead-reason.ts';
import { printExpression } from '../../federation/expression/syntax.ts';
import { displayText, hasMarks, markedText } from '../../federation/patterns/marked-text.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
import { renameAttributes } from './renamed-columns.ts';
import { rewriteText } from './rewrite.ts';

/** Repairs change who can sign in, so a person looks at each. */
export function repairFixes(
  declaration: FederatedCredentialDeclaration,
  property: Property,
  { repair, property: part }: DeadReason,
  { document }: RuleContext<never>,
): readonly Fix[] {
  if (!repair) return [];
  if (repair.kind === 'replace') {
    const edits = editsOf(document.uri, rewriteText(declaration, property, repair.find, repair.by));
    if (!edits) return [];
    const title =
      part === 'issuer'
        ? `Correct the issuer to \`${repairedIssuer(declaration, repair.find, repair.by)}\``
        : `Write \`${repair.by}\` instead of \`${repair.find}\``;
    return [{ title, safety: 'needs-review', edits, followUps: [SIGN_IN_STARTS_TO_WORK] }];
  }
  const edits = editsOf(document.uri, expressionInstead(declaration, property, repair.comparand));
  if (!edits) return [];
  return [
    {
      title: 'Compare with a claims matching expression (preview)',
      safety: 'needs-review',
      edits,
      followUps: [
        SIGN_IN_STARTS_TO_WORK,
        ...(declaration.resource?.isType(EXACT_TYPE) ? ['The type needs the azuread provider 3.7.0 or newer.'] : []),
        'Check that the pattern matches only the workloads that should sign in: it accepts more than one.',
      ],
    },
  ];
}

function repairedIssuer({ alternatives: [first] }: FederatedCredentialDeclaration, find: string, by: string): string {
  const { text, labels } = markedText(first?.issuer ?? { parts: [] });
  return displayText({ text: text.replace(find, by), labels });
}

const SIGN_IN_STARTS_TO_WORK = 'The credential starts to accept tokens: check that this is still wanted.';

/** The edits that compare with an expression instead of the exact subject, where the declared type can. */
function expressionInstead(
  declaration: FederatedCredentialDeclaration,
  property: Property,
  comparand: string,
): readonly TextEdit[] | undefined {
  if (declaration.expression) return undefined;
  if (declaration.resource?.isType(EXACT_TYPE)) return flexibleResource(declaration, property);
  return expressionProperty(declaration, property, comparand);
}

/** Bicep, ARM and azapi: the property beside `subject`, where the declared API version has it. */
function expressionProperty(
  { resource, row }: FederatedCredentialDeclaration,
  property: Property,
  comparand: string,
): readonly TextEdit[] | undefined {
  const path = row.expression?.replace(/\.value$/u, '');
  if (!resource || !path || path === row.expression || hasMarks(comparand)) return undefined;
  if (!supportsExpressions(resource.apiVersion)) return undefined;
  const value = printExpression([{ claim: 'sub', operator: 'matches', comparand }]);
  return allEdits(resource.editor.remove(property), resource.editor.set(path, { value, languageVersion: 1 }));
}

/** Graph's beta types, and ARM previews since 2025-01-31 (bicep-types-az microsoft.managedidentity). */
function supportsExpressions(apiVersion: string | undefined): boolean {
  if (apiVersion === undefined) return false;
  return apiVersion === 'beta' || (apiVersion.endsWith('-preview') && apiVersion >= '2025-01-31');
}

const EXACT_TYPE = 'azuread_application_federated_identity_credential';
const FLEXIBLE_TYPE = 'azuread_application_flexible_federated_identity_credential';

/** azuread: a resource type of its own, with one audience instead of a list (provider 3.7.0 and newer). */
function flexibleResource(
  { resource, document, audience }: FederatedCredentialDeclaration,
  subject: Property,
): readonly TextEdit[] | undefined {
  const { source, uri } = document;
  const [only, ...more] = audience?.value.items ?? [];
  const isWrittenHere = [subject.value, audience?.value, only].every((value) => value?.uri === uri);
  const { start, end } = subject.value.range;
  const text = source.slice(subject.value.range);
  if (
    !resource ||
    !audience ||
    !only ||
    more.length > 0 ||
    !isWrittenHere ||
    !/^".*"$/u.test(text) ||
    text.includes("'")
  ) {
    return undefined;
  }
  const type = source.slice(resource.typeRange);
  return [
    { range: resource.typeRange, newText: type.replace(EXACT_TYPE, FLEXIBLE_TYPE) },
    ...renameAttributes(resource, [
      [audience, 'audience'],
      [subject, 'claims_matching_expression'],
    ]),
    { range: audience.value.range, newText: source.slice(only.range) },
    { range: { start: start + 1, end: start + 1 }, newText: "claims['sub'] matches '" },
    { range: { start: end - 1, end: end - 1 }, newText: "'" },
  ];
}
