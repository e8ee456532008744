import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentsOf, parseDockerfile } from '../../../src/syntax/dockerfile/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

function read(text: string) {
  const source = new SourceText(text);
  return parseDockerfile(source).instructions.map((instruction) => ({
    name: instruction.name,
    argument: source.slice(instruction.argumentRange),
    assignments: assignmentsOf(source, instruction).map(({ name, value, valueRange }) => {
      if (value !== undefined) expect(source.slice(valueRange)).toBe(value);
      return [name, value];
    }),
  }));
}

const names = (text: string) => read(text).map(({ name, argument }) => [name, argument]);

describe('Dockerfiles', () => {
  it.each([
    [
      'from a\nRUN b',
      [
        ['FROM', 'a'],
        ['RUN', 'b'],
      ],
    ],
    [
      'RUN a \\\n  b\nRUN c',
      [
        ['RUN', 'a \\\n  b'],
        ['RUN', 'c'],
      ],
    ],
    [
      'RUN a \\\r\n  b\r\nRUN c',
      [
        ['RUN', 'a \\\r\n  b'],
        ['RUN', 'c'],
      ],
    ],
    [
      'RUN a \\\n# comment\n  b\nRUN c',
      [
        ['RUN', 'a \\\n# comment\n  b'],
        ['RUN', 'c'],
      ],
    ],
    [
      '# escape=`\nRUN a `\n b\nRUN c',
      [
        ['RUN', 'a `\n b'],
        ['RUN', 'c'],
      ],
    ],
    [
      'RUN <<EOF\na\nEOF\nRUN b',
      [
        ['RUN', '<<EOF\na\nEOF'],
        ['RUN', 'b'],
      ],
    ],
    ['RUN <<EOF\na', [['RUN', '<<EOF\na']]],
    ['# c\n\nRUN a', [['RUN', 'a']]],
  ])('%j', (text, expected) => expect(names(text)).toEqual(expected));

  it.each([
    [
      'ENV A=b C="d e" F=g\\ h',
      [
        ['A', 'b'],
        ['C', 'd e'],
        ['F', 'g\\ h'],
      ],
    ],
    ['ENV A b c', [['A', 'b c']]],
    [
      'ENV A=b \\\n  C=d',
      [
        ['A', 'b'],
        ['C', 'd'],
      ],
    ],
    ['ARG A', [['A', undefined]]],
    ['ARG A=b', [['A', 'b']]],
  ])('assignments of %j', (text, expected) => expect(read(text)[0]?.assignments).toEqual(expected));

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('RUN', 'ENV', ' ', 'A=', '"', '\\', '\n', '\r\n', '<<EOF', 'EOF', '#', '`')),
        (pieces) => {
          const text = pieces.join('');
          let end = 0;
          for (const { range } of parseDockerfile(new SourceText(text)).instructions) {
            expect(range.start).toBeGreaterThanOrEqual(end);
            end = range.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
