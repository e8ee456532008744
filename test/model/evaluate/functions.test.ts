import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AZURE_FUNCTIONS,
  branches,
  callFunction,
  literal,
  parameterValue,
  TERRAFORM_FUNCTIONS,
} from '../../../src/model/evaluate/index.ts';
import type { Value } from '../../../src/model/value.ts';
import { AT, at, type Plain, texts, value } from './build.ts';

const azure = (name: string, ...args: Plain[]) => callFunction(AZURE_FUNCTIONS, name, args.map(value), AT);
const terraform = (name: string, ...args: Plain[]) => callFunction(TERRAFORM_FUNCTIONS, name, args.map(value), AT);

/** What a value says, as short as can be read. */
function shown(of: Value): unknown {
  if (of.kind === 'array') return of.isComplete ? of.items.map(shown) : ['...', ...of.items.map(shown)];
  if (of.kind === 'object') {
    const entries = Object.fromEntries(of.properties.map((property) => [property.name, shown(property.value)]));
    return of.isComplete ? entries : { ...entries, '...': true };
  }
  if (of.kind === 'null') return null;
  return of.constant ?? texts(of).join('|');
}

describe('Azure functions', () => {
  it.each<[string, readonly Plain[], unknown]>([
    ['format', ['{0}-{1}-{0}', 'a', 5], 'a-5-a'],
    ['format', ['{{{0}}}', 'a'], '{a}'],
    ['format', ['{0:x}/{1}', 255, undefined], '${formatted value}/${u}'],
    ['format', ['{1}', 'a'], '${expression}'],
    ['format', ['{', 'a'], '${expression}'],
    ['concat', ['a', undefined, 'b'], 'a${u}b'],
    ['concat', [['a'], ['b', 'c']], ['a', 'b', 'c']],
    ['concat', [['a'], undefined], ['...', 'a']],
    ['join', [['a', 1, undefined], '/'], 'a/1/${u}'],
    ['join', [[], '/'], ''],
    ['join', [undefined, '/'], '${expression}'],
    ['replace', ['my-app', '-', ''], 'myapp'],
    ['replace', ['my-app', undefined, ''], '${u}'],
    ['toLower', ['ABC'], 'abc'],
    ['TOUPPER', ['abc'], 'ABC'],
    ['trim', ['  a '], 'a'],
    ['substring', ['contoso', 3], 'toso'],
    ['substring', ['contoso', 0, 3], 'con'],
    ['split', ['a/b/c', '/'], ['a', 'b', 'c']],
    ['split', [undefined, '/'], ['...', '${expression}']],
    ['first', [['a', 'b']], 'a'],
    ['first', ['abc'], 'a'],
    ['first', [[]], null],
    ['last', [['a', 'b']], 'b'],
    ['last', [undefined], '${u}'],
    ['take', [['a', 'b', 'c'], 2], ['a', 'b']],
    ['skip', ['abc', 1], 'bc'],
    ['coalesce', [null, 'a', 'b'], 'a'],
    ['coalesce', [undefined, 'a', 'b'], '${u}|a'],
    ['coalesce', [null, null], null],
    [
      'union',
      [
        { a: 1, b: { c: 1 } },
        { A: 2, b: { d: 2 } },
      ],
      { A: 2, b: { c: 1, d: 2 } },
    ],
    ['union', [{ a: 1 }, undefined], { a: 1, '...': true }],
    ['union', [['a'], ['b']], ['...', 'a', 'b']],
    ['shallowMerge', [[{ a: { b: 1 } }, { a: { c: 1 } }]], { a: { c: 1 } }],
    ['empty', [''], true],
    ['empty', [[]], true],
    ['empty', [{ a: 1 }], false],
    ['empty', [undefined], '${empty()}'],
    ['length', [['a', 'b']], 2],
    ['length', ['abc'], 3],
    ['contains', ['Contoso', 'TOSO'], true],
    ['startsWith', ['Contoso', 'x'], false],
    ['equals', ['a', 'A'], false],
    ['equals', [1, 1], true],
    ['not', [true], false],
    ['and', [undefined, false], false],
    ['and', [undefined, true], '${and()}'],
    ['or', [undefined, true], true],
    ['if', [true, 'a', 'b'], 'a'],
    ['createObject', ['a', 1, 'b', 'x'], { a: 1, b: 'x' }],
    ['createArray', ['a', 'b'], ['a', 'b']],
    ['range', [2, 3], [2, 3, 4]],
    ['range', [0, 1e9], ['...', '${expression}']],
    ['items', [{ k: 'v' }], [{ key: 'k', value: 'v' }]],
    ['flatten', [[['a'], ['b']]], ['a', 'b']],
    ['int', ['5'], 5],
    ['bool', ['True'], true],
    ['json', ['null'], null],
    ['json', ['{"a":1}'], '${expression}'],
    ['string', [5], '5'],
    ['any', ['x'], 'x'],
    ['uri', ['https://login.microsoftonline.com/', 'common'], 'https://login.microsoftonline.com/common'],
    ['listKeys', ['x'], '${listKeys()}'],
  ])('%s%j is %j', (name, args, expected) => expect(shown(azure(name, ...args))).toEqual(expected));
});

describe('Terraform functions', () => {
  it.each<[string, readonly Plain[], unknown]>([
    ['format', ['%s-%d%%', 'a', 5], 'a-5%'],
    ['format', ['%03d:%s', 5, 'x'], '${formatted value}:x'],
    ['format', ['%[2]s %[1]s', 'a', 'b'], 'b a'],
    ['format', ['%s'], '${expression}'],
    ['join', [':', ['repo', undefined]], 'repo:${u}'],
    ['join', ['-', ['a'], ['b']], 'a-b'],
    ['split', [',', 'a,b'], ['a', 'b']],
    ['concat', [['a'], ['b']], ['a', 'b']],
    ['merge', [{ a: 1, b: { c: 1 } }, { b: { d: 2 } }], { a: 1, b: { d: 2 } }],
    ['merge', [{ a: 1 }, { A: 2 }], { a: 1, A: 2 }],
    ['coalesce', [null, '', 'x'], 'x'],
    ['try', [undefined, 'x'], '${u}|x'],
    ['lookup', [{ a: 'x' }, 'a', 'z'], 'x'],
    ['lookup', [{ a: 'x' }, 'b', 'z'], 'z'],
    ['lookup', [{ a: 'x', b: 'y' }, undefined, 'z'], 'x|y|z'],
    ['element', [['a', 'b'], 3], 'b'],
    ['replace', ['a.b', '.', '-'], 'a-b'],
    ['replace', ['a.b', '/[.]/', '-'], '${expression}'],
    ['trimprefix', ['https://x', 'https://'], 'x'],
    ['trimsuffix', ['x/', '/'], 'x'],
    ['trim', ['--x--', '-'], 'x'],
    ['trimspace', [' x\n'], 'x'],
    ['chomp', ['x\n'], 'x'],
    ['substr', ['hello', 1, -1], 'ello'],
    ['keys', [{ a: 1, b: 2 }], ['a', 'b']],
    ['values', [{ a: 'x', b: 'y' }], ['x', 'y']],
    ['toset', [['a', 'b']], ['...', 'a', 'b']],
    ['sensitive', ['x'], 'x'],
    ['tostring', [true], 'true'],
    ['startswith', ['repo:x', 'repo:'], true],
    ['startswith', ['repo:x', 'Repo:'], false],
    ['compact', [['a', '', null]], ['a']],
    ['slice', [['a', 'b', 'c'], 1, 2], ['b']],
    ['file', ['x'], '${file()}'],
  ])('%s%j is %j', (name, args, expected) => expect(shown(terraform(name, ...args))).toEqual(expected));
});

describe('every function', () => {
  const plain: fc.Arbitrary<Plain> = fc.letrec<{ node: Plain }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Plain>('', 'a', '{0}', '%s', null, true, -1, 2, 1e9, undefined, Number.NaN),
      fc.array(tie('node') as fc.Arbitrary<Plain>, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'B', '__proto__'), tie('node') as fc.Arbitrary<Plain>, { maxKeys: 2 }),
      fc.constant(branches(AT, [value(['x']), value({ a: 'y' }), value('z')])),
    ),
  })).node;
  const names = [
    ...[...AZURE_FUNCTIONS.keys()].map((name) => [name, AZURE_FUNCTIONS] as const),
    ...[...TERRAFORM_FUNCTIONS.keys()].map((name) => [name, TERRAFORM_FUNCTIONS] as const),
  ];

  it('takes arguments of any number and kind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(plain, { maxLength: 4 }), ([name, table], args) => {
        const result = callFunction(table, name, args.map(value), AT);
        expect(typeof shown(result)).not.toBe('undefined');
        expect(Array.isArray(result.sources)).toBe(true);
        expect(result.kind === 'unknown' || result.kind === 'string' || result.patterns.length === 0).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('sources', () => {
  const secret = parameterValue(at(1), 'param s', { name: 's', isSecure: true, default: 'none' }, undefined);

  it.each(['base64', 'string', 'toLower', 'uriComponent', 'trim', 'json'])(
    'of %s are those of its argument',
    (name) => {
      expect(azure(name, secret).sources).toEqual(secret.sources);
    },
  );

  it('of a comparison or length are none', () => {
    expect(azure('length', 'secret').sources).toEqual([]);
    expect(azure('equals', literal(at(2), 'a'), 'b').sources).toEqual([]);
  });

  it('of a format are all its parts', () => {
    expect(azure('format', '{0};Key={1}', 'x', secret).sources.map(({ kind }) => kind)).toEqual([
      'literal',
      'literal',
      'parameter',
    ]);
  });

  it('of a call that is not known is the call', () => {
    expect(azure('listKeys').sources).toEqual([
      { kind: 'function', name: 'listKeys', resourceType: undefined, symbol: undefined, path: '', location: AT },
    ]);
  });
});
