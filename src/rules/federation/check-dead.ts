import type { FederatedCredential } from '../../federation/credential.ts';
import { dead } from '../../federation/dead/dead.ts';
import { type DeadReason, isAboutSubject } from '../../federation/dead/dead-reason.ts';
import { displayText, markedText } from '../../federation/patterns/marked-text.ts';
import { patternKey } from '../../model/patterns.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import type { Property } from '../../model/value.ts';
import type { Report, RuleContext } from '../rule.ts';
import { listOf } from '../support/words.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
import { repairFixes } from './repair-fixes.ts';

export type DeadMessage = 'wildcard' | 'subject' | 'expression' | 'sometimes' | 'assumed';

interface Judged {
  readonly credential: FederatedCredential;
  readonly reasons: readonly DeadReason[];
}

/** Reports each reason once: for all that the declaration can be, or with the value that is at fault. */
export function checkDead(declaration: FederatedCredentialDeclaration, context: RuleContext<DeadMessage>): void {
  const judged = declaration.alternatives.map((credential) => ({
    credential,
    reasons: dead(credential).filter(isAboutSubject),
  }));
  const reported = new Set<string>();
  for (const one of judged) {
    for (const reason of one.reasons) {
      const property = propertyOf(declaration, reason);
      if (!property || reported.has(reason.id) || !holdsForValue(judged, one, reason)) continue;
      reported.add(reason.id);
      const isEverywhere = judged.every(({ reasons }) => has(reasons, reason));
      context.report({
        ...describe(one, reason, isEverywhere),
        range: property.value.range,
        confidence: reason.certainty === 'assumed' ? 'low' : isEverywhere ? 'high' : 'medium',
        fixes: judged.length === 1 ? repairFixes(declaration, property, reason, context) : [],
      });
    }
  }
}

function has(reasons: readonly DeadReason[], { id }: DeadReason): boolean {
  return reasons.some((reason) => reason.id === id);
}

/** Whether the value is at fault in every combination: issuer and subject may vary together, so that some never occur. */
function holdsForValue(judged: readonly Judged[], { credential }: Judged, reason: DeadReason): boolean {
  const value = patternKey(faultyValue(reason, credential));
  return judged.every(
    (other) => patternKey(faultyValue(reason, other.credential)) !== value || has(other.reasons, reason),
  );
}

function propertyOf(declaration: FederatedCredentialDeclaration, { property }: DeadReason): Property | undefined {
  return declaration[property];
}

function describe(
  { credential }: Judged,
  reason: DeadReason,
  isEverywhere: boolean,
): Pick<Report<DeadMessage>, 'messageId' | 'data'> {
  const { explanation, property } = reason;
  if (reason.certainty === 'assumed') {
    return { messageId: 'assumed', data: { explanation, assumption: assumption(reason, credential) } };
  }
  if (!isEverywhere) {
    return {
      messageId: 'sometimes',
      data: { explanation, property, value: displayText(markedText(faultyValue(reason, credential))) },
    };
  }
  if (reason.id === 'literal-wildcard') {
    const instead = reason.repair
      ? 'Name one exact subject, or compare with a claims matching expression (preview).'
      : 'Name one exact subject in each federated credential.';
    return { messageId: 'wildcard', data: { explanation, instead } };
  }
  return { messageId: property === 'expression' ? 'expression' : 'subject', data: { explanation } };
}

function faultyValue({ property }: DeadReason, { issuer, subject, expression }: FederatedCredential): StringPattern {
  return (property === 'expression' ? expression?.value : property === 'subject' ? subject : issuer) ?? { parts: [] };
}

function assumption(reason: DeadReason, credential: FederatedCredential): string {
  const { labels: all } = markedText(faultyValue(reason, credential));
  const labels = [...new Set(all)].map((label) => `\`${label}\``);
  if (labels.length === 0) return 'the issuer is what it seems to be';
  return labels.length === 1 ? `${labels[0]} is a plain name` : `${listOf(labels)} are plain names`;
}
