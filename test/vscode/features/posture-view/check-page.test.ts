import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import { CHECKS } from '../../../../src/tenant/assessment/registry.ts';
import { SnapshotSource } from '../../../../src/tenant/store/snapshot-source.ts';
import { checkPage } from '../../../../src/vscode/features/posture-view/check-page.ts';
import type { Posture } from '../../../../src/vscode/infrastructure/tenant/posture.ts';
import { muted } from '../../../../src/vscode/infrastructure/tenant/posture-assessment.ts';
import type { MuteInFile } from '../../../../src/vscode/infrastructure/tenant/posture-mutes.ts';
import { demo } from '../../../emulator/demo-emulator.ts';

const source = new SnapshotSource(demo);
const everything = assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' });

function postureOf(name: string, mutes: readonly Partial<MuteInFile>[] = []): Posture {
  const list = mutes as readonly MuteInFile[];
  return { name, source, mutes: list, ...muted(everything, list, source) };
}

const pageOf = (id: string, posture?: Posture) => checkPage(id, posture, (section) => `the ${section}`);

describe('the page of a check', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))(
    'of %s says why, how, from what and who asks',
    (id, check) => {
      const page = pageOf(id);
      for (const text of [`# ${check.title}\n`, check.why, check.fix, `\`${id}\``]) expect(page).toContain(text);
      for (const part of [...check.needs, ...(check.uses ?? [])]) expect(page).toContain(`| the ${part} | `);
      for (const reference of check.references) expect(page).toContain(`- \`${reference}\``);
      expect(page).not.toContain('undefined');
    },
  );

  it('says what it came to in the tenant that is open', () => {
    expect(pageOf('client-secret', postureOf('Contoso'))).toMatch(/\n## In Contoso\n\n\d+ failed, \d+ passed/);
    expect(pageOf('client-secret')).not.toContain('## In');
  });

  it('names the permission that is missing, and the reason of a mute', () => {
    const refused = everything.results.find(({ gap }) => gap?.outcome === 'not-permitted');
    const page = pageOf(refused?.check.id ?? '', postureOf('Contoso'));
    expect(page).toContain(refused?.gap?.needs[0]);
    const mute = { check: 'client-secret', reason: 'Known, *see* the plan', until: '2099-12-31' };
    expect(pageOf('client-secret', postureOf('Contoso', [mute]))).toContain(
      'Muted until 2099-12-31: Known, \\*see\\* the plan',
    );
  });

  it('lets names of the tenant make no markup', () => {
    expect(pageOf('client-secret', postureOf('[x](command:evil)\n# y'))).toContain(
      '## In \\[x\\](command:evil) \\# y\n',
    );
  });

  it('says that there is no such check', () => {
    expect(pageOf('../../secrets')).toBe('# There is no such check\n');
  });
});
