import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import { withMutes } from '../../../../src/tenant/assessment/mute.ts';
import { assessmentHtml } from '../../../../src/tenant/assessment/report/html.ts';
import { trendPointOf } from '../../../../src/tenant/assessment/report/judge-snapshot.ts';
import { FILE_STYLE, FILE_STYLE_HASH } from '../../../../src/tenant/assessment/report/style.ts';
import { demo } from '../../../emulator/demo-emulator.ts';
import { guid, identity, inventory, NOW } from '../../identities.ts';
import { secret } from '../cases/parts.ts';
import { assessmentOf, NASTY, WHOLE } from '../hostile.ts';

const options = { now: Date.parse(demo.asOf), preset: 'microsoft' } as const;
const whole = assess(demo, demo.identities, options);
const page = assessmentHtml(whole);
const saved = {
  points: [1, 2, 3].map((month) => ({
    ...trendPointOf({ ...demo, asOf: `2026-0${month}-01T00:00:00Z` }, { preset: 'microsoft' }),
    name: `${month}.json`,
  })),
  problems: [{ name: 'bad.json', message: 'The snapshot is not valid JSON.' }],
};

/** The elements of a page, as a tokenizer sees them. */
function tagsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/<\/?([a-z][a-z0-9]*)/gi), ([, name]) => (name ?? '').toLowerCase());
}

function idsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/ id="([^"]*)"/g), ([, id]) => id ?? '');
}

function expectSound(text: string): void {
  const opened = new Map<string, number>();
  for (const [, slash, name = '', self] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*?(\/?)>/gi)) {
    if (self === '' && !['meta', 'br'].includes(name)) opened.set(name, (opened.get(name) ?? 0) + (slash ? -1 : 1));
  }
  expect([...opened].filter(([, left]) => left !== 0)).toEqual([]);
  const ids = idsOf(text);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const links = Array.from(text.matchAll(/href="([^"]*)"/g), ([, to]) => to ?? '');
  expect(links.filter((to) => !to.startsWith('#') || !ids.includes(to.slice(1)))).toEqual([]);
}

describe('the page in a file', () => {
  it('runs nothing and loads nothing, and its policy says so', () => {
    expect(page.replaceAll('&#39;', "'")).toContain(
      `content="default-src 'none'; style-src '${FILE_STYLE_HASH}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(FILE_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(FILE_STYLE).digest('base64')}`);
    expect(page).toContain(`<style>${FILE_STYLE}</style>`);
    expect(page).not.toMatch(/<script|<link|<iframe|<img|\son\w+=|\sstyle=|javascript:|\ssrc=|url\((?!#)/i);
  });

  it('closes what it opens, has each id once, and leads only to what is in it', () => {
    expectSound(page);
    expectSound(assessmentHtml(whole, saved));
  });

  it('follows the theme and high contrast', () => {
    for (const feature of [
      'color-scheme:light dark',
      'prefers-color-scheme:dark',
      'prefers-contrast:more',
      'forced-colors:active',
    ]) {
      expect(FILE_STYLE).toContain(feature);
    }
  });

  it('says every chart in words and as a table', () => {
    const figures = [
      ...page.matchAll(/<figure id="figure-([^"]+)" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/g),
    ];
    expect(figures.map(([, id]) => id)).toEqual([...whole.figures.map(({ id }) => id), 'failures', 'trend']);
    for (const [, id, title, words] of figures) {
      expect(idsOf(page)).toEqual(expect.arrayContaining([title, words, `data-${id}`]));
    }
    const secrets = whole.strengths['client-secret'];
    expect(page).toContain(`id="words-roll-out">Weakest: ${secrets} client secret, `);
    expect(page).toContain(`aria-label="Weakest, client secret: ${secrets} identities"`);
  });

  it('leads from every mark to exactly the objects behind it', () => {
    const marks = [...page.matchAll(/<a class="mark" href="#(objects-[^"]+)" aria-label="([^"]+)"/g)];
    expect(marks.length).toBeGreaterThan(40);
    for (const [, id, label] of marks) {
      const [, section = ''] = page.split(` id="${id}" `);
      const list = section.slice(0, section.indexOf('</section>'));
      expect(list).toContain(label);
      const listed = list.match(/<li>/g)?.length ?? 0;
      const objects = / on (\d+) identit/.exec(list)?.[1] ?? /: ([\d,]+) /.exec(label ?? '')?.[1];
      expect([id, listed]).toEqual([id, Number(objects)]);
    }
  });

  it('draws the trend where there are snapshots, and says which files are none', () => {
    const text = assessmentHtml(whole, saved);
    expect(text).toContain('<svg viewBox="0 0 520 230" role="group" aria-label="Trend">');
    expect(text.match(/class="band"/g)).toHaveLength(4);
    expect(text).toContain('Not read: <code>bad.json</code>. The snapshot is not valid JSON.');
    expect(page).toContain('There is no saved snapshot to compare with.');
    expect(page).not.toContain('class="band"');
  });

  it('shows what is muted apart from what fails, with the reason', () => {
    const mute = { check: 'ownerless', reason: 'they <b>leave</b>', until: '2999-01-31' };
    const muted = withMutes(whole, [mute]);
    const text = assessmentHtml(muted);
    const count = muted.results.find(({ check }) => check.id === 'ownerless')?.counts.muted;
    expect(count).toBeGreaterThan(0);
    expect(text).toContain(`${count} muted</span>`);
    expect(text).toContain('Muted, until 2999-01-31: they &#60;b&#62;leave&#60;/b&#62;');
    expectSound(text);
  });

  it('says what could not be read at the chart that lacks it', () => {
    const blind = inventory([identity()], { sections: {} });
    const text = assessmentHtml(assess(blind, blind.identities, options));
    expect(text).toContain('Keyless could not read the Conditional Access policies');
    expect(text).toContain('Nothing to show: there is no client secret.');
    expectSound(text);
  });
});

describe('a large tenant', () => {
  const many = Array.from({ length: 20_000 }, (_, index) =>
    identity({
      clientId: guid(1_000 + index),
      applicationId: guid(100_000 + index),
      // As long as the directory allows, and three bytes a letter.
      displayName: `${index} ${'界'.repeat(250)}`,
      keyCredentials: [secret()],
    }),
  );
  const large = assess(inventory(many, { sections: WHOLE }), many, { now: NOW, preset: 'microsoft' });
  const text = assessmentHtml(large);

  it('makes no larger page, and says what is left out', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toMatch(/[\d,]+ more are in the JSON report\./);
    expect(text).toMatch(/\d+ of 20,000 are listed\./);
    expectSound(text);
  });

  it('gives every list that has something its share', () => {
    for (const { check, failures } of large.results.filter(({ failures: own }) => own.length > 0)) {
      const [, section = ''] = text.split(`<details class="check" id="${check.id}">`);
      const rows = section.slice(0, section.indexOf('</details>')).match(/<tr>/g)?.length ?? 0;
      expect([check.id, rows > 1]).toEqual([check.id, failures.length > 0]);
    }
  });
});

describe('names of a hostile tenant', () => {
  it('are text', () => {
    const text = assessmentHtml(assessmentOf(NASTY));
    expect(text).not.toContain('<img');
    expect(text).toContain('=&#60;img src=x onerror=alert(1)&#62;');
    expectSound(text);
  });

  it('whatever they are', () => {
    const plain = tagsOf(assessmentHtml(assessmentOf('a')));
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '</style>',
      '<!--',
      '-->',
      ']]>',
      '<a href=',
      '\u0000',
      '{{',
      '${',
      '&lt;',
      '\n',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), (parts) => {
        const name = `x${parts.join('')}`;
        const text = assessmentHtml(assessmentOf(name));
        // The same elements as with a plain name, but for code between backticks and what names change in a judgement.
        const extra = tagsOf(text).filter((tag) => !plain.includes(tag) && tag !== 'code');
        expect(extra).toEqual([]);
        expectSound(text);
      }),
      { numRuns: 60 },
    );
  });
});
