import type { FederatedCredential } from '../credential.ts';
import { compile } from '../pattern-set/automaton.ts';
import { type Budget, within } from '../pattern-set/budget.ts';
import { isIncluded } from '../pattern-set/inclusion.ts';
import { ANY_STRING } from '../pattern-set/language.ts';
import { markedText } from '../patterns/marked-text.ts';
import { type PreparedCredential, prepareCredential } from './prepared-credential.ts';

/** Two credentials of one identity, one of which adds nothing. */
export interface CredentialRelation {
  /**
   * `duplicate`: both accept the same tokens; Entra refuses the second one where issuer and subject are the same.
   * `shadowed`: the other one accepts all that this one does and more.
   */
  readonly kind: 'duplicate' | 'shadowed';
  /** Index of the credential that could go; of two duplicates the later one. */
  readonly index: number;
  /** Index of the credential that covers it. */
  readonly by: number;
}

const BUDGET_OF_PAIR = 20_000;

/** Duplicates and shadowing among the credentials of one identity, each credential reported once. */
export function relations(credentials: readonly FederatedCredential[]): readonly CredentialRelation[] {
  const prepared = credentials.map(prepareCredential);
  return prepared.flatMap((one, index): CredentialRelation[] => {
    const covering = prepared.flatMap((other, by) => {
      if (by === index || !one || !other || !isComparable(one, other) || !covers(other, one)) return [];
      return [{ by, isSame: covers(one, other) }];
    });
    const wider = covering.find(({ isSame }) => !isSame);
    if (wider) return [{ kind: 'shadowed', index, by: wider.by }];
    const same = covering.find(({ by }) => by < index);
    return same ? [{ kind: 'duplicate', index, by: same.by }] : [];
  });
}

/** Unknown parts can be compared only where both credentials have the same ones. */
function isComparable(a: PreparedCredential, b: PreparedCredential): boolean {
  return a.issuer === b.issuer && a.audience === b.audience && labelsOf(a).join('\n') === labelsOf(b).join('\n');
}

function labelsOf({ credential }: PreparedCredential): readonly string[] {
  const { issuer, subject, expression } = credential;
  return [issuer, subject, expression?.value].flatMap((pattern) => (pattern ? markedText(pattern).labels : []));
}

function covers(wide: PreparedCredential, narrow: PreparedCredential): boolean {
  return within(
    BUDGET_OF_PAIR,
    (budget) => includes(narrow, wide, 'subject', budget) && includes(narrow, wide, 'jobWorkflowRef', budget),
    false,
  );
}

function includes(
  narrow: PreparedCredential,
  wide: PreparedCredential,
  claim: 'subject' | 'jobWorkflowRef',
  budget: Budget,
): boolean {
  const all = wide[claim];
  return all === undefined || isIncluded(narrow[claim] ?? compile(ANY_STRING), all, budget);
}
