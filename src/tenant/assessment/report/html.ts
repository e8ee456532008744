import { STRENGTHS, type Strength } from '../../model/strength.ts';
import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment, CheckResult, Failure, IdentityScore } from '../assess.ts';
import { ASSESSMENT_SEVERITIES } from '../severity.ts';
import { identityCountText } from '../texts.ts';
import { type Bar, barChart } from './bar-chart.ts';
import { MAX_LISTED } from './limits.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { failuresBySeverity, gapsIn } from './summary.ts';

/** One page with everything in it: no script, nothing loaded, and a policy that forbids both. */
export function assessmentHtml(assessment: Assessment): string {
  const { header, results, identityCount, preset, scores } = assessment;
  const name = header.tenant.displayName ?? header.tenant.id;
  const title = `Workload identities of ${name}`;
  const areas = AREAS.map((area) => results.filter(({ check }) => check.area === area));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${text(title)}</h1>`,
    `<p>As of <time datetime="${text(header.asOf)}">${text(header.asOf.slice(0, 10))}</time>, ${identityCountText(identityCount)}, preset ${text(preset)}.</p>`,
    '<div class="charts">',
    barChart('Failures by severity', severityBars(assessment)),
    barChart('Identities by their weakest credential', strengthBars(assessment)),
    '</div>',
    scoreSection(scores),
    ...AREAS.map((area, index) => areaSection(AREA_TITLES[area], areas[index] ?? [])),
    gapSection(results),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function severityBars(assessment: Assessment): readonly Bar[] {
  const counts = failuresBySeverity(assessment);
  return ASSESSMENT_SEVERITIES.map((severity) => ({ label: severity, value: counts[severity], className: severity }));
}

const STRENGTH_TEXTS: Readonly<Record<Strength, string>> = {
  'client-secret': 'client secret',
  certificate: 'certificate',
  federated: 'federated',
  'managed-identity': 'managed identity',
  none: 'no credential',
};

const STRENGTH_CLASSES: Readonly<Record<Strength, string>> = {
  'client-secret': 'high',
  certificate: 'medium',
  federated: 'good',
  'managed-identity': 'good',
  none: 'low',
};

function strengthBars({ strengths }: Assessment): readonly Bar[] {
  return STRENGTHS.map((each) => ({
    label: STRENGTH_TEXTS[each],
    value: strengths[each],
    className: STRENGTH_CLASSES[each],
  }));
}

function scoreSection(scores: readonly IdentityScore[]): string {
  if (scores.length === 0) return '';
  const rows = scores.slice(0, 20).map(({ displayName, clientId, points, parts }) => {
    const made = parts.map(({ label, points: part }) => `<li>${text(label)}: ${part}</li>`).join('');
    return `<tr><th scope="row">${text(displayName)} <code>${text(clientId)}</code></th><td class="number">${points}</td><td><ul>${made}</ul></td></tr>`;
  });
  return section(
    'Where to begin',
    `<div class="wide" tabindex="0" role="region" aria-label="Identities by score"><table><thead><tr><th scope="col">Identity</th><th scope="col">Score</th><th scope="col">Made of</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  );
}

function areaSection(title: string, results: readonly CheckResult[]): string {
  return results.length === 0 ? '' : section(title, results.map(checkDetails).join('\n'));
}

/** A check opens without a script. */
function checkDetails({ check, counts, failures, gap }: CheckResult): string {
  const worst = failures[0]?.severity;
  const state = worst ?? (gap ? 'unknown' : counts.pass > 0 ? 'good' : 'low');
  const tally =
    failures.length > 0
      ? `${failures.length} of ${counts.fail + counts.pass} fail`
      : gap
        ? 'not decided'
        : counts.pass > 0
          ? `${counts.pass} pass`
          : 'nothing to check';
  const summary = `<summary><span class="tag ${state}">${text(worst ?? tally)}</span> ${text(check.title)}${worst ? ` <small>${tally}</small>` : ''}</summary>`;
  const body = [
    `<p>${rich(check.why)}</p>`,
    `<p><strong>What to do:</strong> ${rich(check.fix)}</p>`,
    ...(gap ? [`<p>${text(gap.text)}</p>`] : []),
    failures.length > 0 ? failureTable(check.title, failures) : '',
    `<p><small><code>${text(check.id)}</code> ${check.references.map(text).join(', ')}</small></p>`,
  ];
  return `<details id="${text(check.id)}">${summary}${body.join('')}</details>`;
}

function failureTable(title: string, failures: readonly Failure[]): string {
  const shown = failures.slice(0, MAX_LISTED);
  const more = failures.length - shown.length;
  const rows = shown.map(({ severity, displayName, clientId, message }) => {
    const id = clientId === undefined ? '' : ` <code>${text(clientId)}</code>`;
    return `<tr><td><span class="tag ${severity}">${severity}</span></td><th scope="row">${text(displayName)}${id}</th><td>${rich(message)}</td></tr>`;
  });
  const note = more > 0 ? `<p>${more} more are in the JSON report.</p>` : '';
  return `<div class="wide" tabindex="0" role="region" aria-label="${text(title)}"><table><thead><tr><th scope="col">Severity</th><th scope="col">Object</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${note}`;
}

function gapSection(results: readonly CheckResult[]): string {
  const gaps = gapsIn(results);
  if (gaps.size === 0) return '';
  const items = [...gaps].map(
    ([message, ids]) =>
      `<li>${text(message)} ${ids.map((id) => `<a href="#${text(id)}">${text(id)}</a>`).join(', ')}</li>`,
  );
  return section('Not decided', `<ul>${items.join('')}</ul>`);
}

function section(title: string, body: string): string {
  return `<section><h2>${text(title)}</h2>\n${body}</section>`;
}

/** Names come from the directory and are text, never markup. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text whose parts between backticks are code. */
function rich(value: string): string {
  return text(value).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
}
