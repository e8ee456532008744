import { issuerMistakes } from '../federation/dead/issuer-mistakes.ts';
import { confusedIssuer } from '../federation/issuers/confused-issuer.ts';
import { platformOfIssuer } from '../federation/issuers/registry.ts';
import { hasMarks, markedText } from '../federation/patterns/marked-text.ts';
import type { StringPattern } from '../model/string-pattern.ts';
import type { Property } from '../model/value.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './federation/credentials.ts';
import { repairFixes } from './federation/repair-fixes.ts';
import { rewriteText } from './federation/rewrite.ts';
import type { Fix } from './finding.ts';
import { defineRule, type Report, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

type Message = 'mistake' | 'other' | 'otherUnknown' | 'retiring';
type Context = RuleContext<Message>;

/**
 * The issuer of a federated credential that is not the `iss` of any token. Entra compares it byte for byte and accepts
 * every text when the credential is created (Learn, "Workload identity federation considerations").
 */
export const federationIssuer = defineRule<Message>({
  id: 'federation-issuer',
  title: 'Federated credential with an issuer that no token has',
  severity: 'warning',
  tags: ['CWE-1164', 'CICD-SEC-2'],
  messages: {
    mistake:
      'No token matches this federated credential (AADSTS700211). {explanation} Write the issuer exactly as the tokens do.',
    other: 'No token matches this federated credential (AADSTS700211). {explanation} Write `{right}`.',
    otherUnknown: 'No token matches this federated credential (AADSTS700211). {explanation}',
    retiring:
      'Azure DevOps retires this issuer on 2027-07-01, and its subject is made of names that can change hands. Convert ' +
      'the service connection to the issuer of Entra ID, and trust the issuer and subject that it shows then.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) check(declaration, context);
    },
  },
});

function check(declaration: FederatedCredentialDeclaration, context: Context): void {
  const { issuer } = declaration;
  if (!issuer) return;
  const { patterns } = issuer.value;
  const judged = patterns.map((pattern) => judge(pattern, issuer, declaration, context));
  const [first] = judged.filter((found) => found !== undefined);
  if (!first) return;
  const isEverywhere = judged.every((found) => found !== undefined);
  context.report({
    ...first,
    range: issuer.value.range,
    confidence: isEverywhere ? 'high' : 'medium',
    fixes: patterns.length === 1 ? (first.fixes ?? []) : [],
  });
}

function judge(
  pattern: StringPattern,
  property: Property,
  declaration: FederatedCredentialDeclaration,
  context: Context,
): Omit<Report<Message>, 'range'> | undefined {
  const { text } = markedText(pattern);
  const [mistake] = issuerMistakes(text);
  if (mistake) {
    const fixes = repairFixes(declaration, property, mistake, context);
    return { messageId: 'mistake', data: { explanation: mistake.explanation }, fixes };
  }
  const confused = hasMarks(text) ? undefined : confusedIssuer(text);
  if (confused) {
    const { explanation, right } = confused;
    if (right === undefined) return { messageId: 'otherUnknown', data: { explanation } };
    return {
      messageId: 'other',
      data: { explanation, right },
      fixes: corrected(declaration, property, text, right, context),
    };
  }
  const isRetiring = platformOfIssuer(text)?.form?.classes?.includes('retire-2027');
  return isRetiring ? { messageId: 'retiring', data: {}, severity: 'information' } : undefined;
}

function corrected(
  declaration: FederatedCredentialDeclaration,
  property: Property,
  wrong: string,
  right: string,
  { document }: Context,
): readonly Fix[] {
  const edits = editsOf(document.uri, rewriteText(declaration, property, wrong, right));
  if (!edits) return [];
  const followUps = ['The credential starts to accept tokens: check that this is still wanted.'];
  return [{ title: `Correct the issuer to \`${right}\``, safety: 'needs-review', edits, followUps }];
}
