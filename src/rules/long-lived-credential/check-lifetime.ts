import type { InfrastructureModel } from '../../model/resource.ts';
import type { RuleContext } from '../rule.ts';
import { type Lifetime, lifetimeOf } from '../support/lifetime.ts';
import type { DeclaredCredential } from './declared-credential.ts';
import { shorteningFixes } from './shortening-fixes.ts';

export type LifetimeMessage = 'tooLong' | 'tooLate' | 'noEnd';

/** Beyond two years no authority finds a secret acceptable. */
const DAYS_OF_ERROR = 731;

export function checkLifetime(
  credential: DeclaredCredential,
  model: InfrastructureModel,
  context: RuleContext<LifetimeMessage>,
): void {
  const lifetime = lifetimeOf(credential, model, context.now);
  const maximum = context.option<number>('maximum-days');
  if (!lifetime || lifetime.days <= maximum) return;
  context.report({
    messageId: messageOf(lifetime),
    data: { kind: credential.kind, days: Math.floor(lifetime.days), maximum },
    range: lifetime.property?.value.range ?? credential.resource.typeRange,
    severity: lifetime.days > DAYS_OF_ERROR ? 'error' : 'warning',
    fixes: shorteningFixes(credential, lifetime, maximum, context),
  });
}

function messageOf({ basis }: Lifetime): LifetimeMessage {
  if (basis === 'default') return 'noEnd';
  return basis === 'from-now' ? 'tooLate' : 'tooLong';
}
