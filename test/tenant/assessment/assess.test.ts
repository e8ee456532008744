import { describe, expect, it } from 'vitest';
import { assess, assessIdentity, OUTCOMES, TOP_SCORES, worstSeverity } from '../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import { ASSESSMENT_SEVERITIES } from '../../../src/tenant/assessment/severity.ts';
import { SECTIONS } from '../../../src/tenant/model/section.ts';
import { rollOut } from '../../../src/tenant/model/strength.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';
import { certificate, day, expression, secret, trust } from './cases/parts.ts';

const OPTIONS = { now: Date.parse(demo.asOf), preset: 'microsoft' } as const;
const whole = assess(demo, demo.identities, OPTIONS);
const sections = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: day(0) }]));

function scoreOf(parts: Parameters<typeof identity>[0]) {
  const one = identity(parts);
  return assessIdentity(inventory([one], { sections }), one, { now: NOW, preset: 'microsoft' }).score;
}

describe('a whole tenant', () => {
  it('has a result for every check, which counts every object once', () => {
    expect(whole.results.map(({ check }) => check.id)).toEqual(CHECKS.map(({ id }) => id));
    for (const { check, counts, failures } of whole.results) {
      const objects = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
      expect([check.id, objects]).toEqual([check.id, check.about === 'tenant' ? 1 : demo.identities.length]);
      expect(failures).toHaveLength(counts.fail);
    }
  });

  it('is judged like each of its identities alone', () => {
    const known = new Set(demo.identities.map(({ servicePrincipalId }) => servicePrincipalId));
    const options = { ...OPTIONS, hasServicePrincipal: (objectId: string) => known.has(objectId) };
    for (const one of demo.identities) {
      for (const { check, outcome, failing } of assessIdentity(demo, one, options).outcomes) {
        const failures = whole.results.find((result) => result.check === check)?.failures ?? [];
        const failure = failures.find(({ clientId }) => clientId === one.clientId);
        expect([check.id, outcome === 'fail', failing?.message]).toEqual([
          check.id,
          failure !== undefined,
          failure?.message,
        ]);
      }
    }
  });

  it('lists failures worst first, then by name', () => {
    for (const { failures } of whole.results) {
      const keys = failures.map(
        ({ severity, displayName }) => `${ASSESSMENT_SEVERITIES.indexOf(severity)} ${displayName}`,
      );
      expect(keys).toEqual([...keys].sort());
    }
    expect(worstSeverity(whole)).toBe('critical');
  });

  it('counts credentials as the roll-out does', () => {
    expect(whole.strengths).toEqual(rollOut(demo.identities, OPTIONS.now).byStrength);
  });

  it('is the same whatever the order of its identities', () => {
    const { results, scores } = assess(demo, demo.identities.toReversed(), OPTIONS);
    expect(results.map(({ failures }) => failures)).toEqual(whole.results.map(({ failures }) => failures));
    expect(scores).toEqual(whole.scores);
  });

  it('with nothing in it fails for the tenant alone', () => {
    const empty = assess(inventory([], { sections }), [], { now: NOW, preset: 'cis' });
    expect(
      empty.results.filter(({ failures }) => failures.length > 0).every(({ check }) => check.about === 'tenant'),
    ).toBe(true);
    expect(empty.scores).toEqual([]);
    expect(worstSeverity({ ...empty, results: [] })).toBeUndefined();
  });

  it('never names a key or token that is not an id or a name', () => {
    const text = JSON.stringify(whole.results.flatMap(({ failures }) => failures));
    for (const { hint } of demo.identities.flatMap(({ keyCredentials }) => keyCredentials)) {
      if (hint !== undefined) expect(text).not.toContain(`"${hint}"`);
    }
  });
});

describe('the demo tenant', () => {
  // What is muted is up to a configuration.
  it.each(OUTCOMES.filter((outcome) => outcome !== 'muted'))('shows the outcome %s', (outcome) => {
    expect(whole.results.some(({ counts }) => counts[outcome] > 0)).toBe(true);
  });

  it.each(ASSESSMENT_SEVERITIES)('shows the severity %s', (severity) => {
    expect(whole.results.some(({ failures }) => failures.some((failure) => failure.severity === severity))).toBe(true);
  });
});

describe('the score', () => {
  const takeover = [{ resourceId: guid(60), appRoleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9' }];

  it('is the sum of its parts', () => {
    expect(whole.scores.length).toBeGreaterThan(5);
    for (const { points, parts } of whole.scores) {
      expect(points).toBe(parts.reduce((sum, part) => sum + part.points, 0));
    }
  });

  it('orders ways to sign in by how easily they are stolen', () => {
    const points = [
      { keyCredentials: [secret()] },
      { keyCredentials: [certificate()] },
      { federatedCredentials: [trust('repo:contoso/app:environment:production')] },
      {},
    ].map((parts) => scoreOf({ ...parts, applicationPermissions: takeover }).points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(new Set(points).size).toBe(4);
  });

  it('counts a trust that strangers match for more than a secret', () => {
    const broad = scoreOf({
      federatedCredentials: [expression("claims['sub'] matches 'repo:contoso*'")],
      applicationPermissions: takeover,
    });
    expect(broad.points).toBeGreaterThan(
      scoreOf({ keyCredentials: [secret()], applicationPermissions: takeover }).points,
    );
  });

  it('leaves out what has ended, and identities of Microsoft', () => {
    expect(scoreOf({ keyCredentials: [secret({ end: day(-1) })] })).toEqual({ points: 0, parts: [] });
    expect(scoreOf({ ownership: 'microsoft', applicationPermissions: takeover }).points).toBe(0);
  });

  it('names lifetime, others, openness and risk', () => {
    const { parts } = scoreOf({
      audience: 'AzureADMultipleOrgs',
      keyCredentials: [secret({ start: day(-900), end: day(900) })],
      risk: { level: 'high', state: 'at-risk', detections: [] },
    });
    expect(parts.map(({ label }) => label)).toEqual([
      '1 client secret',
      'Credentials issued for years',
      'Open to other tenants',
      'At risk (Entra ID Protection)',
    ]);
  });

  it('is kept for the highest only', () => {
    const many = Array.from({ length: 350 }, (_, index) =>
      identity({
        clientId: guid(1_000 + index),
        keyCredentials: Array.from({ length: 1 + (index % 7) }, () => secret()),
      }),
    );
    const { scores } = assess(inventory(many, { sections }), many, { now: NOW, preset: 'microsoft' });
    expect(scores).toHaveLength(TOP_SCORES);
    expect(scores.map(({ points }) => points)).toEqual([...Array(50).fill(21), ...Array(50).fill(18)]);
  });
});
