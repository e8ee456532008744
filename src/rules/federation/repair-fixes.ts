import type { DeadReason } from '../../federation/dead/dead-reason.ts';
import { printExpression } from '../../federation/expression/syntax.ts';
import { hasMarks } from '../../federation/patterns/marked-text.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
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
    const edits = editsOf(document.uri, rewriteText(declaration.resource, property, repair.find, repair.by));
    if (!edits) return [];
    const title =
      part === 'issuer' ? `Correct the issuer to \`${repair.by}\`` : `Write \`${repair.by.trim()}\` in the ${part}`;
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
        'Check that the pattern matches only the workloads that should sign in: it accepts more than one.',
      ],
    },
  ];
}

const SIGN_IN_STARTS_TO_WORK = 'The credential starts to accept tokens: check that this is still wanted.';

/** Bicep and ARM: the property beside `subject`, where the declared API version has it. */
function expressionInstead(
  { resource, row, expression }: FederatedCredentialDeclaration,
  property: Property,
  comparand: string,
): readonly TextEdit[] | undefined {
  const path = row.expression?.replace(/\.value$/u, '');
  if (expression || !path || path === row.expression || hasMarks(comparand)) return undefined;
  if (!supportsExpressions(resource.apiVersion)) return undefined;
  const value = printExpression([{ claim: 'sub', operator: 'matches', comparand }]);
  return allEdits(resource.editor.remove(property), resource.editor.set(path, { value, languageVersion: 1 }));
}

/** Graph's beta types, and ARM previews since 2025-01-31 (bicep-types-az microsoft.managedidentity). */
function supportsExpressions(apiVersion: string | undefined): boolean {
  if (apiVersion === undefined) return false;
  return apiVersion === 'beta' || (apiVersion.endsWith('-preview') && apiVersion >= '2025-01-31');
}
