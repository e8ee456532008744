import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../src/lint/check-ids.ts';
import { muteEdits, type NewMute, unmuteEdits } from '../../src/lint/configuration-mute-edit.ts';
import { parseConfiguration } from '../../src/lint/parse-configuration.ts';
import { CHECKS } from '../../src/tenant/assessment/registry.ts';
import { applyEdits } from '../../src/text/text-edit.ts';
import { documentOf } from './word-rule.ts';

const ID = '00000000-0000-4000-8000-00000000000a';
const NOW = new Date('2026-11-22T11:59:59Z');

function read(text: string, now?: Date) {
  const document = documentOf(text, 'keyless.yaml');
  const { mutes, findings } = parseConfiguration(document, [], now);
  return {
    document,
    mutes,
    plain: mutes.map(({ range: _, ...mute }) => mute),
    problems: findings.map(({ messageId, range }) => `${messageId}: ${document.source.slice(range)}`),
    messages: findings.map(({ message }) => message),
  };
}

function mute(parts: Partial<NewMute> = {}): NewMute {
  return { check: 'client-secret', identity: undefined, reason: 'Accepted.', until: undefined, ...parts };
}

function added(text: string, parts: Partial<NewMute> = {}): string | undefined {
  const edits = muteEdits(documentOf(text, 'keyless.yaml'), mute(parts));
  return edits && applyEdits(text, edits);
}

function removed(text: string, index = 0): string | undefined {
  const { document, mutes } = read(text);
  const found = mutes[index];
  if (!found) throw new Error('There is no such mute.');
  const edits = unmuteEdits(document, found);
  return edits && applyEdits(text, edits);
}

describe('the ids of checks that a configuration may name', () => {
  // keyless.yaml is read without the tenant: after adding a check, add its id to src/lint/check-ids.ts.
  it('are those of the checks there are, sorted', () => {
    expect(CHECK_IDS).toEqual(CHECKS.map(({ id }) => id).sort());
  });
});

describe('reading mutes', () => {
  it('knows check, identity, reason and end', () => {
    const { plain, problems } = read(
      `posture:\n  mute:\n    - check: client-secret\n      identity: ${ID.toUpperCase()}\n      reason: Legacy.\n      until: 2026-12-31\n    - {check: ownerless, reason: ' All of them. '}\n`,
      NOW,
    );
    expect(problems).toEqual([]);
    expect(plain).toEqual([
      { check: 'client-secret', identity: ID, reason: 'Legacy.', until: '2026-12-31' },
      { check: 'ownerless', identity: undefined, reason: 'All of them.', until: undefined },
    ]);
  });

  it.each(['posture:\n', 'posture:\n  mute:\n', 'posture: {mute: []}\n', ''])('finds none in %j', (text) => {
    expect(read(text, NOW)).toMatchObject({ mutes: [], problems: [] });
  });

  it.each([
    ['- check: client-secrt\n      reason: x', 'unknownCheck: client-secrt'],
    ['- check: __proto__\n      reason: x', 'unknownCheck: __proto__'],
    ['- check: client-secret', 'missingKey: check: client-secret'],
    ['- reason: x', 'missingKey: reason: x'],
    ['- {}', 'missingKey: {}'],
    ['- check: client-secret\n      reason: " "', 'wrongType: " "'],
    ['- check: client-secret\n      reason:', 'wrongType: reason:'],
    ['- check: client-secret\n      reason: 5', 'wrongType: 5'],
    ['- check: client-secret\n      reason: x\n      until: 2026-02-30', 'wrongType: 2026-02-30'],
    ['- check: client-secret\n      reason: x\n      until: tomorrow', 'wrongType: tomorrow'],
    ['- check: client-secret\n      reason: x\n      until: 20261231', 'wrongType: 20261231'],
    ['- check: client-secret\n      reason: x\n      untill: 2026-12-31', 'unknownKey: untill'],
    ['- check: client-secret\n      reason: x\n      identity: payments', 'wrongType: payments'],
    ['- check: client-secret\n      reason: x\n      reason: y', 'duplicateKey: reason'],
    ['- client-secret', 'wrongType: client-secret'],
    ['- check: [client-secret]\n      reason: x', 'wrongType: [client-secret]'],
    ['-', 'wrongType: -'],
  ])('marks the mistake in %j, which mutes nothing', (entry, problem) => {
    const { mutes, problems } = read(`posture:\n  mute:\n    ${entry}\n`);
    expect(problems).toContain(problem);
    // Of a key that is there twice, the first counts, as elsewhere in the file.
    expect(mutes).toHaveLength(problem.startsWith('duplicateKey') ? 1 : 0);
  });

  it('says what to do about a check that does not exist', () => {
    expect(read('posture:\n  mute:\n    - check: client-secrt\n      reason: x\n').messages).toEqual([
      'There is no check "client-secrt". Did you mean "client-secret"? The view Posture and `keyless assess --format json` list all of them.',
    ]);
  });

  it('marks one that has ended at its place, and only that', () => {
    const text =
      'posture:\n  mute:\n    - {check: ownerless, reason: x, until: 2026-11-20}\n    - {check: ownerless, reason: x, until: 2026-11-21}\n';
    expect(read(text, NOW).problems).toEqual(['expiredMute: {check: ownerless, reason: x, until: 2026-11-20}']);
    expect(read(text).problems).toEqual([]);
  });
});

describe('adding a mute', () => {
  it.each([
    ['', 'posture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    ['# Ours.\n', '# Ours.\n\nposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    ['# Ours.\n\n', '# Ours.\n\nposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    ['# Ours.', '# Ours.\n\nposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    ['\uFEFF', '\uFEFFposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    [
      'failOn: error\r\n',
      'failOn: error\r\nposture:\r\n  mute:\r\n    - check: client-secret\r\n      reason: Accepted.\r\n',
    ],
    [
      'failOn: error # why',
      'failOn: error # why\nposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.',
    ],
    ['{}\n', '{ posture: { mute: [{ check: client-secret, reason: Accepted. }] } }\n'],
    ['{failOn: error}\n', '{failOn: error, posture: { mute: [{ check: client-secret, reason: Accepted. }] }}\n'],
    [
      'failOn: error\n\nignore: [a]\n',
      'failOn: error\n\nignore: [a]\n\nposture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n',
    ],
    [
      'posture:\nfailOn: hint\n',
      'posture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\nfailOn: hint\n',
    ],
    ['posture: {} # x\n', 'posture: # x\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    [
      'rules:\n    ownerless: off\nposture:\n    mute:\n',
      'rules:\n    ownerless: off\nposture:\n    mute:\n        - check: client-secret\n          reason: Accepted.\n',
    ],
    [
      'posture:\n  mute: [] # none\n',
      'posture:\n  mute: # none\n    - check: client-secret\n      reason: Accepted.\n',
    ],
    ['posture:\n  mute: null\n', 'posture:\n  mute:\n    - check: client-secret\n      reason: Accepted.\n'],
    ['posture: {mute: []}\n', 'posture: {mute: [{ check: client-secret, reason: Accepted. }]}\n'],
    [
      'posture:\n  mute:\n  -   check: ownerless # a\n      reason: x # b\n\n# end\n',
      'posture:\n  mute:\n  -   check: ownerless # a\n      reason: x # b\n  -   check: client-secret\n      reason: Accepted.\n\n# end\n',
    ],
    [
      'posture:\n  mute: [{check: ownerless, reason: x}]\n',
      'posture:\n  mute: [{check: ownerless, reason: x}, { check: client-secret, reason: Accepted. }]\n',
    ],
    [
      'posture:\n  mute:\n    - check: ownerless\n      reason: |\n        long\nfailOn: hint\n',
      'posture:\n  mute:\n    - check: ownerless\n      reason: |\n        long\n    - check: client-secret\n      reason: Accepted.\nfailOn: hint\n',
    ],
  ])('to %j', (before, after) => {
    expect(added(before)).toBe(after);
  });

  it('writes identity and end', () => {
    expect(added('', { identity: ID, until: '2027-01-31' })).toBe(
      `posture:\n  mute:\n    - check: client-secret\n      identity: ${ID}\n      reason: Accepted.\n      until: 2027-01-31\n`,
    );
  });

  it.each(['42', 'true', 'null', '# not', 'a: b', '- x', "it's", 'tab\there', '{a}', ' @x', '💥', '2026-12-31'])(
    'quotes the reason %j where it must',
    (reason) => {
      expect(read(added('', { reason }) ?? '').plain).toEqual([mute({ reason: reason.trim() })]);
      expect(read(added('posture:\n  mute: [{check: client-secret, reason: x}]\n', { reason }) ?? '').plain).toEqual([
        mute({ reason: reason.trim() }),
      ]);
    },
  );

  it.each([
    ['until: 2026-01-01', { until: '2027-01-01' }, 'reason: Accepted. # why\n      until: 2027-01-01'],
    ['until: 2026-01-01', {}, 'reason: Accepted. # why'],
    [undefined, { until: '2027-01-01' }, 'reason: Accepted. # why\n      until: 2027-01-01'],
  ])('gives one of the same check and identity (%s) another reason and end %j', (until, parts, after) => {
    const text = `posture:\n  mute:\n    - check: client-secret\n      reason: Old. # why\n${until ? `      ${until}\n` : ''}    - check: ownerless\n      reason: x\n`;
    expect(added(text, parts)).toBe(
      `posture:\n  mute:\n    - check: client-secret\n      ${after}\n    - check: ownerless\n      reason: x\n`,
    );
  });

  it.each([
    'posture: 5\n',
    'posture:\n\tmute:\n',
    'a: [\n',
    '- a\n',
    'a: 1\n---\nb: 2\n',
    'posture:\n  mute: &a\n',
    'x\n',
  ])('leaves %j alone', (text) => {
    expect(added(text)).toBeUndefined();
  });
});

describe('removing a mute', () => {
  it.each([
    [0, '    # second\n    - check: ownerless\n      reason: y\n'],
    [1, '    - check: client-secret\n      reason: x # why\n    # second\n'],
  ])('%i of two takes its lines', (index, left) => {
    const text =
      'posture:\n  mute:\n    - check: client-secret\n      reason: x # why\n    # second\n    - check: ownerless\n      reason: y\nfailOn: hint\n';
    expect(removed(text, index)).toBe(`posture:\n  mute:\n${left}failOn: hint\n`);
  });

  it.each([
    ['failOn: hint\nposture:\n  mute:\n    - check: ownerless\n      reason: y\n', 'failOn: hint\n'],
    ['# ours\nposture:\n  mute:\n    - check: ownerless\n      reason: y\n', '# ours\n'],
    ['\uFEFFposture: {mute: [{check: ownerless, reason: y}]}\r\n', '\uFEFF'],
  ])('the only one takes what held it: %j', (before, after) => {
    expect(removed(before)).toBe(after);
  });
});

const anyMute = fc.record({
  check: fc.constantFrom(...CHECK_IDS.slice(0, 4)),
  identity: fc.option(fc.uuid(), { nil: undefined }),
  reason: fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .map((text) => `${text.replaceAll(/[\p{Cs}\p{Cc}]/gu, '')}x`.trim()),
  until: fc.option(fc.constantFrom('2026-12-31', '2027-02-28'), { nil: undefined }),
});

describe('any mutes', () => {
  it('are read as they were written, and removing them leaves the file as it was', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyMute, {
          minLength: 1,
          maxLength: 5,
          selector: ({ check, identity }) => `${check} ${identity}`,
        }),
        fc.constantFrom(
          'failOn: hint\n',
          '# ours\r\n\r\nfailOn: hint # x\r\nrules:\r\n    ownerless: off\r\n',
          '\uFEFFignore: [a]\n',
          'failOn: hint\n\nignore: [a]\n',
          '# ours\n',
        ),
        (mutes, start) => {
          let text: string = start;
          for (const each of mutes) text = added(text, each) ?? '';
          expect(read(text).plain).toEqual(mutes);
          expect(text.startsWith(start.trimEnd())).toBe(true);
          for (const _ of mutes) text = removed(text) ?? '';
          expect(text).toBe(start);
        },
      ),
      { numRuns: 60 },
    );
  });
});
