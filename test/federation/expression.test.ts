import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/federation/expression/parser.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import { validateExpression } from '../../src/federation/expression/validation.ts';
import { platformOfIssuer } from '../../src/federation/issuers/registry.ts';
import { mark } from '../../src/federation/patterns/marked-text.ts';
import vectors from './vectors/expressions.json' with { type: 'json' };

interface ExpressionVector {
  readonly id: string;
  readonly text: string;
  readonly issuer?: string;
  readonly languageVersion?: number | null;
  readonly problems: readonly string[];
}

describe('parseExpression and validateExpression', () => {
  for (const vector of vectors.vectors as readonly ExpressionVector[]) {
    const { id, text, issuer = 'https://token.actions.githubusercontent.com', languageVersion = 1 } = vector;
    it(`${id}: ${text}`, () => {
      const { expression, problems } = parseExpression(text);
      const more = expression
        ? validateExpression(expression, platformOfIssuer(issuer), languageVersion ?? undefined)
        : [];
      const found = [...problems, ...more].map(
        (problem) => `${problem.severity} ${problem.id} ${text.slice(problem.range.start, problem.range.end)}`,
      );
      expect(found).toEqual(vector.problems);
    });
  }

  it('names the parts with their ranges', () => {
    const text = "claims['sub'] matches 'a*' and claims['job_workflow_ref'] eq 'b'";
    const [, second] = parseExpression(text).expression?.comparisons ?? [];
    const at = (range: { start: number; end: number } | undefined) => text.slice(range?.start, range?.end);
    expect([second?.claim, second?.operator, second?.comparand]).toEqual(['job_workflow_ref', 'eq', 'b']);
    expect([at(second?.claimRange), at(second?.operatorRange), at(second?.comparandRange)]).toEqual([
      'job_workflow_ref',
      'eq',
      "'b'",
    ]);
    expect(at(second?.range)).toBe("claims['job_workflow_ref'] eq 'b'");
  });

  it('takes an unknown part inside a text, and says nothing of one outside', () => {
    expect(parseExpression(`claims['sub'] eq 'repo:${mark(0)}/app'`).problems).toEqual([]);
    expect(parseExpression(`claims['sub'] ${mark(0)} 'x'`).problems.map(({ id }) => id)).toEqual(['unknown-part']);
    expect(parseExpression(mark(0)).problems.map(({ id }) => id)).toEqual(['unknown-part']);
  });

  const comparison = fc.record({
    claim: fc.constantFrom('sub', 'job_workflow_ref', 'environment'),
    operator: fc.constantFrom('eq' as const, 'matches' as const),
    comparand: fc.string(),
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.array(comparison, { minLength: 1, maxLength: 5 }), (comparisons) => {
        const { expression } = parseExpression(printExpression(comparisons));
        expect(
          expression?.comparisons.map(({ claim, operator, comparand }) => ({ claim, operator, comparand })),
        ).toEqual(comparisons);
      }),
    );
  });

  it('ends on every text, with ranges inside it, and prints what it accepts as it was', () => {
    const piece = fc.oneof(
      fc.constantFrom("claims['sub']", 'claims[', "'", ' and ', ' or ', ' eq ', ' matches ', '"', '’'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { expression, problems } = parseExpression(text);
        for (const { range } of problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
          expect(range.start).toBeLessThanOrEqual(range.end);
        }
        expect(expression === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
        if (expression && problems.length === 0) expect(printExpression(expression.comparisons)).toBe(text);
      }),
    );
  });

  it('is linear on hostile texts', () => {
    const long = `claims['sub'] eq '${"''".repeat(500_000)}'`;
    expect(parseExpression(long).expression?.comparisons[0]?.comparand).toHaveLength(500_000);
    expect(parseExpression("claims['sub'] eq 'x' and ".repeat(20_000)).problems).toHaveLength(1);
  });
});
