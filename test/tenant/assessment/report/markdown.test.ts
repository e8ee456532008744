import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../../src/tenant/assessment/registry.ts';
import { MAX_LISTED } from '../../../../src/tenant/assessment/report/limits.ts';
import { assessmentMarkdown } from '../../../../src/tenant/assessment/report/markdown.ts';
import { escaped, escapedWithCode } from '../../../../src/tenant/assessment/report/markdown-text.ts';
import { guid, identity, inventory, NOW } from '../../identities.ts';
import { assessmentOf, NASTY, WHOLE } from '../hostile.ts';

/** Cells of a row of GitHub's tables: a pipe ends one unless a backslash is before it, in code too. */
function cellsOf(row: string): number {
  return (row.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0) - 1;
}

/** What is left without code, as CommonMark finds it: a run of backticks ends at the next one as long. */
function withoutCode(line: string): string {
  return line.replaceAll(/\\[\s\S]|(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, (found) => (found.startsWith('`') ? '' : found));
}

describe('Markdown', () => {
  it('lets names make no markup, links, mentions or rows', () => {
    const text = assessmentMarkdown(assessmentOf(NASTY));
    expect(text).not.toContain('\n# d');
    for (const line of text.split('\n')) expect(withoutCode(line)).not.toMatch(/<img|[^\\]\[a\]|@h|https:\/\/i/);
    const rows = text.split('\n').filter((line) => line.includes('img src') && line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(3);
  });

  it('keeps every row of a table in as many cells as its head, whatever names are', () => {
    const pieces = fc.constantFrom(
      '|',
      '\\',
      '`',
      '``',
      '<b>',
      '*',
      '_',
      '[x](y)',
      '\n',
      '\r\n| a | b |',
      '\u2028',
      '~',
      '#',
      '-',
      '$',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const lines = assessmentMarkdown(assessmentOf(parts.join(''))).split('\n');
        let head: number | undefined;
        for (const line of lines) {
          if (!line.startsWith('|')) head = undefined;
          else {
            head ??= cellsOf(line);
            expect([line, cellsOf(line)]).toEqual([line, head]);
          }
        }
        for (const line of lines) expect(withoutCode(line)).not.toMatch(/<|(?<!\\)(?:\\\\)*\[|\u2028/u);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no character of a name with a meaning', () => {
    expect(escaped('a|b*c_d[e](f)`g`<h>~i#j!k\\l$m')).toBe(
      'a\\|b\\*c\\_d\\[e\\](f)\\`g\\`&lt;h&gt;\\~i\\#j\\!k\\\\l\\$m',
    );
    expect(escaped('- a\n+ b')).toBe('\\- a + b');
    expect(escaped('1. www.a.example ftp://b c@d')).toBe('1\\. www&#46;a.example ftp&#58;//b c&#64;d');
    expect(escapedWithCode('set `a|b` to `<c>`, not d_e')).toBe('set a\\|b to `<c>`, not d\\_e');
    expect(escapedWithCode('an odd ` one')).toBe('an odd \\` one');
  });

  it('has an end where very many fail', () => {
    const many = Array.from({ length: MAX_LISTED + 5 }, (_, index) =>
      identity({ clientId: guid(1_000 + index), applicationId: guid(100_000 + index), displayName: `app ${index}` }),
    );
    const checks = CHECKS.filter(({ id }) => id === 'ownerless');
    const large = assess(inventory(many, { sections: WHOLE }), many, { now: NOW, preset: 'microsoft', checks });
    expect(assessmentMarkdown(large)).toContain('5 more are in the JSON report.');
  });
});
