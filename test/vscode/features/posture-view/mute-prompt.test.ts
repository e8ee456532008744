import { describe, expect, it } from 'vitest';
import { dateProblem } from '../../../../src/vscode/features/posture-view/mute-prompt.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('the end of a mute', () => {
  it.each(['2026-11-22', '2026-12-31', '2028-02-29', '2999-01-01'])('may be %s', (text) => {
    expect(dateProblem(text, NOW)).toBeUndefined();
  });

  it.each(['', 'tomorrow', '2026-02-30', '2027-02-29', '2026-13-01', '2026-1-1', '22.11.2026', '2026-12-31T00:00:00Z'])(
    'may not be %j',
    (text) => {
      expect(dateProblem(text, NOW)).toBe('A date of the calendar, written YYYY-MM-DD.');
    },
  );

  it.each(['2026-11-21', '1999-12-31'])('may not be over: %s', (text) => {
    expect(dateProblem(text, NOW)).toBe('That day is over.');
  });
});
