import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import { assessmentHtml } from '../../../src/tenant/assessment/report/html.ts';
import { assessmentJson } from '../../../src/tenant/assessment/report/json.ts';
import { MAX_LISTED } from '../../../src/tenant/assessment/report/limits.ts';
import { assessmentMarkdown } from '../../../src/tenant/assessment/report/markdown.ts';
import { assessmentSarif } from '../../../src/tenant/assessment/report/sarif.ts';
import { STYLE, STYLE_HASH } from '../../../src/tenant/assessment/report/style.ts';
import { failuresBySeverity } from '../../../src/tenant/assessment/report/summary.ts';
import { assessmentText } from '../../../src/tenant/assessment/report/text.ts';
import { SECTIONS } from '../../../src/tenant/model/section.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';
import { day, secret } from './cases/parts.ts';

const TOOL = { version: '1.2.3', projectUrl: 'https://example.test/keyless', file: 'my snapshots/tenant.json' };
const whole = assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' });
const failureCount = Object.values(failuresBySeverity(whole)).reduce((sum, count) => sum + count, 0);

/** A tenant whose people give names that are markup, table rows and links. */
const NASTY = '<img src=x onerror=alert(1)> | [a](javascript:b) `c`\r\n# d \u001b[31m "e" \'f\' & ${g}';
const sections = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: day(0) }]));
const hostile = inventory(
  [identity({ applicationId: guid(2), displayName: NASTY, keyCredentials: [secret({ displayName: NASTY })] })],
  { sections, tenant: { id: guid(9), displayName: NASTY, cloud: 'public' } },
);
const hostileAssessment = assess(hostile, hostile.identities, { now: NOW, preset: 'microsoft' });

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

describe('the page', () => {
  const page = assessmentHtml(whole);

  it('runs nothing and loads nothing, and its policy says so', () => {
    expect(page).toContain(
      `content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(STYLE_HASH).toBe(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
    expect(page).not.toMatch(/<script|<link|<iframe|<img|\son\w+=|\sstyle=|javascript:|\ssrc=|url\(/i);
    expect(Array.from(page.matchAll(/href="([^"]*)"/g), ([, to]) => to).every((to) => to?.startsWith('#'))).toBe(true);
  });

  it('follows the theme and high contrast, and can be read without seeing the bars', () => {
    for (const feature of [
      'color-scheme:light dark',
      'prefers-color-scheme:dark',
      'prefers-contrast:more',
      'forced-colors:active',
    ]) {
      expect(STYLE).toContain(feature);
    }
    const charts = Array.from(page.matchAll(/<svg role="img" aria-label="([^"]*)"/g), ([, label]) => label);
    expect(charts).toHaveLength(2);
    expect(charts[0]).toMatch(/^Failures by severity: critical \d+, high \d+, medium \d+, low \d+$/);
  });

  it('closes what it opens, has each id once, and links only to what is there', () => {
    for (const element of ['section', 'details', 'table', 'tr', 'td', 'ul', 'li', 'svg', 'div', 'code', 'p']) {
      const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
      expect([element, count(new RegExp(`<${element}[ >]`, 'g'))]).toEqual([
        element,
        count(new RegExp(`</${element}>`, 'g')),
      ]);
    }
    const ids = Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, to] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
  });

  it('shows names as text', () => {
    const hostilePage = assessmentHtml(hostileAssessment);
    expect(hostilePage).not.toContain('<img');
    expect(hostilePage).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(hostilePage).toContain('&quot;e&quot; &#39;f&#39; &amp;');
  });

  it('has an end where very many fail', () => {
    const many = Array.from({ length: MAX_LISTED + 5 }, (_, index) =>
      identity({ clientId: guid(1_000 + index), applicationId: guid(100_000 + index), displayName: `app ${index}` }),
    );
    const checks = CHECKS.filter(({ id }) => id === 'ownerless');
    const large = assess(inventory(many, { sections }), many, { now: NOW, preset: 'microsoft', checks });
    expect(assessmentHtml(large)).toContain('5 more are in the JSON report.');
    expect(assessmentMarkdown(large)).toContain('5 more are in the JSON report.');
    expect(assessmentHtml(large).match(/<tr>/g)?.length).toBeLessThan(MAX_LISTED + 10);
  });
});

describe('Markdown', () => {
  it('lets names make no markup, links or rows', () => {
    const text = assessmentMarkdown(hostileAssessment);
    expect(text).not.toMatch(/<img|[^\\]\[a\]|\n# d/);
    const rows = text.split('\n').filter((line) => line.includes('img src'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows.filter((line) => line.startsWith('|'))) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
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
    };
    expect(report.checks).toHaveLength(CHECKS.length);
    expect(report.checks.every(({ counts, failures }) => counts.fail === failures.length)).toBe(true);
    expect(report.thresholds).toEqual(whole.thresholds);
    expect(report.scores).toHaveLength(whole.scores.length);
  });
});
