import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrayValue,
  attributeValue,
  branches,
  callValue,
  computed,
  conditional,
  elementOf,
  interpolation,
  literal,
  memberOf,
  objectValue,
  parameterValue,
  reference,
  unknownValue,
  walk,
} from '../../../src/model/evaluate/index.ts';
import { MAX_ALTERNATIVES } from '../../../src/model/patterns.ts';
import type { Value } from '../../../src/model/value.ts';
import { AT, at, property, texts, value } from './build.ts';

const facets = (of: Value) => [of.kind, of.patterns, of.constant, of.properties, of.items, of.isComplete, of.sources];

describe('scalars', () => {
  it('have kind, constant and source', () => {
    expect(literal(AT, 'a')).toMatchObject({ kind: 'string', constant: undefined, isComplete: true });
    expect(literal(AT, 5)).toMatchObject({ kind: 'number', constant: 5, patterns: [] });
    expect(literal(AT, false)).toMatchObject({ kind: 'boolean', constant: false });
    expect(literal(AT, null)).toMatchObject({ kind: 'null', constant: undefined, sources: [] });
    expect(literal(at(7), 'a').sources).toEqual([{ kind: 'literal', location: at(7), isPart: false }]);
    expect(literal(AT, '').sources).toEqual([]);
  });

  it('know nothing where unknown', () => {
    const some = unknownValue(AT, 'param x');
    expect(some).toMatchObject({ kind: 'unknown', isComplete: false, properties: [], items: [] });
    expect(texts(some)).toEqual(['${param x}']);
    expect(some.sources).toEqual([{ kind: 'unknown', location: AT }]);
  });
});

describe('interpolation', () => {
  it('agrees with string concatenation where all is known', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean())), (scalars) => {
        expect(texts(interpolation(AT, scalars.map(value)))).toEqual([scalars.map(String).join('')]);
      }),
    );
  });

  it('marks literal text as part, and passes a lone expression through', () => {
    const secret = literal(at(1), 's3cret');
    expect(interpolation(AT, [literal(at(0), 'a='), secret]).sources).toEqual([
      { kind: 'literal', location: at(0), isPart: true },
      { kind: 'literal', location: at(1), isPart: true },
    ]);
    expect(interpolation(AT, [secret]).sources).toEqual(secret.sources);
  });

  it('lists each source once', () => {
    const name = literal(at(1), 'x');
    const inner = interpolation(AT, [name, literal(at(2), '-'), name]);
    expect(inner.sources).toHaveLength(2);
    expect(interpolation(AT, [name, inner, name]).sources).toHaveLength(2);
  });
});

describe('branches', () => {
  const either = branches(AT, [value({ a: 1, b: 'x' }), value({ a: 2 })]);

  it('have the patterns, properties and sources of all', () => {
    expect(texts(branches(AT, [value('a'), value('b'), value('a')]))).toEqual(['a', 'b']);
    expect(either.properties.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
    expect(branches(AT, [literal(at(1), 'a'), literal(at(2), 'b')]).sources).toHaveLength(2);
  });

  it('have one constant only where all agree', () => {
    expect(branches(AT, [value(true), value(true)]).constant).toBe(true);
    expect(branches(AT, [value(true), value(false)]).constant).toBeUndefined();
    expect(branches(AT, [value(true), value(undefined)]).constant).toBeUndefined();
    expect(branches(AT, [value(true), value(null)]).constant).toBeUndefined();
  });

  it('have a kind that all share, null aside', () => {
    expect(branches(AT, [value('a'), value(null)]).kind).toBe('string');
    expect(branches(AT, [value('a'), value(1)]).kind).toBe('unknown');
    expect(branches(AT, [value(null), value(null)]).kind).toBe('null');
  });

  it('give every number and null as text', () => {
    const port = branches(AT, [value(80), value(null), value('https')]);
    expect(texts(interpolation(AT, [value(':'), port]))).toEqual([':80', ':', ':https']);
  });

  it('never have more patterns than the limit', () => {
    const choice = branches(AT, [value('a'), value('b'), value('c')]);
    const long = interpolation(
      AT,
      Array.from({ length: 50 }, () => choice),
    );
    expect(texts(long)).toEqual(['${many values}']);
    expect(
      branches(
        AT,
        Array.from({ length: 1000 }, (_, i) => value(`${i}`)),
      ).patterns.length,
    ).toBeLessThanOrEqual(MAX_ALTERNATIVES);
  });
});

describe('conditional', () => {
  it('takes the branch a constant of the program decides', () => {
    expect(texts(conditional(AT, value(true), value('a'), value('b')))).toEqual(['a']);
    expect(texts(conditional(AT, computed(AT, false, [value('x')]), value('a'), value('b')))).toEqual(['b']);
  });

  it('keeps both where a parameter decides, even with a default', () => {
    const flag = parameterValue(AT, 'param f', { name: 'f', isSecure: false, default: 'literal' }, value(true));
    expect(flag.constant).toBe(true);
    expect(texts(conditional(AT, flag, value('a'), value('b')))).toEqual(['a', 'b']);
    expect(texts(conditional(AT, computed(AT, true, [flag]), value('a'), value('b')))).toEqual(['a', 'b']);
    expect(texts(conditional(AT, value(undefined), value('a'), value('b')))).toEqual(['a', 'b']);
  });
});

describe('parameter', () => {
  const source = { name: 'p', isSecure: false, default: 'literal' } as const;

  it('is its default but stays a parameter as a source', () => {
    const parameter = parameterValue(at(3), 'param p', source, value('x'));
    expect(texts(parameter)).toEqual(['x']);
    expect(parameter.sources).toEqual([{ ...source, kind: 'parameter', location: at(3) }]);
  });

  it('is what is assigned in place of the default', () => {
    expect(texts(parameterValue(AT, 'param p', source, value('x'), [value('y'), value('z')]))).toEqual(['y', 'z']);
    const one = parameterValue(AT, 'param p', source, value('x'), [literal(at(9), 'y')]);
    expect(texts(one)).toEqual(['y']);
    expect(one.sources).toEqual(literal(at(9), 'y').sources);
  });

  it('stays secure whatever is assigned', () => {
    const secure = { ...source, isSecure: true };
    const parameter = parameterValue(AT, 'param p', secure, undefined, [value('y')]);
    expect(parameter.sources).toMatchObject([{ kind: 'parameter', isSecure: true }]);
  });

  it('is unknown under its name without any value', () => {
    expect(texts(parameterValue(AT, 'param p', { ...source, default: 'none' }, undefined))).toEqual(['${param p}']);
  });
});

describe('reference', () => {
  it('is the other value at the place of use, resolved once and only when asked', () => {
    let resolved = 0;
    const used = reference(at(5), () => {
      resolved += 1;
      return literal(at(1), 'x');
    });
    expect(resolved).toBe(0);
    expect(used.range).toEqual(at(5).range);
    expect([texts(used), used.kind, used.sources]).toEqual([['x'], 'string', literal(at(1), 'x').sources]);
    expect(resolved).toBe(1);
  });

  it('ends on cycles', () => {
    const self: Value = reference(AT, () => self);
    expect(self.kind).toBe('unknown');
    const text: Value = interpolation(AT, [value('a'), reference(AT, () => text)]);
    expect(texts(text)).toEqual(['a${expression}']);
    const one: Value = branches(AT, [value('x'), reference(AT, () => two)]);
    const two: Value = branches(AT, [value('y'), reference(AT, () => one)]);
    expect(texts(one)).toContain('x');
    const list: Value = arrayValue(AT, () => [reference(AT, () => list)]);
    expect(facets(list)).toHaveLength(7);
    const member: Value = memberOf(
      AT,
      reference(AT, () => member),
      'a',
      { ignoreCase: true, otherwise: () => value(undefined) },
    );
    expect(member.kind).toBe('unknown');
  });

  it('ends on chains of 100,000', () => {
    let chain = value('x');
    for (let i = 0; i < 100_000; i++) {
      const inner = chain;
      chain = reference(AT, () => inner);
    }
    expect(facets(chain)).toHaveLength(7);
    expect(chain.kind).toBe('unknown');
  });

  it('ends where every step doubles', () => {
    let list = value(['a']);
    let object = value({ a: 1 });
    let text = value('ab');
    for (let i = 0; i < 150; i++) {
      const [l, o, t] = [list, object, text];
      list = branches(AT, [l, value([`${i}`]), l]);
      object = branches(AT, [o, value({ [`p${i}`]: i }), o]);
      text = interpolation(AT, [t, t]);
    }
    expect(facets(list)).toHaveLength(7);
    expect(facets(object)).toHaveLength(7);
    expect(facets(text)).toHaveLength(7);
    expect(texts(text)).toEqual(['${long text}']);
  });
});

describe('big lists', () => {
  it('of 100,000 elements are as quick as their length', () => {
    const big = arrayValue(AT, () => Array.from({ length: 100_000 }, (_, i) => literal(at(i), `${i}`)));
    expect(big.items).toHaveLength(100_000);
    expect(big.sources.length).toBeGreaterThan(0);
    expect(texts(interpolation(AT, [value('x'), branches(AT, big.items)]))).toEqual(['x${many values}']);
  });
});

describe('access', () => {
  const otherwise = () => attributeValue(AT, 'other', { of: 'other', type: '', name: 'o', path: '' });
  const options = { ignoreCase: true, otherwise };

  it('finds a member in any case, null where there is none', () => {
    const base = value({ Name: 'x' });
    expect(texts(memberOf(AT, base, 'name', options))).toEqual(['x']);
    expect(memberOf(AT, base, 'name', { ...options, ignoreCase: false }).kind).toBe('null');
    expect(memberOf(AT, base, 'nothing', options).kind).toBe('null');
    expect(texts(memberOf(AT, value(undefined), 'name', options))).toEqual(['${other}']);
  });

  it('keeps a member possible that a spread may overwrite', () => {
    const open = objectValue(
      AT,
      () => [property('a', value('x'))],
      () => false,
    );
    expect(texts(memberOf(AT, open, 'a', options))).toEqual(['x']);
    expect(texts(memberOf(AT, open, 'b', options))).toEqual(['${other}']);
  });

  it('indexes arrays by number, objects by name, and gives all where the index is not known', () => {
    const list = value(['a', 'b']);
    expect(texts(elementOf(AT, list, value(1), options))).toEqual(['b']);
    expect(texts(elementOf(AT, list, value(-1), options))).toEqual(['b']);
    expect(texts(elementOf(AT, list, value(9), options))).toEqual(['${other}']);
    expect(texts(elementOf(AT, list, value(undefined), options))).toEqual(['a', 'b']);
    expect(texts(elementOf(AT, value({ x: 'p', y: 'q' }), value('y'), options))).toEqual(['q']);
    expect(texts(elementOf(AT, value({ x: 'p', y: 'q' }), value(undefined), options))).toEqual(['p', 'q']);
    expect(texts(elementOf(AT, value(undefined), value(0), options))).toEqual(['${other}']);
  });
});

describe('walk', () => {
  it('visits everything inside, parents first', () => {
    const seen = [...walk(value({ a: ['x', { b: 'y' }] }))].map((entry) => entry.property?.name ?? entry.value.kind);
    expect(seen).toEqual(['object', 'a', 'string', 'object', 'b']);
  });

  it('ends where an object holds itself', () => {
    const self: Value = objectValue(AT, () => [
      property(
        'me',
        reference(AT, () => self),
      ),
      property(
        'again',
        reference(AT, () => self),
      ),
      property('call', callValue(AT, 'f')),
    ]);
    expect([...walk(self)]).toHaveLength(4);
  });

  it('ends at the limit', () => {
    expect([...walk(value(Array.from({ length: 1000 }, () => 'x')), 100)]).toHaveLength(100);
  });
});
