import { dead } from '../federation/dead/dead.ts';
import { relations } from '../federation/match/relations.ts';
import type { FederatedCredentialDeclaration } from './federation/credentials.ts';
import { declaredCredential } from './federation/known-credentials.ts';
import { credentialsByHolder } from './federation/siblings.ts';
import { trustText } from './federation/trust-of-job.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

type Message = 'duplicate' | 'shadowed';
type Context = RuleContext<Message>;

/**
 * Two federated credentials of one identity, one of which adds nothing. Issuer and subject must be unique for an
 * identity (Learn, "Workload identity federation considerations").
 */
export const duplicateFederation = defineRule<Message>({
  id: 'duplicate-federation',
  title: 'Federated credential that another one of the identity makes needless',
  severity: 'warning',
  tags: ['CWE-1164', 'CICD-SEC-2'],
  messages: {
    duplicate:
      'The deployment fails: "{other}" gives {holder} the same trust, and issuer and subject must be unique for an ' +
      'identity. Remove one of the two.',
    shadowed:
      'This federated credential adds nothing: "{other}" lets {holder} trust all that it accepts (`{subject}`) and more. ' +
      'Remove it, or better narrow the other one and keep it.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declarations of credentialsByHolder(model, context.workspace).values()) check(declarations, context);
    },
  },
});

function check(all: readonly FederatedCredentialDeclaration[], context: Context): void {
  const declarations = all.filter(isOneForSure);
  const credentials = declarations.flatMap(({ alternatives }) => alternatives);
  if (credentials.length < 2) return;
  for (const { kind, index, by } of relations(credentials)) {
    const [needless, other] = [declarations[index], declarations[by]];
    // What accepts nothing anyway is not covered by another one: that is said elsewhere.
    const credential = credentials[index];
    if (kind === 'shadowed' && credential && dead(credential).length > 0) continue;
    if (needless?.document.uri === context.document.uri && other) report(kind, needless, other, context);
  }
}

/** Loops make several, and of two with a condition perhaps only one is ever made. */
function isOneForSure({ alternatives, isLoop, resource }: FederatedCredentialDeclaration): boolean {
  return alternatives.length === 1 && !isLoop && resource?.isConditional !== true;
}

function report(
  kind: Message,
  needless: FederatedCredentialDeclaration,
  other: FederatedCredentialDeclaration,
  context: Context,
): void {
  const { location, name } = declaredCredential(other);
  const property = needless.expression ?? needless.subject;
  const credential = declaredCredential(needless);
  context.report({
    messageId: kind,
    data: {
      other: name,
      holder: `\`${needless.holder?.label ?? ''}\``,
      ...(kind === 'shadowed' ? { subject: trustText(credential) } : {}),
    },
    range: property?.value.range ?? needless.headRange,
    severity: kind === 'duplicate' ? 'error' : 'information',
    related: [{ ...location, message: kind === 'duplicate' ? 'The same trust.' : 'This one accepts more.' }],
    fixes: kind === 'duplicate' ? removal(needless, name, context) : [],
  });
}

function removal({ resource }: FederatedCredentialDeclaration, other: string, { document }: Context): readonly Fix[] {
  const edits = editsOf(document.uri, resource?.editor.removeResource());
  if (!edits) return [];
  const followUps = ['Check that nothing refers to the removed credential, for example in `dependsOn`.'];
  return [{ title: `Remove this credential and keep "${other}"`, safety: 'needs-review', edits, followUps }];
}
