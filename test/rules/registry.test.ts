import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_RULES } from '../../src/lint/engine-rules.ts';
import { RULES } from '../../src/rules/registry.ts';
import { testRule } from './rule-tester.ts';

const FIXTURES = import.meta.dirname;
const ROOT = join(FIXTURES, '../..');
/** Folders of tests that are about several rules. */
const SHARED = ['catalogue', 'federation', 'golden'];

describe('the list of rules', () => {
  const ids = RULES.map((rule) => rule.id);
  const engineIds = ENGINE_RULES.map((rule) => rule.id);

  it('is sorted and names each rule once', () => {
    expect(ids).toEqual([...new Set([...ids, ...engineIds])].filter((id) => !engineIds.includes(id)).sort());
    expect(engineIds).toEqual([...engineIds].sort());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s lies in the file of its name', async (id, rule) => {
    const module = (await import(join(ROOT, 'src/rules', `${id}.ts`))) as Record<string, unknown>;
    expect(Object.values(module)).toContain(rule);
  });

  it.each(RULES.map((rule) => rule.id))('%s has fixtures', (id) => {
    expect(existsSync(join(FIXTURES, id))).toBe(true);
  });

  it.each([...RULES, ...ENGINE_RULES].map((rule) => [rule.id, rule] as const))(
    '%s has a page with its title',
    (id, rule) => {
      const page = readFileSync(join(ROOT, 'docs/rules', `${id}.md`), 'utf8');
      expect(page.split('\n')[0]).toBe(`# ${rule.title}`);
    },
  );

  it('has a rule for each page and each fixture folder', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual([...ids, ...engineIds].sort().map((id) => `${id}.md`));
    const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).filter((name) => ![...ids, ...SHARED].includes(name))).toEqual([]);
  });
});

for (const rule of RULES) testRule(rule, FIXTURES);
