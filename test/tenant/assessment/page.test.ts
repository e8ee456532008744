import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS_PAGE, checksPage } from '../../../scripts/checks-page.mts';
import { assessIdentity } from '../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import { SCORE_WEIGHTS } from '../../../src/tenant/assessment/score.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';
import { secret } from './cases/parts.ts';

const page = readFileSync(CHECKS_PAGE, 'utf8');

describe('docs/checks.md', () => {
  it('is what npm run checks-page writes', () => {
    expect(page).toBe(checksPage());
  });

  it.each(CHECKS.map((check) => [check.id, check] as const))('tells all of %s', (id, check) => {
    const start = page.indexOf(`\n### ${id}\n`);
    const section = page.slice(start, page.indexOf('\n#', start + 5));
    expect(page).toContain(`(#${id})`);
    for (const text of [check.title, check.why, check.fix, ...check.references, ...check.needs]) {
      expect(section).toContain(text);
    }
    expect(section.includes('Licence: none')).toBe(!check.needsLicence);
    for (const name of check.thresholds ?? []) expect(section).toContain(`\`${name}\``);
  });

  it('has every weight of the score, and an example that comes out as it says', () => {
    for (const name of Object.keys(SCORE_WEIGHTS)) expect(page).toMatch(new RegExp(`\\| \`${name}\` \\| .* \\| .*\\d`));
    const one = identity({
      applicationPermissions: [{ resourceId: guid(60), appRoleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9' }],
      keyCredentials: [secret()],
    });
    const { score } = assessIdentity(inventory([one]), one, { now: NOW, preset: 'microsoft' });
    expect(page).toContain(`= ${score.points}.`);
  });

  it('is linked from README.md', () => {
    expect(readFileSync(new URL('../README.md', CHECKS_PAGE), 'utf8')).toContain('(docs/checks.md)');
  });
});
