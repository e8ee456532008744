import type { SourceDocument } from '../model/document.ts';
import { commentsOf } from '../model/model.ts';
import type { Finding } from '../rules/finding.ts';
import { RULES } from '../rules/registry.ts';
import type { Report, Rule } from '../rules/rule.ts';
import { deletion } from '../text/text-edit.ts';
import { closest } from './closest.ts';
import type { Configuration } from './configuration.ts';
import { isOver, parseDate } from './dates.ts';
import { ENGINE_RULES, invalidSuppression, unusedSuppression } from './engine-rules.ts';
import { engineFinding, normaliseFindings } from './findings.ts';
import { commentOnlyLines, type LineSpan, suppressedLines } from './suppressed-lines.ts';
import { type MalformedSuppression, readSuppression, type SuppressionComment } from './suppression-comment.ts';

/** A finding that a comment in the file hides, with the reason the comment gives. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

export interface SuppressionContext {
  readonly now: Date;
  /** The rules that ran on this file: only their suppressions can be called unused. */
  readonly active: readonly Rule[];
  /** The rules of this run beside the registered ones. */
  readonly known: readonly Rule[];
  readonly configuration: Configuration;
}

/** Takes the suppressed findings out, and adds what is to be said about the suppressions themselves. */
export function applySuppressions(
  document: SourceDocument,
  findings: readonly Finding[],
  context: SuppressionContext,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] } {
  // Reading the comments costs more than looking for the one word they must hold.
  if (!document.source.text.includes('keyless:')) return { findings, suppressed: [] };
  return new Suppressions(document, context).apply(findings);
}

/** One rule named by one valid suppression. */
interface Suppression {
  readonly comment: SuppressionComment;
  readonly ruleId: string;
  readonly index: number;
  /** Undefined: the whole file. */
  readonly lines: LineSpan | undefined;
  used: boolean;
}

class Suppressions {
  readonly #document: SourceDocument;
  readonly #context: SuppressionContext;
  readonly #known: ReadonlySet<string>;
  readonly #suppressions: Suppression[] = [];
  readonly #said: Finding[] = [];

  constructor(document: SourceDocument, context: SuppressionContext) {
    this.#document = document;
    this.#context = context;
    this.#known = new Set([...RULES, ...context.known].map((rule) => rule.id));
    const comments = commentsOf(document);
    const commentLines = commentOnlyLines(document, comments);
    for (const range of comments) {
      const comment = readSuppression(document.source, range);
      if (comment) this.#read(comment, commentLines);
    }
  }

  apply(findings: readonly Finding[]) {
    const kept: Finding[] = [];
    const suppressed: SuppressedFinding[] = [];
    for (const finding of findings) {
      const line = this.#document.source.positionAt(finding.range.start).line;
      const matching = this.#suppressions.filter((it) => it.ruleId === finding.ruleId && covers(it.lines, line));
      for (const suppression of matching) suppression.used = true;
      const first = matching[0];
      if (first) suppressed.push({ finding, reason: first.comment.reason });
      else kept.push(finding);
    }
    for (const suppression of this.#suppressions) if (!suppression.used) this.#reportUnused(suppression);
    return { findings: normaliseFindings([...kept, ...this.#said]), suppressed };
  }

  #read(comment: SuppressionComment | MalformedSuppression, commentLines: ReadonlySet<number>): void {
    if (comment.scope === 'malformed') {
      this.#invalid({ messageId: 'malformed', range: comment.range });
      return;
    }
    const rules = comment.rules.filter((rule) => this.#checkRule(rule));
    if (!this.#checkReason(comment) || !this.#checkDate(comment)) return;
    const lines = comment.scope === 'file' ? undefined : suppressedLines(this.#document, comment.range, commentLines);
    for (const rule of rules) {
      const index = comment.rules.indexOf(rule);
      this.#suppressions.push({ comment, ruleId: rule.id, index, lines, used: false });
    }
  }

  #checkRule(rule: SuppressionComment['rules'][number]): boolean {
    if (this.#known.has(rule.id)) return true;
    if (ENGINE_RULES.some((engineRule) => engineRule.id === rule.id)) {
      this.#invalid({ messageId: 'notSuppressible', data: { rule: rule.id }, range: rule.range });
    } else {
      const near = closest(rule.id, this.#known);
      const suggestion = near ? ` Did you mean "${near}"?` : '';
      this.#invalid({ messageId: 'unknownRule', data: { rule: rule.id, suggestion }, range: rule.range });
    }
    return false;
  }

  #checkReason(comment: SuppressionComment): boolean {
    if (comment.reason !== '') return true;
    const rules = comment.rules.map((rule) => rule.id).join(', ');
    this.#invalid({ messageId: 'noReason', data: { rules }, range: comment.range });
    return false;
  }

  /** A suppression counts on its last day, wherever on earth the day ends last. */
  #checkDate({ until }: SuppressionComment): boolean {
    if (!until) return true;
    if (parseDate(until.text) === undefined) {
      this.#invalid({ messageId: 'badDate', data: { date: until.text }, range: until.range });
      return false;
    }
    if (!isOver(until.text, this.#context.now)) return true;
    this.#invalid({ messageId: 'expired', data: { date: until.text }, range: until.range });
    return false;
  }

  #reportUnused({ comment, ruleId, index }: Suppression): void {
    if (!this.#context.active.some((rule) => rule.id === ruleId)) return;
    const range = comment.rules[index]?.range ?? comment.range;
    this.#say(
      engineFinding(
        unusedSuppression,
        {
          messageId: 'unused',
          data: { rule: ruleId },
          uri: this.#document.uri,
          range,
          fixes: [
            {
              title: `Remove the suppression of ${ruleId}`,
              safety: 'safe',
              edits: [{ uri: this.#document.uri, edits: [this.#removal(comment, index)] }],
              followUps: [],
            },
          ],
        },
        this.#context.configuration,
      ),
    );
  }

  /** Takes one rule out of the list, or the whole comment (with its line where nothing else is on it). */
  #removal(comment: SuppressionComment, index: number) {
    const { source } = this.#document;
    const rule = comment.rules[index];
    if (rule && comment.rules.length > 1) {
      const next = comment.rules[index + 1];
      const before = comment.rules[index - 1];
      if (next) return deletion({ start: rule.range.start, end: next.range.start });
      if (before) return deletion({ start: before.range.end, end: rule.range.end });
    }
    const line = source.positionAt(comment.range.start).line;
    const { start, end } = source.lineRange(line);
    const before = source.slice({ start, end: comment.range.start });
    const after = source.slice({ start: comment.range.end, end: Math.max(end, comment.range.end) });
    if (after.trim() !== '') return deletion(comment.range);
    if (before.trim() === '') {
      const whole = source.fullLineRange(line);
      const markLength = whole.start === 0 && source.text.startsWith('\uFEFF') ? 1 : 0;
      return deletion({ start: whole.start + markLength, end: whole.end });
    }
    return deletion({ start: start + before.trimEnd().length, end: comment.range.end });
  }

  #invalid(report: Report<keyof typeof invalidSuppression.messages>): void {
    this.#say(engineFinding(invalidSuppression, { ...report, uri: this.#document.uri }, this.#context.configuration));
  }

  #say(finding: Finding | undefined): void {
    if (finding) this.#said.push(finding);
  }
}

function covers(lines: LineSpan | undefined, line: number): boolean {
  return !lines || (lines.first <= line && line <= lines.last);
}
