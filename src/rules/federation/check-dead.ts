import type { FederatedCredential } from '../../federation/credential.ts';
import { dead } from '../../federation/dead/dead.ts';
import type { DeadReason } from '../../federation/dead/dead-reason.ts';
import type { Property } from '../../model/value.ts';
import type { Report, RuleContext } from '../rule.ts';
import { listOf } from '../support/words.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
import { repairFixes } from './repair-fixes.ts';

export type DeadMessage = 'issuer' | 'wildcard' | 'subject' | 'expression' | 'assumed';

/** Reports each reason that holds for everything the declaration can be, once. */
export function checkDead(declaration: FederatedCredentialDeclaration, context: RuleContext<DeadMessage>): void {
  const [first, ...others] = declaration.alternatives.map((credential) => ({ credential, reasons: dead(credential) }));
  for (const reason of first?.reasons ?? []) {
    const property = propertyOf(declaration, reason);
    const everywhere = others.every(({ reasons }) => reasons.some(({ id }) => id === reason.id));
    if (!first || !property || !everywhere) continue;
    context.report({
      ...describe(reason, first.credential),
      range: property.value.range,
      confidence: reason.certainty === 'assumed' ? 'low' : 'high',
      fixes: others.length === 0 ? repairFixes(declaration, property, reason, context) : [],
    });
  }
}

function propertyOf(declaration: FederatedCredentialDeclaration, { property }: DeadReason): Property | undefined {
  return declaration[property];
}

function describe(
  reason: DeadReason,
  credential: FederatedCredential,
): Pick<Report<DeadMessage>, 'messageId' | 'data'> {
  const { explanation } = reason;
  if (reason.certainty === 'assumed') {
    return { messageId: 'assumed', data: { explanation, assumption: assumption(reason, credential) } };
  }
  if (reason.id === 'literal-wildcard') {
    const instead = reason.repair
      ? 'Name one exact subject, or compare with a claims matching expression (preview).'
      : 'Name one exact subject in each federated credential.';
    return { messageId: 'wildcard', data: { explanation, instead } };
  }
  return { messageId: reason.property, data: { explanation } };
}

function assumption({ property }: DeadReason, { issuer, subject, expression }: FederatedCredential): string {
  const pattern = property === 'expression' ? expression?.value : property === 'subject' ? subject : issuer;
  const labels = (pattern?.parts ?? []).flatMap((part) => (part.kind === 'unknown' ? [`\`${part.label}\``] : []));
  if (labels.length === 0) return 'the issuer is what it seems to be';
  return labels.length === 1 ? `${labels[0]} is a plain name` : `${listOf(labels)} are plain names`;
}
