import { type Content, type Html, html } from '../../../../text/html.ts';
import type { IdentityScore } from '../../assess.ts';
import { table } from '../charts/chart.ts';
import type { ReportTarget } from '../target.ts';

const MOST = 10;

/** The identities that there is most to lose through. */
export function scores(all: readonly IdentityScore[], target: ReportTarget): Content {
  if (all.length === 0) return undefined;
  const rows = all.slice(0, MOST).map(({ clientId, displayName, points, parts }): Html => {
    const made = parts.map(({ label, points: part }) => html`<li>${label}: ${part}</li>`);
    return html`<tr><th scope="row">${objectName(displayName, clientId, target)}</th><td class="number">${points}</td><td><ul>${made}</ul></td></tr>`;
  });
  return html`<section aria-labelledby="begin"><h2 id="begin">Where to begin</h2>
<p class="about">The identities that there is most to lose through: what each may do, and how it signs in.</p>
${table('Identities by score', ['Identity', 'Score', 'Made of'], rows)}</section>`;
}

/** An object by name and client id; a link where there is a page of it. */
export function objectName(displayName: string, clientId: string | undefined, target: ReportTarget): Html {
  const name = displayName.trim() === '' ? '(no name)' : displayName;
  if (clientId === undefined) return html`${name}`;
  const link = target.identityLink(clientId);
  return html`${link === undefined ? name : html`<a href="${link}">${name}</a>`} <code>${clientId}</code>`;
}
