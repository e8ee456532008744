import { describe, expect, it } from 'vitest';
import {
  type AssessmentOptions,
  assess,
  type CheckResult,
  type Outcome,
} from '../../../src/tenant/assessment/assess.ts';
import type { Check, CheckContext } from '../../../src/tenant/assessment/check.ts';
import { THRESHOLDS } from '../../../src/tenant/assessment/presets.ts';
import { CHECKS, checkCalled } from '../../../src/tenant/assessment/registry.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import { SECTIONS, type SectionName, type SectionProblem, type Sections } from '../../../src/tenant/model/section.ts';
import { NOW } from '../identities.ts';
import { CASES } from './cases/cases.ts';
import { type Case, inventoryOf } from './cases/parts.ts';

const READ: Sections = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: '2026-11-20T06:00:00Z' }]));

function tenantOf(each: Case, sections: Sections = READ): Inventory {
  return { ...inventoryOf(each), sections };
}

function judge(check: Check, tenant: Inventory, options: Partial<AssessmentOptions> = {}): CheckResult {
  const { results } = assess(tenant, tenant.identities, { now: NOW, preset: 'microsoft', checks: [check], ...options });
  if (!results[0]) throw new Error('Every check has a result.');
  return results[0];
}

function outcomeOf({ counts }: CheckResult): Outcome | undefined {
  return (Object.keys(counts) as Outcome[]).find((outcome) => counts[outcome] > 0);
}

function without(sections: readonly SectionName[], problem: SectionProblem): Sections {
  return { ...READ, ...Object.fromEntries(sections.map((name) => [name, { problem }])) };
}

it('has cases for every check, and every case is of a check', () => {
  expect(Object.keys(CASES).sort()).toEqual(CHECKS.map(({ id }) => id).sort());
});

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const { fail = [], pass = [], notApplicable = [], unknown = [] } = CASES[id] ?? {};

  it.each(fail.map((each, index) => [index, each] as const))('fails for what is wrong (%d)', (_, each) => {
    const result = judge(check, tenantOf(each));
    expect(outcomeOf(result)).toBe('fail');
    expect(result.failures[0]?.message).toMatch(/^[^\s].*[.`]$/s);
    expect(result.failures[0]?.message).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(pass.map((each, index) => [index, each] as const))('passes what is right (%d)', (_, each) => {
    expect(outcomeOf(judge(check, tenantOf(each)))).toBe('pass');
  });

  it.each(notApplicable.map((each, index) => [index, each] as const))('leaves the rest alone (%d)', (_, each) => {
    expect(outcomeOf(judge(check, tenantOf(each)))).toBe('not-applicable');
  });

  it.each(unknown.map((each, index) => [index, each] as const))('does not guess (%d)', (_, each) => {
    expect(outcomeOf(judge(check, tenantOf(each)))).toBe('unknown');
  });

  const parts = [...check.needs, ...(check.uses ?? [])];

  it.each(parts)('names the permission without %s, and passes nothing', (section) => {
    const problem = { kind: 'permission', needs: ['Some.Read.All', 'Other.Read.All'] } as const;
    const result = judge(check, tenantOf(pass[0] ?? {}, without([section], problem)));
    expect(outcomeOf(result)).toBe('not-permitted');
    expect(result.gap).toMatchObject({ section, needs: problem.needs });
    expect(result.gap?.text).toContain('Some.Read.All or Other.Read.All');
  });

  it.each(parts)('names the licence without %s', (section) => {
    const problem = { kind: 'licence', needs: ['Microsoft Entra Workload ID Premium'] } as const;
    const result = judge(check, tenantOf(pass[0] ?? {}, without([section], problem)));
    expect(outcomeOf(result)).toBe('not-licensed');
    expect(result.gap?.text).toContain('Microsoft Entra Workload ID Premium');
  });

  it('passes nothing where nothing was read', () => {
    expect(outcomeOf(judge(check, tenantOf(pass[0] ?? {}, {})))).toBe('unknown');
  });
});

describe('thresholds', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))('%s compares with those that it says', (id, check) => {
    const { fail = [], pass = [], notApplicable = [] } = CASES[id] ?? {};
    const asked = new Set<string>();
    // Whatever a check asks of its preset is seen, as every number may be replaced.
    const thresholds = new Proxy(THRESHOLDS.microsoft, {
      get(target, name) {
        asked.add(String(name));
        return Reflect.get(target, name);
      },
    });
    for (const each of [...fail, ...pass, ...notApplicable]) {
      const { judge: original } = check;
      const watching = {
        ...check,
        judge: (subject: never, context: CheckContext) => original(subject, { ...context, thresholds }),
      } as Check;
      judge(watching, tenantOf(each));
    }
    expect([...asked].sort()).toEqual([...(check.thresholds ?? [])].sort());
  });
});

describe('parts that are not needed', () => {
  const check = checkCalled('privileged-secret');
  const [roles] = CASES['privileged-secret']?.fail.slice(1) ?? [];
  const problem = { kind: 'role', needs: ['Reader'] } as const;

  it('do not hide what the others show', () => {
    expect(check && roles && outcomeOf(judge(check, tenantOf(roles, without(['azure-roles'], problem))))).toBe('fail');
  });

  it('count for one identity alone, too', () => {
    const [right] = CASES['privileged-secret']?.pass ?? [];
    if (!check || !right?.identity) throw new Error('There is such a case.');
    const partly = { identity: { ...right.identity, problems: { 'azure-roles': problem } } };
    expect(outcomeOf(judge(check, tenantOf(partly)))).toBe('not-permitted');
  });
});

it('does not take half of a reading for the whole', () => {
  const check = checkCalled('ownerless');
  const sections: Sections = {
    ...READ,
    owners: { asOf: '2026-11-20T06:00:00Z', problem: { kind: 'incomplete', needs: [] } },
  };
  const [wrong] = CASES['ownerless']?.fail ?? [];
  expect(check && wrong && outcomeOf(judge(check, tenantOf(wrong, sections)))).toBe('unknown');
});

it('judges by an earlier reading where the last one failed', () => {
  const check = checkCalled('ownerless');
  const sections: Sections = {
    ...READ,
    owners: { asOf: '2026-11-19T06:00:00Z', problem: { kind: 'failed', needs: [] } },
  };
  const [wrong] = CASES['ownerless']?.fail ?? [];
  expect(check && wrong && outcomeOf(judge(check, tenantOf(wrong, sections)))).toBe('fail');
});

describe('presets', () => {
  const year = { identity: CASES['certificate-lifetime']?.fail[0]?.identity };

  it.each([
    ['microsoft', 'fail'],
    ['cis', 'fail'],
    ['cisa', 'fail'],
  ] as const)('%s: a certificate of 366 days is a %s', (preset, expected) => {
    const check = checkCalled('certificate-lifetime');
    expect(check && outcomeOf(judge(check, tenantOf(year as Case), { preset }))).toBe(expected);
  });

  it('differ in what they allow for certificates, and bow to own thresholds', () => {
    const check = checkCalled('policy-certificate-lifetime');
    const [policy] = CASES['policy-certificate-lifetime']?.fail ?? [];
    if (!check || !policy) throw new Error('There is such a case.');
    expect(outcomeOf(judge(check, tenantOf(policy), { preset: 'cisa' }))).toBe('pass');
    const thresholds = { certificateLifetimeDays: 90 };
    expect(outcomeOf(judge(check, tenantOf(policy), { preset: 'cisa', thresholds }))).toBe('fail');
  });
});

describe('the registry', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))('says of %s what people need', (id, check) => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [check.why, check.fix]) expect(text).toMatch(/^[A-Z].*\.$/s);
    expect(check.references.length).toBeGreaterThan(0);
    for (const reference of check.references) {
      expect(reference).toMatch(
        /^(?:RMI_\d{3}|DS_\d{3}|AI_\d{3}|ZTA\.\d{5}|CIS\.M365(?:\.\d+)+|CISA\.MS\.AAD\.5\.\d|MT\.\d{4}|Entra\.\w+)$/,
      );
    }
    expect(check.needs.length).toBeGreaterThan(0);
  });

  it('has each id once, and covers the items of the Zero Trust Workshop', () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const references = new Set(CHECKS.flatMap((check) => check.references));
    const items = [
      'RMI_064',
      'RMI_069',
      'RMI_070',
      'RMI_071',
      'DS_030',
      'DS_066',
      'DS_074',
      'DS_075',
      'DS_085',
      'DS_123',
      'DS_133',
    ];
    expect(items.filter((item) => !references.has(item))).toEqual([]);
  });
});
