import { describe, expect, it } from 'vitest';
import { arrayValue, branches, interpolation, reference } from '../../src/model/evaluate/index.ts';
import { findProperties, PathSyntaxError, plainPath } from '../../src/model/paths.ts';
import type { Value } from '../../src/model/value.ts';
import { AT, property, texts, value } from './evaluate/build.ts';

const found = (body: Value, path: string, ignoreCase = true) =>
  findProperties(body, path, ignoreCase).map(({ name, value: content }) => `${name}=${texts(content).join('|')}`);

describe('findProperties', () => {
  const body = value({
    name: interpolation(AT, [value(undefined), value('/appsettings')]),
    properties: {
      kind: 'Azure',
      users: [{ password: 'p1' }, { password: 'p2' }],
      tags: { a: { key: 'k1' }, b: { key: 'k2' } },
      source: branches(AT, [value({ type: 'Blob', key: 'x' }), value({ type: 'Table', key: 'y' })]),
    },
  });

  it.each<[string, readonly string[]]>([
    ['properties.kind', ['kind=Azure']],
    ['properties.users[].password', ['password=p1', 'password=p2']],
    ['properties.tags{}.key', ['key=k1', 'key=k2']],
    ['properties<kind=Azure>.kind', ['kind=Azure']],
    ['properties<kind=Other>.kind', []],
    ['properties<missing=Azure>.kind', []],
    ['<name=appsettings>.properties.kind', ['kind=Azure']],
    ['<name=web>.properties.kind', []],
    ['properties.source<type=Blob>.key', ['key=x', 'key=y']],
    ['properties.kind.deeper', []],
    ['properties.users.password', ['password=p1', 'password=p2']],
  ])('%s', (path, expected) => expect(found(body, path)).toEqual(expected));

  it('compares names and discriminators as the language does', () => {
    expect(found(body, 'PROPERTIES<KIND=azure>.Kind')).toEqual(['kind=Azure']);
    expect(found(body, 'PROPERTIES.kind', false)).toEqual([]);
    expect(found(body, 'properties<kind=azure>.kind', false)).toEqual([]);
  });

  it('gives the elements themselves where a path ends in brackets', () => {
    expect(findProperties(body, 'properties.users[]', true)).toHaveLength(2);
    expect(found(value({ a: ['x', 'y'] }), 'a[]')).toEqual(['=x', '=y']);
  });

  it('gives repeated blocks each, and what two branches share once', () => {
    const shared = property('key', value('k'));
    const object: Value = { ...value({}), properties: [shared] };
    const body = value({ a: branches(AT, [object, object]) });
    expect(found(body, 'a.key')).toEqual(['key=k']);
  });

  it('ends in big and cyclic bodies', () => {
    const big = value({ list: arrayValue(AT, () => Array.from({ length: 100_000 }, () => value({ a: 'x' }))) });
    expect(findProperties(big, 'list[].a', true)).toHaveLength(100_000);
    const self: Value = value({ a: reference(AT, () => self) });
    expect(findProperties(self, 'a.a.a.a', true)).toHaveLength(1);
  });

  it.each(['a..b', '.a', 'a.', 'a[', 'a[0]', '<name>', 'a<b>', 'a.[]', 'a[]b', '<any property>'])(
    'rejects %j',
    (path) => {
      expect(() => findProperties(body, path, true)).toThrow(PathSyntaxError);
    },
  );

  it('finds nothing at the empty path', () => expect(found(body, '')).toEqual([]));
});

describe('plainPath', () => {
  it('is the names of a path an edit can follow', () => {
    expect(plainPath('a.b.c')).toEqual(['a', 'b', 'c']);
    expect(plainPath('a[].b')).toBeUndefined();
    expect(plainPath('a<k=v>.b')).toBeUndefined();
  });
});
