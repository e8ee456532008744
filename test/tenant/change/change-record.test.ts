import { describe, expect, it } from 'vitest';
import { type ChangeRecord, changeLogText, parseChange } from '../../../src/tenant/change/change-record.ts';
import { failedOutcome } from '../../../src/tenant/change/failed-outcome.ts';
import { type FailureDetails, ServiceFailure } from '../../../src/tenant/request/failure.ts';

const RECORD: ChangeRecord = {
  id: '6d7d2c3e-0f3a-4f1b-9b55-0a8d1a3f5f01',
  at: '2026-11-22T21:40:03.123Z',
  tenant: { id: '7f3a', name: 'Contoso' },
  account: 'ada@contoso.com',
  change: 'Remove client secret "deploy"',
  identity: { displayName: 'payments-deploy', clientId: '1e2f' },
  objectId: '9a8b',
};
const OUTCOME = { at: '2026-11-22T21:40:05.000Z', state: 'made', text: 'Made.', requestId: 'b51e' } as const;

describe('a record', () => {
  it('is read with its outcome', () => {
    const read = parseChange(JSON.stringify(RECORD), JSON.stringify(OUTCOME));
    expect(read).toEqual({ ...RECORD, outcome: OUTCOME });
  });

  it.each(['', '{', 'null', '[]', '"x"', '{"at":1}', JSON.stringify({ ...RECORD, tenant: null })])(
    'is none where its file holds %j',
    (text) => {
      expect(parseChange(text, undefined)).toBeUndefined();
    },
  );

  it.each(['', '{', 'null', '{"at":"x","state":"perhaps","text":"y"}'])('stays open with the outcome %j', (text) => {
    expect(parseChange(JSON.stringify(RECORD), text)).toEqual(RECORD);
  });
});

describe('the log', () => {
  it('says who did what, when, and how it ended, the newest first', () => {
    const later = { ...RECORD, at: '2026-11-23T08:00:00.000Z', change: 'Disable', plan: 'payments-1e2f' };
    expect(changeLogText([{ ...RECORD, outcome: OUTCOME }, later])).toBe(`2026-11-23 08:00:00 UTC  [unclear] Disable
    identity    payments-deploy (1e2f)
    object id   9a8b
    tenant      Contoso (7f3a)
    by          ada@contoso.com
    plan        payments-1e2f
    result      No answer was waited for: look in the tenant whether it was made.

2026-11-22 21:40:03 UTC  [made] Remove client secret "deploy"
    identity    payments-deploy (1e2f)
    object id   9a8b
    tenant      Contoso (7f3a)
    by          ada@contoso.com
    result      Made.
    request id  b51e
`);
    expect(changeLogText([])).toBe('');
  });

  it('cannot be forged by a name', () => {
    const displayName = 'x\n2026-01-01 00:00:00 UTC  [made] Nothing\u2028\u202e';
    const text = changeLogText([{ ...RECORD, identity: { ...RECORD.identity, displayName } }]);
    expect(text.split(/[\n\u2028]/u).filter((line) => /^\d/u.test(line))).toHaveLength(1);
    expect(text).not.toMatch(/\p{Cf}/u);
  });
});

describe('a change that failed', () => {
  const failure = (details: Partial<FailureDetails>) =>
    new ServiceFailure({
      kind: 'rejected',
      what: 'x',
      status: 400,
      code: 'Bad',
      detail: 'The value hunter2 is bad.',
      ...details,
    });

  it.each([
    [failure({}), 'refused', 'The service refused it: HTTP 400 (Bad).'],
    [failure({ kind: 'not-permitted', status: 403, code: '' }), 'refused', 'The service refused it: HTTP 403.'],
    [failure({ kind: 'unavailable', status: 0, code: '' }), 'unclear', 'It may have been made: no answer tells.'],
    [failure({ kind: 'not-found', status: 404, code: '' }), 'unclear', 'It may have been made: no answer tells.'],
    [failure({ kind: 'throttled', status: 429, code: 'X' }), 'refused', 'The service refused it: HTTP 429 (X).'],
    [new Error('hunter2'), 'unclear', 'It ended before an answer came.'],
  ])('is written down without words of the service', (error, state, text) => {
    expect(failedOutcome(error)).toEqual({ state, text });
    expect(failedOutcome(failure({ requestId: 'b51e' })).requestId).toBe('b51e');
  });
});
