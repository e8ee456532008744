import { isKnown } from '../model/patterns.ts';
import type { FederatedCredentialDeclaration } from './federation/credentials.ts';
import { credentialsByHolder } from './federation/siblings.ts';
import { defineRule, type RuleContext } from './rule.ts';

type Message = 'tooMany';
type Context = RuleContext<Message>;

/** Federated credentials that an application or user-assigned identity can have (Learn, "Considerations"). */
const LIMIT = 20;

/** More federated credentials for one identity than it can have. */
export const federationLimit = defineRule<Message>({
  id: 'federation-limit',
  title: 'More federated credentials than an identity can have',
  severity: 'error',
  tags: ['CICD-SEC-2'],
  messages: {
    tooMany:
      'The deployment fails: an identity can have {limit} federated credentials, and {count} are declared for ' +
      '`{holder}`. Give some of the workloads an identity of their own.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declarations of credentialsByHolder(model, context.workspace).values()) check(declarations, context);
    },
  },
});

function check(declarations: readonly FederatedCredentialDeclaration[], context: Context): void {
  let count = 0;
  let first: FederatedCredentialDeclaration | undefined;
  for (const declaration of declarations) {
    if (declaration.resource?.isConditional) continue;
    count += atLeast(declaration);
    if (count > LIMIT) first ??= declaration;
  }
  if (first?.document.uri !== context.document.uri) return;
  context.report({
    messageId: 'tooMany',
    data: { limit: LIMIT, count, holder: first.holder?.label ?? '' },
    range: first.headRange,
  });
}

/** A loop over values that are written down makes one for each subject; how many others make is not known. */
function atLeast({ isLoop, alternatives }: FederatedCredentialDeclaration): number {
  const isCounted = isLoop && alternatives.every(({ subject }) => subject !== undefined && isKnown(subject));
  return isCounted ? Math.max(1, alternatives.length) : 1;
}
