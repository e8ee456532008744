import { type Html, html } from '../../../../text/html.ts';
import type { Tone } from '../../figures/figure.ts';

/** Width of a chart in its own units; the page scales it. Text is 13 of them high. */
export const WIDTH = 520;
/** What is there is seen, however little of the whole it is. */
export const LEAST_LENGTH = 4;
/** Between the parts of a bar. */
export const GAP = 1.5;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A tenth of a unit is more than anybody sees. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A surface in the colour and in the pattern of a tone: either tells it from the others. */
export function surface(tone: Tone, box: Box): Html {
  const { x, y, width, height } = box;
  const at = html`x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"`;
  const pattern = tone === 'low' ? undefined : html`<rect class="pattern" fill="url(#pattern-${tone})" ${at}/>`;
  return html`<rect class="fill ${tone}" ${at}/>${pattern}`;
}

/** The patterns of the tones, once a page. `low` is plain. */
export const PATTERNS: Html = html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
${pattern('critical', 6, 'M0 6L6 0M-1 1L1 -1M5 7L7 5M0 0L6 6M-1 5L1 7M5 -1L7 1')}
${pattern('high', 6, 'M0 6L6 0M-1 1L1 -1M5 7L7 5')}
${pattern('medium', 5, 'M1.5 2.5h2')}
${pattern('good', 6, 'M0 3h6')}
${pattern('calm', 6, 'M3 0v6')}
${pattern('none', 9, 'M0 0L9 9M-1 8L1 10M8 -1L10 1')}
</defs></svg>`;

function pattern(tone: Tone, size: number, path: string): Html {
  return html`<pattern id="pattern-${tone}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><path d="${path}"/></pattern>`;
}

/** How wide a text is, about: 13 units high, in the fonts of systems. */
export function textWidth(text: string): number {
  return text.length * 7.2;
}

/** A text that fits, its end cut off where it must be. */
export function fitted(text: string, width: number): string {
  const letters = Math.floor(width / 6.9);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
