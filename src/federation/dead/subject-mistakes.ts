import type { Condition } from '../claims.ts';
import { isFlexible } from '../expression/validation.ts';
import type { SubjectMistake } from '../issuers/platform.ts';
import { type KnownIssuer, platformOfSubject } from '../issuers/registry.ts';
import { isPossibleSubject } from '../issuers/subjects.ts';
import { compile, ignoringCase } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { hasWildcard, wildcardLanguage } from '../patterns/entra-wildcard.ts';
import { literalLanguage, runs } from '../patterns/literal.ts';
import type { DeadReason, Repair } from './dead-reason.ts';

type Mistake = Pick<DeadReason, 'id' | 'explanation' | 'repair'>;

/** The likeliest mistake of a subject that never matches. */
export function subjectMistake(issuer: KnownIssuer, condition: Condition, budget: Budget): Mistake {
  return (
    otherPlatform(issuer, condition) ??
    literalWildcard(issuer, condition) ??
    singleUse(issuer, condition) ??
    googleEmail(issuer, condition) ??
    whitespace(condition) ??
    spelling(issuer, condition) ??
    halfIds(issuer, condition) ??
    missingPrefix(issuer, condition, budget) ??
    unencodedColon(issuer, condition) ??
    otherCase(issuer, condition, budget) ?? {
      id: 'unknown-form',
      explanation: `${issuer.platform.name} issues no token with a subject of this form.`,
    }
  );
}

function otherPlatform({ platform }: KnownIssuer, { text }: Condition): Mistake | undefined {
  const other = platformOfSubject(text)?.platform;
  if (!other || other === platform) return undefined;
  return {
    id: 'other-platform',
    explanation: `This is a subject of ${other.name}, the issuer is that of ${platform.name}.`,
  };
}

function singleUse({ platform }: KnownIssuer, { text }: Condition): Mistake | undefined {
  const { singleUse: rule } = platform;
  return rule && text.includes(rule.contains) ? { id: 'single-use', explanation: rule.explanation } : undefined;
}

function halfIds({ platform }: KnownIssuer, { text }: Condition): Mistake | undefined {
  if (platform.id !== 'github' || !/^repo:(?:[^@/:]+@[^/:]*\/[^@:]+|[^@/:]+\/[^@/:]+@[^:]*):/u.test(text))
    return undefined;
  return {
    id: 'half-ids',
    explanation: 'GitHub writes ids behind the names of both owner and repository, or behind none.',
  };
}

function literalWildcard(issuer: KnownIssuer, { operator, text }: Condition): Mistake | undefined {
  if (operator !== 'eq' || !hasWildcard(text)) return undefined;
  const explanation = 'An exact subject is compared character by character, so that the wildcard stands for itself.';
  if (!isFlexible(issuer)) return { id: 'literal-wildcard', explanation };
  return { id: 'literal-wildcard', explanation, repair: { kind: 'expression', comparand: text } };
}

function googleEmail({ platform }: KnownIssuer, { text }: Condition): Mistake | undefined {
  if (platform.id !== 'google-cloud' || !text.includes('@')) return undefined;
  return {
    id: 'google-email',
    explanation: 'Google writes the numeric unique id of the service account, not its e-mail address.',
  };
}

function whitespace({ text }: Condition): Mistake | undefined {
  const run = runs(text).find((known) => known !== undefined && /\s/u.test(known));
  if (run === undefined) return undefined;
  return {
    id: 'whitespace',
    explanation: 'The subject contains a blank, which the subjects of this platform do not have there.',
    repair: { kind: 'replace', find: run, by: run.replaceAll(/\s+/gu, '') },
  };
}

function spelling({ platform }: KnownIssuer, { text }: Condition): Mistake | undefined {
  for (const mistake of platform.mistakes) {
    const repair = repairOf(mistake, text);
    if (repair) return { id: 'spelling', explanation: mistake.explanation, repair };
  }
  return undefined;
}

function repairOf(mistake: SubjectMistake, text: string): Repair | undefined {
  const { wrong, right, at, unlessFollowedBy, unlessPrecededBy } = mistake;
  const index = at === 'end' ? text.length - wrong.length : text.indexOf(wrong);
  if (index < 0 || !text.startsWith(wrong, index)) return undefined;
  if (unlessPrecededBy !== undefined && text.slice(0, index).endsWith(unlessPrecededBy)) return undefined;
  const rest = text.slice(index + wrong.length);
  if (unlessFollowedBy?.some((start) => rest.startsWith(start))) return undefined;
  return { kind: 'replace', find: wrong, by: right };
}

function missingPrefix(issuer: KnownIssuer, { operator, text }: Condition, budget: Budget): Mistake | undefined {
  for (const prefix of issuer.platform.subjectPrefixes ?? []) {
    const language = operator === 'eq' ? literalLanguage(prefix + text) : wildcardLanguage(prefix + text);
    if (!isPossibleSubject(issuer, compile(language), budget)) continue;
    const start = runs(text)[0];
    const explanation = `Subjects of ${issuer.platform.name} begin with ${prefix}.`;
    if (start === undefined) return { id: 'missing-prefix', explanation };
    return { id: 'missing-prefix', explanation, repair: { kind: 'replace', find: start, by: prefix + start } };
  }
  return undefined;
}

const ENVIRONMENT = ':environment:';

function unencodedColon({ platform, form }: KnownIssuer, { text }: Condition): Mistake | undefined {
  const start = platform.id === 'github' ? text.indexOf(ENVIRONMENT) : -1;
  const name = start < 0 ? '' : text.slice(start + ENVIRONMENT.length);
  if (!name.includes(':')) return undefined;
  const since = form?.product === 'GitHub Enterprise Server' ? ' since version 3.19' : '';
  const run = runs(name).find((known) => known?.includes(':')) ?? '';
  return {
    id: 'unencoded-colon',
    explanation: `GitHub writes a colon inside the name of an environment as %3A${since}.`,
    repair: { kind: 'replace', find: run, by: run.replaceAll(':', '%3A') },
  };
}

function otherCase(issuer: KnownIssuer, { operator, text }: Condition, budget: Budget): Mistake | undefined {
  const language = operator === 'eq' ? literalLanguage(text) : wildcardLanguage(text);
  if (!isPossibleSubject(issuer, ignoringCase(compile(language)), budget)) return undefined;
  return {
    id: 'case',
    explanation: 'Subjects are compared with regard to case, and this platform writes it otherwise.',
  };
}
