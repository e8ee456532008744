import { type Breadth, breadth, bySeverity } from '../federation/breadth/breadth.ts';
import { BREADTH_CLASSES, type BreadthClassName, type BreadthSeverity } from '../federation/breadth/breadth-class.ts';
import { narrowing } from '../federation/breadth/narrowing.ts';
import { type FederatedCredential, knownCredential } from '../federation/credential.ts';
import { dead } from '../federation/dead/dead.ts';
import type { DeadReason } from '../federation/dead/dead-reason.ts';
import { meantIssuer } from '../federation/dead/issuer-mistakes.ts';
import { parseExpression } from '../federation/expression/parser.ts';
import { refusalOf } from '../federation/expression/refusal.ts';
import { type ExpressionProblem, printExpression } from '../federation/expression/syntax.ts';
import { validateExpression } from '../federation/expression/validation.ts';
import { confusedIssuer } from '../federation/issuers/confused-issuer.ts';
import { type KnownIssuer, platformOfCredential, platformOfIssuer } from '../federation/issuers/registry.ts';
import type { CredentialArguments } from './federation-arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import { jsonText } from './json-text.ts';

/** What is said of a credential; `null` and empty lists where there is nothing to say. See docs/command-line.md. */
interface Judgement {
  readonly platform: { readonly id: string; readonly product: string } | null;
  readonly severity: BreadthSeverity | null;
  readonly classes: readonly {
    readonly name: BreadthClassName;
    readonly severity: BreadthSeverity;
    readonly reach: string;
    readonly witness: string;
  }[];
  readonly dead: readonly {
    readonly id: string;
    readonly property: string;
    readonly explanation: string;
    readonly repair: string | null;
  }[];
  readonly expressionProblems: readonly {
    readonly id: string;
    readonly severity: 'error' | 'warning';
    readonly message: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly witness: string | null;
  readonly narrowest: string | null;
  readonly notes: readonly string[];
}

/** `keyless credential`: how far a credential reaches, and whether it can match at all. */
export function credentialCommand(args: CredentialArguments, io: CliIo): ExitCode {
  const judgement = judge(args);
  const { format, issuer, subject, expression, audience } = args;
  const asked = { issuer, subject: subject ?? null, expression: expression ?? null, audience: audience ?? null };
  io.out.write(format === 'json' ? jsonText({ credential: asked, ...judgement }) : textOfJudgement(judgement));
  const isRefused = judgement.expressionProblems.some(({ severity }) => severity === 'error');
  return judgement.witness !== null || judgement.dead.length > 0 || isRefused ? 1 : 0;
}

function judge(args: CredentialArguments): Judgement {
  const credential = knownCredential(args);
  const issuer = platformOfCredential(credential);
  const reasons = dead(credential);
  const found = breadth(credential);
  const findings = [...(found?.findings ?? [])].sort((a, b) => bySeverity(a.severity, b.severity));
  const worst = findings[0];
  return {
    platform: issuer ? { id: issuer.platform.id, product: issuer.form?.product ?? issuer.platform.name } : null,
    severity: worst?.severity ?? null,
    classes: findings.map(({ class: name, severity, witness }) => ({
      name,
      severity,
      reach: BREADTH_CLASSES[name].reach,
      witness,
    })),
    dead: [
      ...reasons.map((reason) => ({
        id: reason.id,
        property: reason.property,
        explanation: reason.explanation,
        repair: repaired(reason, args),
      })),
      ...(reasons.some(({ property }) => property === 'issuer') ? [] : confusion(args.issuer)),
    ],
    expressionProblems: expressionProblems(args).map(({ id, severity, message, range }) => ({
      id,
      severity,
      message,
      start: range.start,
      end: range.end,
    })),
    witness: worst && isBroad(worst.severity) ? worst.witness : null,
    narrowest: found && findings.length > 0 ? narrowestOf(credential, found, args) : null,
    notes: notesOn(args, credential, issuer, found, reasons),
  };
}

function narrowestOf(credential: FederatedCredential, found: Breadth, args: CredentialArguments): string | null {
  const subject = narrowing(credential, found)?.subject;
  return subject === undefined || subject === args.subject ? null : subject;
}

/** What an issuer of no platform was meant to be. */
function confusion(issuer: string): Judgement['dead'] {
  const confused = confusedIssuer(issuer);
  if (!confused) return [];
  const { explanation, right } = confused;
  return [{ id: 'issuer-confused', property: 'issuer', explanation, repair: right ?? null }];
}

/** Mutable names and issuers that retire are worth a word, but no breadth. */
function isBroad(severity: BreadthSeverity): boolean {
  return bySeverity(severity, 'medium') <= 0;
}

function expressionProblems({ expression: text, issuer: asked }: CredentialArguments): readonly ExpressionProblem[] {
  if (text === undefined) return [];
  const { expression, problems } = parseExpression(text);
  // A mistake in the issuer is one of its own.
  const issuer = platformOfIssuer(meantIssuer(asked));
  return expression ? [...problems, ...validateExpression(expression, issuer, 1)] : problems;
}

/** The value that was most likely meant. */
function repaired({ property, repair }: DeadReason, args: CredentialArguments): string | null {
  if (!repair) return null;
  if (repair.kind === 'expression') {
    return printExpression([{ claim: 'sub', operator: 'matches', comparand: repair.comparand }]);
  }
  return args[property]?.replace(repair.find, () => repair.by) ?? null;
}

function notesOn(
  { audience }: CredentialArguments,
  credential: FederatedCredential,
  issuer: KnownIssuer | undefined,
  found: Breadth | undefined,
  reasons: readonly DeadReason[],
): readonly string[] {
  const notes: string[] = [];
  if (!issuer) notes.push('Keyless does not know this issuer: who else can obtain such a token is not decided.');
  else if (!found && reasons.length === 0 && refusalOf(credential) === undefined) {
    notes.push('The pattern is too complex: who else matches is not decided.');
  }
  const usual = issuer?.form?.audience ?? issuer?.platform.audience;
  if (audience !== undefined && usual !== undefined && audience !== usual) {
    notes.push(
      `The usual audience of ${issuer?.platform.name} tokens for Entra ID is ${usual}; both sides must agree.`,
    );
  }
  return notes;
}

function textOfJudgement({ platform, classes, dead: reasons, ...judgement }: Judgement): string {
  const lines = [platform ? platform.product : 'unknown issuer'];
  for (const { severity, message, start } of judgement.expressionProblems) {
    lines.push(`${severity}  at character ${start + 1}: ${message}`);
  }
  for (const { explanation, repair } of reasons) {
    lines.push(`dead  ${explanation}${repair === null ? '' : `\n      Meant was perhaps: ${repair}`}`);
  }
  for (const { name, severity, reach, witness } of classes) {
    lines.push(`${severity}  ${name}: matches ${reach}`, `      for example: ${witness}`);
  }
  const isRefused = judgement.expressionProblems.length > 0 || judgement.notes.length > 0;
  if (classes.length === 0 && reasons.length === 0 && !isRefused) lines.push('narrow');
  if (judgement.narrowest !== null) lines.push(`narrowest: ${judgement.narrowest}`);
  return `${[...lines, ...judgement.notes].join('\n')}\n`;
}
