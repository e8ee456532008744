import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withRulesTable } from '../../scripts/readme.mts';
import { RULES } from '../../src/rules/registry.ts';
import { ROOT } from './source-imports.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('README.md', () => {
  it('lists the rules there are (npm run readme writes them)', () => {
    expect(readme).toBe(withRulesTable(readme));
    for (const { id } of RULES) expect(readme).toContain(`docs/rules/${id}.md`);
  });

  it('links only files of the repository that exist', () => {
    const links = Array.from(readme.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g), ([, target]) => target ?? '');
    const local = links.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.length).toBeGreaterThan(RULES.length);
    expect(local.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });

  it('shows pictures, each with a description', () => {
    const pictures = [...readme.matchAll(/!\[([^\]]*)\]\((media\/[^)]+\.png)\)/g)];
    expect(pictures.length).toBeGreaterThanOrEqual(2);
    expect(pictures.filter(([, description]) => (description ?? '').length < 20)).toEqual([]);
  });
});
