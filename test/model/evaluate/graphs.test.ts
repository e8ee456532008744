import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AZURE_FUNCTIONS,
  arrayValue,
  branches,
  callFunction,
  elementOf,
  interpolation,
  literal,
  memberOf,
  objectValue,
  reference,
  unknownValue,
  walk,
} from '../../../src/model/evaluate/index.ts';
import { MAX_ALTERNATIVES, MAX_PATTERN_LENGTH, MAX_PATTERN_PARTS } from '../../../src/model/patterns.ts';
import type { Value } from '../../../src/model/value.ts';
import { AT, property } from './build.ts';

/** An expression over numbered variables, which may refer to one another in any way. */
type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly index: number }
  | {
      readonly kind: 'join' | 'list' | 'object' | 'either' | 'member' | 'element' | 'call';
      readonly name: string;
      readonly of: readonly Expression[];
    };

const expression = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom('a', '{0}', '', '0') }),
    fc.record({ kind: fc.constant('variable' as const), index: fc.nat(9) }),
    fc.record({
      kind: fc.constantFrom('join', 'list', 'object', 'either', 'member', 'element', 'call'),
      name: fc.constantFrom(
        'concat',
        'format',
        'union',
        'split',
        'join',
        'first',
        'replace',
        'coalesce',
        'items',
        'if',
      ),
      of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).node;

/** The values of all variables. */
function bind(expressions: readonly Expression[]): readonly Value[] {
  const variables: Value[] = [];
  const otherwise = () => unknownValue(AT, 'other');
  const build = (node: Expression): Value => {
    if (node.kind === 'text') return literal(AT, node.text);
    if (node.kind === 'variable')
      return reference(AT, () => variables[node.index % variables.length] ?? unknownValue(AT));
    const of = node.of.map(build);
    const [first = unknownValue(AT), second = literal(AT, 0)] = of;
    switch (node.kind) {
      case 'join':
        return interpolation(AT, of);
      case 'list':
        return arrayValue(AT, () => of);
      case 'object':
        return objectValue(AT, () => of.map((value) => property('a', value)));
      case 'either':
        return branches(AT, of);
      case 'member':
        return memberOf(AT, first, 'a', { ignoreCase: true, otherwise });
      case 'element':
        return elementOf(AT, first, second, { ignoreCase: true, otherwise });
      case 'call':
        return callFunction(AZURE_FUNCTIONS, node.name, of, AT);
    }
  };
  for (const node of expressions) variables.push(build(node));
  return variables;
}

describe('variables that refer to one another in any way', () => {
  it('end, within the limits', () => {
    fc.assert(
      fc.property(fc.array(expression, { minLength: 1, maxLength: 10 }), (expressions) => {
        for (const variable of bind(expressions)) {
          for (const { value } of walk(variable, 500)) {
            expect(value.patterns.length).toBeLessThanOrEqual(MAX_ALTERNATIVES);
            for (const { parts } of value.patterns) {
              expect(parts.length).toBeLessThanOrEqual(MAX_PATTERN_PARTS);
              const length = parts.reduce((sum, part) => sum + (part.kind === 'known' ? part.text.length : 0), 0);
              expect(length).toBeLessThanOrEqual(MAX_PATTERN_LENGTH);
              expect(parts.every((part) => part.kind === 'unknown' || part.text !== '')).toBe(true);
            }
            expect(new Set(value.sources).size).toBe(value.sources.length);
            expect(value.kind === 'string' || value.kind === 'unknown' || value.patterns.length === 0).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('have the same value every time they are asked', () => {
    fc.assert(
      fc.property(fc.array(expression, { minLength: 1, maxLength: 6 }), (expressions) => {
        const show = (variables: readonly Value[]) => variables.map(({ kind, patterns }) => [kind, patterns]);
        const variables = bind(expressions);
        const first = show(variables);
        expect(show(variables)).toEqual(first);
        expect(show(bind(expressions))).toEqual(first);
      }),
    );
  });
});
