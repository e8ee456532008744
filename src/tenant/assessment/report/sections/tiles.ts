import { type Html, html } from '../../../../text/html.ts';
import { type Figure, numberText } from '../../figures/figure.ts';
import type { PostureReport } from '../report.ts';
import { failuresBySeverity } from '../summary.ts';

interface Tile {
  readonly value: string;
  readonly text: string;
  /** A part of the page. */
  readonly to: string;
}

/** The few numbers that people ask for first. */
export function tiles({ assessment, figures }: PostureReport): Html {
  const { strengths } = assessment;
  const canSignIn = Object.entries(strengths).reduce((sum, [key, count]) => sum + (key === 'none' ? 0 : count), 0);
  const withoutSecret = canSignIn - strengths['client-secret'];
  const failures = failuresBySeverity(assessment);
  const shown: readonly Tile[] = [
    {
      value: canSignIn === 0 ? '–' : `${Math.floor((100 * withoutSecret) / canSignIn)}%`,
      text: `Without a client secret: ${numberText(withoutSecret)} of ${numberText(canSignIn)} identities that can sign in`,
      to: '#figure-roll-out',
    },
    {
      value: numberText(failures.critical + failures.high),
      text: `Critical and high failures, of ${numberText(Object.values(failures).reduce((sum, count) => sum + count, 0))}`,
      to: '#figure-failures',
    },
    {
      value: numberText(countIn(figures, 'secret-expiry', ['within-7-days', 'within-30-days'])),
      text: 'Client secrets that expire within 30 days',
      to: '#figure-secret-expiry',
    },
    {
      value: numberText(countIn(figures, 'conditional-access', ['none', 'report-only'])),
      text: 'Identities that Conditional Access could reach and does not',
      to: '#figure-conditional-access',
    },
  ];
  const tile = ({ value, text, to }: Tile) =>
    html`<li><a href="${to}"><strong>${value}</strong> <span>${text}</span></a></li>`;
  return html`<ul class="tiles">${shown.map(tile)}</ul>`;
}

function countIn(figures: readonly Figure[], id: string, rows: readonly string[]): number {
  const figure = figures.find((each) => each.id === id);
  return (figure?.rows ?? []).reduce(
    (sum, { key }, index) => sum + (rows.includes(key) ? (figure?.cells[index]?.[0]?.count ?? 0) : 0),
    0,
  );
}
