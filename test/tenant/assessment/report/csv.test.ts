import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import { withMutes } from '../../../../src/tenant/assessment/mute.ts';
import { assessmentCsv } from '../../../../src/tenant/assessment/report/csv.ts';
import { demo } from '../../../emulator/demo-emulator.ts';
import { assessmentOf } from '../hostile.ts';

/** RFC 4180, and nothing but: every field in quotes, every record ended by CR LF. */
function parse(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /"((?:[^"]|"")*)"(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, value = '', end] = field.exec(text) ?? [];
    if (end === undefined) throw new Error(`No field at ${at}: ${text.slice(at, at + 40)}`);
    record.push(value.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

const whole = assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' });

describe('CSV', () => {
  it('has a row for every failure, worst first within its check, and one for every mute', () => {
    const muted = withMutes(whole, [{ check: 'client-secret', reason: 'on its way' }]);
    const [head, ...rows] = parse(assessmentCsv(muted));
    expect(head?.slice(0, 8)).toEqual(['Severity', 'State', 'Area', 'Check', 'Title', 'Object', 'Client ID', 'What']);
    const failures = muted.results.flatMap((result) => [...result.failures, ...result.muted]);
    expect(rows.map((row) => [row[0], row[3], row[5], row[6]])).toEqual(
      failures.map((failure) => [
        failure.severity,
        muted.results.find((result) => [...result.failures, ...result.muted].includes(failure))?.check.id,
        failure.displayName,
        failure.clientId ?? '',
      ]),
    );
    const states = new Set(rows.filter((row) => row[3] === 'client-secret').map((row) => `${row[1]}: ${row[9]}`));
    expect([...states]).toEqual(['muted: on its way']);
  });

  it('gives every record as many fields, and no field that a spreadsheet would run', () => {
    const pieces = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      '"',
      ',',
      ';',
      "'",
      '\uFF1D',
      '\u00A0',
      'HYPERLINK("x")',
      '1',
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 10 }), (parts) => {
        const records = parse(assessmentCsv(assessmentOf(parts.join(''))));
        expect(new Set(records.map(({ length }) => length)).size).toBe(1);
        for (const value of records.flat()) expect(value).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\r\n\t]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('changes nothing of a name that is no formula', () => {
    const [, row] = parse(assessmentCsv(assessmentOf('Søren, "the" app; a=b')));
    expect(row?.[5]).toBe('Søren, "the" app; a=b');
    expect(parse(assessmentCsv(assessmentOf('=1+1')))[1]?.[5]).toBe("'=1+1");
  });
});
