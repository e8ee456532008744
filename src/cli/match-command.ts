import { knownCredential } from '../federation/credential.ts';
import { meantIssuer } from '../federation/dead/issuer-mistakes.ts';
import { parseExpression } from '../federation/expression/parser.ts';
import { matches } from '../federation/match/matches.ts';
import type { Match } from '../federation/match/verdict.ts';
import { charSet } from '../federation/pattern-set/char-set.ts';
import { ANY_STRING, char, oneOrMore, sequence, text } from '../federation/pattern-set/language.ts';
import type { TextSet } from '../federation/subject-set.ts';
import type { MatchArguments } from './federation-arguments.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { jsonText } from './json-text.ts';

/** `keyless match`. @throws UsageError for an expression that cannot be read */
export function matchCommand(args: MatchArguments, io: CliIo): ExitCode {
  if (args.expression !== undefined) checkExpression(args.expression);
  const match = matches(knownCredential(args), [
    {
      issuer: args.tokenIssuer ?? meantIssuer(args.issuer),
      subject: tokenText(args.tokenSubject),
      // What the token says there is open unless it is given.
      jobWorkflowRef:
        args.jobWorkflowRef === undefined ? { language: ANY_STRING, display: '*' } : tokenText(args.jobWorkflowRef),
      audience: args.tokenAudience,
      confidence: 'certain',
      origin: 'command line',
    },
  ]);
  io.out.write(args.format === 'json' ? jsonOf(match) : textOfMatch(match));
  return match === undefined || match.verdict === 'never' ? 1 : 0;
}

function checkExpression(expression: string): void {
  const problem = parseExpression(expression).problems.find(({ severity }) => severity === 'error');
  if (problem) throw new UsageError(`--expression, character ${problem.range.start + 1}: ${problem.message}`);
}

/** A value of a claim in which `*` stands for any text but none; no token holds the wildcards of credentials itself. */
function tokenText(value: string): TextSet {
  const anything = oneOrMore(char(charSet('^*?')));
  const parts = value.split(/\*+/u);
  const language = sequence(...parts.flatMap((part, index) => [...(index > 0 ? [anything] : []), text(part)]));
  return { language, display: value };
}

function jsonOf(match: Match | undefined): string {
  return jsonText({
    verdict: match?.verdict ?? 'undecided',
    cause: match?.cause ? { id: match.cause.id, explanation: match.cause.explanation } : null,
    accepted: match?.accepted ?? null,
    refused: match?.refused ?? null,
  });
}

function textOfMatch(match: Match | undefined): string {
  if (!match) return 'undecided: The patterns are too complex.\n';
  const { verdict, cause, accepted, refused } = match;
  if (verdict === 'never') return `never${cause ? ` (${cause.id}): ${cause.explanation}` : ''}\n`;
  if (verdict === 'always') return 'always\n';
  return `sometimes\n  accepted, for example: ${accepted}\n  refused, for example: ${refused}\n`;
}
