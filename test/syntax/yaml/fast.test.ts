import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizeByPackage } from '../../../src/syntax/yaml/by-package.ts';
import { fastTokens } from '../../../src/syntax/yaml/fast/blocks.ts';
import { MAX_NESTING } from '../../../src/syntax/yaml/parse.ts';

const USUAL = `# head
---
# below

name: "Deploy it" # why
'on':
  push: { branches: [main, 'release/*', ], paths: [ ] }
  schedule:
  - cron: '0 5 * * *'

  # comment
  - cron: "1 \\"2\\""
env:
  URL: https://example.org/#x?a=b:c
      # deep
  EMPTY:

  NONE:
  # shallow
jobs:
    deploy:   
        runs-on: [self-hosted, {a: b}]
        steps:
        - - nested
          - list: 1
        -
            name: later
        - run: |-
            one
              two # no comment

            three


          shell: bash
        - run: >+ # header
            kept

        # end
    # of jobs
last: -1
plain: one
  \${{ two &&
    three }}  # four
below:
  # five
  text on a line

  of its own
quoted :
    'below' # six

apart  : 7
---
second:
  - 1

# of it
---

- third:
`;

const MANY_LINES = `on:
  push:
    branches: [
      main, # of it

      "release/**" # behind it
      , dev,
    ] # behind all
  matrix: {
    # first
    os: [linux,
         windows],
    node:
      20
  }
steps:
- [
  a: b,
  { c: d
  , e: f }
  ]
- []
- needs:
    [a, b]
  with: # of it
    # that
    {
      c: d
    }
  if: e
`;

/** The same tokens, whatever the order of their properties and whether an absent one is undefined. */
function plain(tokens: unknown): unknown {
  return JSON.parse(JSON.stringify(tokens));
}

describe('the fast path', () => {
  it.each([
    ['usual text', USUAL],
    ['with CRLF', USUAL.replaceAll('\n', '\r\n')],
    ['without a last line ending', USUAL.trimEnd()],
    ['of a list', '- a\n- b: 1\n  c: 2\n#\n- {}\n'],
    [
      'with further documents',
      'a: 1\n---\nb:\n  c: |\n    x\n\n# of b\n\n--- # why\n# c\n\n- d:\n---\ne:\n- f\n---   \n- g\n',
    ],
    ['with text over several lines', 'a: one   \n  two - 3#\n   - ? four # five\nb:\n- six\n seven\nc: # eight\n'],
    [
      'with text over blank lines',
      'a: one \n\n   \n  two\n\n\nb: \n\n  three\n \n   four # five\nc:\n  - six\n\n    seven\n',
    ],
    ['with flow collections over several lines', MANY_LINES],
    ['with flow collections over several lines and CRLF', MANY_LINES.replaceAll('\n', '\r\n')],
    ['of comments only', '# a\n\n  # b'],
    ['of nothing', ''],
  ])('makes the tokens of the package: %s', (_, text) => {
    const fast = fastTokens(text);
    expect(fast).toBeDefined();
    expect(plain(fast)).toEqual(plain(tokenizeByPackage(text, MAX_NESTING).tokens));
  });

  it.each([
    ['anchors', 'a: &x 1\n'],
    ['aliases', 'a: *x\n'],
    ['tags', 'a: !!str 1\n'],
    ['explicit keys', '? a\n: b\n'],
    ['directives', '%YAML 1.2\n---\na: 1\n'],
    ['documents without content', 'a: 1\n---\n---\nb: 2\n'],
    ['a last key without value in front of a document', 'a:\n\n---\nb: 2\n'],
    ['marked ends of documents', 'a: 1\n...\nb: 2\n'],
    ['text behind a marker', 'a: 1\n--- b\n'],
    ['text over several lines with a colon', 'a: one\n  two: 3\n'],
    ['flow collections whose text goes on in the next line', 'a: [1\n  2]\n'],
    ['flow collections that are indented less than their key', 'a:\n  b: [1,\n  2]\n'],
    ['quotes over several lines', 'a: "1\n  2"\n'],
    ['tabs as indentation', 'a:\n\tb: 1\n'],
    ['a key without colon', 'a: 1\nb\n'],
    ['odd indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
    ['a scalar alone', 'a\n'],
    ['deep nesting', `${'- '.repeat(100)}a\n`],
    ['deep flow nesting', `a: ${'['.repeat(100)}${']'.repeat(100)}\n`],
  ])('leaves %s to the package', (_, text) => {
    expect(fastTokens(text)).toBeUndefined();
  });

  it('makes the tokens of the package for flow collections of any pieces', () => {
    const pieces = [
      'a',
      '"q"',
      "'s'",
      ',',
      ', ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '\n',
      '\n  ',
      '\n    ',
      '\n ',
      ' ',
      ' # c\n',
      '\r\n',
      'a: ',
    ];
    const starts = ['k:\n  [', 'a:\n  k: # x\n    {', 'k: [', 'k: {', '- [', 'k:\n  - [', 'k:\n  l: {'];
    const ends = [']', '}', '\n]', '\n  ]\nz: 1\n', '\n  }\n', '} # c\n- b\n'];
    let count = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
        fc.constantFrom(...ends),
        (start, inside, end) => {
          const text = start + inside.join('') + end;
          const fast = fastTokens(text);
          if (!fast) return;
          count += 1;
          expect(plain(fast), JSON.stringify(text)).toEqual(plain(tokenizeByPackage(text, MAX_NESTING).tokens));
        },
      ),
      { numRuns: 4000 },
    );
    expect(count).toBeGreaterThan(200);
  });

  it('makes the tokens of the package for whatever it does not leave to it', () => {
    const pieces = [
      '',
      ' ',
      '  ',
      '\t',
      '\n',
      '\r',
      '\n\n',
      ': ',
      ':',
      '- ',
      '-',
      '#',
      ' #',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|',
      '>',
      '|+\n',
      '---\n',
      '...\n',
      'a: ',
      '\\',
      '?',
      '%',
      '\ufeff',
    ];
    let count = 0;
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(
          fc.record({
            at: fc.nat(USUAL.length),
            length: fc.nat(10),
            text: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        fc.nat(USUAL.length),
        (crlf, changes, end) => {
          let text = USUAL;
          for (const { at, length, text: inserted } of changes)
            text = text.slice(0, at) + inserted + text.slice(at + length);
          if (end % 3 === 0) text = text.slice(0, end);
          if (crlf) text = text.replaceAll('\n', '\r\n');
          const fast = fastTokens(text);
          if (!fast) return;
          count += 1;
          expect(plain(fast), JSON.stringify(text)).toEqual(plain(tokenizeByPackage(text, MAX_NESTING).tokens));
        },
      ),
      { numRuns: 800 },
    );
    expect(count).toBeGreaterThan(150);
  });
});
