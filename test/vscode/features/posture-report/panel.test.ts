import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import { cellOf } from '../../../../src/tenant/assessment/figures/figure.ts';
import { reportBody } from '../../../../src/tenant/assessment/report/body.ts';
import { postureReport } from '../../../../src/tenant/assessment/report/report.ts';
import { messageBody, panelShell } from '../../../../src/vscode/features/posture-report/panel-page.ts';
import { PANEL_SCRIPT } from '../../../../src/vscode/features/posture-report/panel-script.ts';
import { IN_PANEL, LINKED_COMMANDS } from '../../../../src/vscode/features/posture-report/panel-target.ts';
import { demo } from '../../../emulator/demo-emulator.ts';
import { secret } from '../../../tenant/assessment/cases/parts.ts';
import { assessmentOf, NASTY, WHOLE } from '../../../tenant/assessment/hostile.ts';
import { guid, identity, inventory, NOW } from '../../../tenant/identities.ts';

const whole = postureReport(assess(demo, demo.identities, { now: Date.parse(demo.asOf), preset: 'microsoft' }));
const body = reportBody(whole, IN_PANEL).text;

function linksOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/href="([^"]*)"/g), ([, to]) => to ?? '');
}

describe('the page in the panel', () => {
  it('leads only to itself and to commands that the panel lets through', () => {
    const ids = Array.from(body.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    const bodies = [
      body,
      panelShell('n'),
      ...(['no-tenant', 'paused', 'reading', 'waiting'] as const).map((kind) => messageBody(kind).text),
    ];
    for (const link of bodies.flatMap(linksOf)) {
      if (link.startsWith('#')) expect(ids).toContain(link.slice(1));
      else expect(LINKED_COMMANDS).toContain(/^command:([\w.]+)(?:\?|$)/.exec(link)?.[1]);
    }
  });

  it('names with every mark the objects that its command finds', () => {
    const marks = Array.from(
      body.matchAll(
        /<a class="mark" href="command:keyless\.postureReport\.showObjects\?([^"]+)" aria-label="([^"]+)"/g,
      ),
    );
    expect(marks.length).toBeGreaterThan(40);
    for (const [, argument = '', label = ''] of marks) {
      const [key] = JSON.parse(decodeURIComponent(argument)) as [string];
      const found = cellOf(whole.figures, key);
      expect([
        key,
        label.endsWith(
          `: ${found?.cell.count} ${found?.cell.count === 1 ? found.figure.unit.one : found?.figure.unit.many}`,
        ),
      ]).toEqual([key, true]);
      expect(found?.cell.objects.length).toBeGreaterThan(0);
    }
    expect(cellOf(whole.figures, 'roll-out/weakest/none at all')).toBeUndefined();
    expect(cellOf(whole.figures, '')).toBeUndefined();
  });

  it('lets in its own style and script, and nothing else', () => {
    const shell = panelShell('abc123').replaceAll('&#39;', "'");
    expect(shell).toContain(
      "default-src 'none'; style-src 'nonce-abc123'; script-src 'nonce-abc123'; base-uri 'none'; form-action 'none'",
    );
    expect(shell.match(/<script /g)).toHaveLength(1);
    expect(shell).not.toMatch(/https?:|\ssrc=|\son\w+=|\sstyle=/);
    expect(body).not.toMatch(/<script|\ssrc=|\son\w+=|\sstyle=/);
    expect(() => new Script(PANEL_SCRIPT)).not.toThrow();
    expect(PANEL_SCRIPT).not.toContain('</');
  });

  it('shows names of a hostile tenant as text', () => {
    const text = reportBody(postureReport(assessmentOf(NASTY)), IN_PANEL).text;
    expect(text).not.toContain('<img');
    expect(linksOf(text).filter((link) => /["<>\s]/.test(link))).toEqual([]);
  });

  it('is no larger for a large tenant', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      identity({
        clientId: guid(1_000 + index),
        applicationId: guid(100_000 + index),
        displayName: `${index} ${'界'.repeat(250)}`,
        keyCredentials: [secret()],
      }),
    );
    const large = assess(inventory(many, { sections: WHOLE }), many, { now: NOW, preset: 'microsoft' });
    const text = reportBody(postureReport(large), IN_PANEL).text;
    expect(Buffer.byteLength(text)).toBeLessThan(300_000);
    expect(text).toContain('more are not listed here.');
    expect(text).toContain('Choose among all 20,000');
  });
});
