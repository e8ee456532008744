import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import { assessmentJson } from '../../../src/tenant/assessment/report/json.ts';
import { assessmentSarif } from '../../../src/tenant/assessment/report/sarif.ts';
import { failuresBySeverity } from '../../../src/tenant/assessment/report/summary.ts';
import { assessmentText } from '../../../src/tenant/assessment/report/text.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { assessmentOf, NASTY } from './hostile.ts';

const TOOL = { version: '1.2.3', projectUrl: 'https://example.test/keyless', file: 'my snapshots/tenant.json' };
const whole = assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' });
const failureCount = Object.values(failuresBySeverity(whole)).reduce((sum, count) => sum + count, 0);

const hostileAssessment = assessmentOf(NASTY);

describe('SARIF', () => {
  const file = join(import.meta.dirname, '../../lint/fixtures/sarif-schema-2.1.0.json');
  const schema = JSON.parse(
    readFileSync(file, 'utf8')
      .replace('"http://json-schema.org/draft-04/schema#"', '"http://json-schema.org/draft-07/schema#"')
      .replace(/^(\s*)"id":/m, '$1"$id":'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  it.each([
    ['the demo tenant', whole],
    ['a hostile tenant', hostileAssessment],
  ])('is valid for %s', (_, assessment) => {
    validate(JSON.parse(assessmentSarif(assessment, TOOL)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is valid whatever names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        validate(JSON.parse(assessmentSarif(assessmentOf(name), TOOL)));
        expect(validate.errors ?? []).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('would not be valid with anything wrong', () => {
    expect(validate({ ...JSON.parse(assessmentSarif(whole, TOOL)), version: '2.0.0' })).toBe(false);
  });

  it('has a rule for every check and a result for every failure, each with a fingerprint of its own', () => {
    const { runs } = JSON.parse(assessmentSarif(whole, TOOL)) as Log;
    const [run] = runs;
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    expect(run?.results).toHaveLength(failureCount);
    for (const { ruleId, ruleIndex = -1 } of run?.results ?? []) expect(CHECKS[ruleIndex]?.id).toBe(ruleId);
    const fingerprints = run?.results?.map(({ partialFingerprints }) => partialFingerprints?.['keyless/v1']);
    expect(new Set(fingerprints).size).toBe(failureCount);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.length).toBeGreaterThan(1);
    const [location] = run?.results?.[0]?.locations ?? [];
    expect(location?.physicalLocation?.artifactLocation?.uri).toBe('my%20snapshots/tenant.json');
  });
});

describe('text and JSON', () => {
  it('list what fails, shortened on request', () => {
    const all = assessmentText(whole, { limit: undefined });
    const short = assessmentText(whole, { limit: 1 });
    expect(all).not.toContain('more\n    ...');
    expect(short).toMatch(/\.\.\. and \d+ more/);
    expect(short.length).toBeLessThan(all.length);
    expect(all).toContain('Not decided');
    expect(all).toMatch(/Failures: \d+ critical, \d+ high, \d+ medium, \d+ low\.\n$/);
  });

  it('keep a name on its line, and control sequences out of the terminal', () => {
    const text = assessmentText(hostileAssessment, { limit: undefined });
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    expect(text.split('\n').some((line) => line.startsWith('# d'))).toBe(false);
  });

  it('say that nothing fails', () => {
    expect(assessmentText({ ...whole, results: [] }, { limit: 1 })).toMatch(/Failures: nothing fails\.\n$/);
  });

  it('hold everything for programs', () => {
    const report = JSON.parse(assessmentJson(whole, '1.2.3')) as {
      checks: { counts: { fail: number }; failures: unknown[] }[];
      thresholds: object;
      scores: unknown[];
      figures: { id: string }[];
      trend: { points: unknown[] };
    };
    expect(report.checks).toHaveLength(CHECKS.length);
    expect(report.checks.every(({ counts, failures }) => counts.fail === failures.length)).toBe(true);
    expect(report.thresholds).toEqual(whole.thresholds);
    expect(report.scores).toHaveLength(whole.scores.length);
    expect(report.figures.map(({ id }) => id)).toEqual([
      'roll-out',
      'secret-expiry',
      'credential-kinds',
      'trust-breadth',
      'roles',
      'conditional-access',
      'failures',
    ]);
    expect(report.trend.points).toEqual([
      expect.objectContaining({ strengths: whole.strengths, identities: whole.identityCount }),
    ]);
  });
});
