export interface Bar {
  /** Plain words, without markup. */
  readonly label: string;
  readonly value: number;
  /** A class of the page's style, which colours it. */
  readonly className: string;
}

const ROW = 28;
const LABEL_WIDTH = 150;
const BAR_WIDTH = 260;
const WIDTH = 480;

/** Horizontal bars as SVG: numbers stand beside them, so that nothing depends on colour. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, className }, index) => {
    const y = index * ROW;
    const width = Math.max(value > 0 ? 2 : 0, Math.round((value / most) * BAR_WIDTH));
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 18}" text-anchor="end">${label}</text>`,
      `<rect class="${className}" x="${LABEL_WIDTH}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="2"/>`,
      `<text x="${LABEL_WIDTH + width + 8}" y="${y + 18}">${value}</text>`,
    ].join('');
  });
  const numbers = bars.map(({ label, value }) => `${label} ${value}`).join(', ');
  return `<figure><figcaption>${title}</figcaption><svg role="img" aria-label="${title}: ${numbers}" viewBox="0 0 ${WIDTH} ${bars.length * ROW}">${rows.join('')}</svg></figure>`;
}
