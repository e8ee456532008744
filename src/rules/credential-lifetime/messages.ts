import type { RuleContext } from '../rule.ts';

export const MESSAGES = {
  tooLong:
    'This {what} is valid for {days} days, more than the {maximum} allowed: whoever gets hold of it can use it that ' +
    'long. Use a managed identity or a federated credential instead, or let it end sooner.',
  noEnd:
    'This {what} has no end in sight: whoever gets hold of it can use it for years. Use a managed identity or a federated ' +
    'credential instead, or set `{property}`.',
  allowed:
    'This policy allows {what} that live for {days} days, more than the {maximum} allowed: one that leaks is of use that ' +
    'long. Allow less.',
  policyOff:
    'The restriction {what} is written down, but not enforced: client secrets of any age are still accepted. Set `state` ' +
    'to `enabled`.',
} as const;

export type LifetimeContext = RuleContext<keyof typeof MESSAGES>;
