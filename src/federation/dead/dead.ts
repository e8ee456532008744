import { type Condition, claimValues, conditionsOf } from '../claims.ts';
import type { FederatedCredential } from '../credential.ts';
import { isFlexible } from '../expression/validation.ts';
import { type KnownIssuer, platformOfCredential, platformOfIssuer } from '../issuers/registry.ts';
import { isPossibleSubject } from '../issuers/subjects.ts';
import { type Budget, within } from '../pattern-set/budget.ts';
import { runs, type UnknownsAs } from '../patterns/literal.ts';
import { markedText } from '../patterns/marked-text.ts';
import { readings } from '../patterns/readings.ts';
import type { DeadReason } from './dead-reason.ts';
import { issuerMistakes, meantIssuer } from './issuer-mistakes.ts';
import { subjectMistake } from './subject-mistakes.ts';

/** Steps that one question about a subject may cost. */
const BUDGET_OF_QUESTION = 30_000;
/** Steps that all readings of the unknown parts together may cost. */
const BUDGET = 240_000;

/**
 * Why the credential can never match a token (wrong values are accepted when it is created, and fail only at sign-in).
 * Empty where it can match, or where that cannot be told.
 */
export function dead(credential: FederatedCredential): readonly DeadReason[] {
  const reasons: DeadReason[] = [...issuerMistakes(markedText(credential.issuer).text)];
  if (credential.subject && credential.expression) {
    reasons.push({
      id: 'subject-and-expression',
      property: 'expression',
      explanation: 'A credential has either a subject or a claims matching expression; with both it is refused.',
      certainty: 'certain',
    });
  }
  const issuer = intendedPlatform(credential);
  if (credential.expression && isIssuerKnown(credential) && !isFlexible(issuer)) {
    reasons.push({
      id: 'expression-issuer',
      property: 'expression',
      explanation: `Entra accepts no claims matching expression for tokens of ${issuer?.form?.product ?? 'this issuer'}.`,
      certainty: 'certain',
    });
  }
  const reason = within(BUDGET, (budget) => subjectReason(credential, issuer, budget), undefined);
  return reason ? [...reasons, reason] : reasons;
}

/** The platform that is meant, also where the issuer has a mistake that is reported by itself. */
function intendedPlatform(credential: FederatedCredential): KnownIssuer | undefined {
  const known = platformOfCredential(credential);
  if (known) return known;
  return platformOfIssuer(meantIssuer(markedText(credential.issuer).text));
}

function isIssuerKnown({ issuer }: FederatedCredential): boolean {
  return runs(markedText(issuer).text).some((run) => run !== undefined);
}

function subjectReason(
  credential: FederatedCredential,
  issuer: KnownIssuer | undefined,
  budget: Budget,
): DeadReason | undefined {
  const claims = conditionsOf(credential);
  const condition = claims?.conditions.find(({ claim }) => claim === 'sub');
  if (!claims || !condition) return undefined;
  const property = credential.subject ? 'subject' : 'expression';
  if (!issuer) return property === 'subject' ? wildcardAnywhere(condition.text) : undefined;
  const certainty = certaintyOfDeath(issuer, claims.conditions, claims.labels.length, budget);
  if (!certainty) return undefined;
  const mistake = subjectMistake(issuer, condition, budget.part(BUDGET_OF_QUESTION));
  // Without a known mistake there is nothing to go by but the unknown parts themselves.
  if (mistake.id === 'unknown-form' && certainty === 'assumed') return undefined;
  return { ...mistake, property, certainty };
}

function certaintyOfDeath(issuer: KnownIssuer, conditions: readonly Condition[], unknownCount: number, budget: Budget) {
  if (!canMatch(issuer, conditions, 'anything', budget.part(BUDGET_OF_QUESTION))) return 'certain';
  if (unknownCount === 0) return undefined;
  const isAlive = readings(unknownCount, issuer.platform.unknownShapes).some((reading) => {
    const read = conditions.map((condition) => ({ ...condition, text: reading.apply(condition.text) }));
    return canMatch(issuer, read, 'fixed', budget.part(BUDGET_OF_QUESTION));
  });
  return isAlive ? undefined : 'assumed';
}

function canMatch(
  issuer: KnownIssuer,
  conditions: readonly Condition[],
  unknowns: UnknownsAs,
  budget: Budget,
): boolean {
  const values = claimValues(conditions, 'sub', budget, unknowns);
  return !values || isPossibleSubject(issuer, values, budget);
}

/** No platform puts a wildcard into a subject, also one that is not in the table. */
function wildcardAnywhere(subject: string): DeadReason | undefined {
  if (!/[*?]/u.test(subject)) return undefined;
  return {
    id: 'literal-wildcard',
    property: 'subject',
    explanation: 'Entra compares a subject character by character, so that a wildcard stands for itself.',
    certainty: 'assumed',
  };
}
