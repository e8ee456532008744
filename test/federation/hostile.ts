import fc from 'fast-check';

const LITERALS = [
  'repo:',
  'contoso',
  '/',
  ':',
  'app',
  'ref:',
  'refs/heads/',
  'environment:',
  '@',
  '1',
  'a',
  '-',
  ' ',
  '%3A',
  '€',
  '😀',
];

/** Patterns made to be slow: long runs of wildcards between texts that subjects have. */
export const hostilePattern: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...LITERALS),
      fc.constantFrom('*', '?', '*?', '?*?', '*a', '**', '*:*', '*/*'),
      fc.integer({ min: 1, max: 80 }).map((count) => '?'.repeat(count)),
      fc.integer({ min: 1, max: 40 }).map((count) => '*a'.repeat(count)),
      fc.integer({ min: 1, max: 40 }).map((count) => 'ab*?'.repeat(count)),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join('').slice(0, 600));
