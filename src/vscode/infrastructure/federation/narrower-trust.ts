import { breadth } from '../../../federation/breadth/breadth.ts';
import { BREADTH_CLASSES } from '../../../federation/breadth/breadth-class.ts';
import { narrowing } from '../../../federation/breadth/narrowing.ts';
import { type FederatedCredential, knownCredential } from '../../../federation/credential.ts';
import { parseExpression } from '../../../federation/expression/parser.ts';
import { printExpression } from '../../../federation/expression/syntax.ts';
import { counts } from '../../../rules/federation/check-breadth.ts';
import { narrowingFacts } from '../../../rules/federation/facts.ts';
import { ownSubjectsAccepted } from '../../../rules/federation/own-jobs.ts';
import { otherForm } from '../../../rules/federation/subject-form.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import type { RepositoryFacts } from '../../../rules/rule.ts';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';

/** Why a credential is too broad, in words; undefined where it is not, or that cannot be told. */
export function breadthText(trust: FederatedTrust): string | undefined {
  const worst = breadth(credentialOf(trust))?.findings.find(counts);
  return worst && `${BREADTH_CLASSES[worst.class].reach}, for example ${worst.witness}`;
}

/** The forms of a broad credential that let in one workload of this workspace each, best first. */
export function narrowerTrusts(trust: FederatedTrust, sources: TrustSources): readonly FederatedTrust[] {
  const credential = credentialOf(trust);
  const found = breadth(credential);
  if (!found) return [];
  const usual = narrowing(credential, found, narrowingFacts(sources.repository))?.comparands ?? [];
  const subjects = new Set([...ownSubjectsAccepted(credential, sources), ...usual]);
  return [...subjects]
    .filter((subject) => !/[*?<>]/u.test(subject))
    .flatMap((subject) => withSubject(trust, subject) ?? [])
    .filter((narrower) => !breadth(credentialOf(narrower))?.findings.some(counts));
}

/** The same trust for the repository's immutable subject; undefined where it is for another one, or ids are not known. */
export function immutableTwin(trust: FederatedTrust, repository: RepositoryFacts): FederatedTrust | undefined {
  const other = otherForm(credentialOf(trust), { ...repository, useImmutableSubject: true });
  const twin = other?.right === undefined ? undefined : withSubject(trust, other.right);
  return twin && { ...twin, name: `${trust.name.slice(0, 120 - SUFFIX.length)}${SUFFIX}` };
}

const SUFFIX = '-immutable';

/** The mutable credential that a twin took the place of. */
export function mutableOriginal(
  trust: FederatedTrust,
  all: readonly FederatedTrust[],
  repository: RepositoryFacts,
): FederatedTrust | undefined {
  return all.find((each) => {
    const twin = immutableTwin(each, repository);
    return twin !== undefined && twin.subject === trust.subject && twin.expression === trust.expression;
  });
}

export function credentialOf(trust: FederatedTrust): FederatedCredential {
  const { issuer, subject, expression, languageVersion, audiences } = trust;
  return knownCredential({ issuer, subject, expression, languageVersion, audience: audiences[0] });
}

/** With exactly this subject; what an expression asks for beside it stays. */
function withSubject({ expression, id: _, ...trust }: FederatedTrust, subject: string): FederatedTrust | undefined {
  if (expression === undefined) return { ...trust, subject };
  const comparisons = parseExpression(expression).expression?.comparisons ?? [];
  const others = comparisons.filter(({ claim }) => claim !== 'sub');
  if (comparisons.length === 0) return undefined;
  const { languageVersion, ...rest } = trust;
  if (others.length === 0) return { ...rest, subject };
  const printed = printExpression([
    { claim: 'sub', operator: /[*?]/u.test(subject) ? 'matches' : 'eq', comparand: subject },
    ...others,
  ]);
  return { ...rest, expression: printed, ...(languageVersion === undefined ? {} : { languageVersion }) };
}
