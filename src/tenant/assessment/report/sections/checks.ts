import { type Content, type Html, html } from '../../../../text/html.ts';
import { AREA_TITLES, AREAS } from '../../areas.ts';
import type { CheckResult, Failure, MutedFailure } from '../../assess.ts';
import { numberText } from '../../figures/figure.ts';
import { table } from '../charts/chart.ts';
import type { RowSource } from '../fair-share.ts';
import { MAX_LISTED } from '../limits.ts';
import { richText } from '../rich-text.ts';
import type { ReportTarget } from '../target.ts';
import { objectName } from './scores.ts';

/** The rows of a check: what fails, then what is muted. */
export function failureRows({ failures, muted }: CheckResult, target: ReportTarget): RowSource {
  return {
    length: Math.min(MAX_LISTED, failures.length + muted.length),
    row: (index) => {
      const failure = failures[index];
      if (failure) return failureRow(failure, target);
      const mutedFailure = muted[index - failures.length];
      return mutedFailure ? mutedRow(mutedFailure, target) : html``;
    },
  };
}

/** The checks by area. @param rows of each check, as many as the page has room for */
export function checks(
  results: readonly CheckResult[],
  rows: readonly (readonly Html[])[],
  target: ReportTarget,
): readonly Html[] {
  return AREAS.map((area) => {
    const own = results.flatMap((result, index) => (result.check.area === area ? [{ result, index }] : []));
    if (own.length === 0) return html``;
    const id = `area-${area}`;
    return html`<section aria-labelledby="${id}"><h2 id="${id}">${AREA_TITLES[area]}</h2>
${own.map(({ result, index }) => check(result, rows[index] ?? [], target))}</section>`;
  });
}

/** A check opens without a script. */
function check(result: CheckResult, rows: readonly Html[], target: ReportTarget): Html {
  const { check: about, failures, gap } = result;
  const worst = failures[0]?.severity;
  const tag = html`<span class="tag ${worst ?? stateOf(result)}">${worst ?? TAGS[stateOf(result)]}</span>`;
  return html`<details class="check" id="${about.id}"><summary>${tag}<span class="title">${about.title}</span><span class="tally">${tallyOf(result)}</span></summary>
<p>${richText(about.why)}</p>
<p><strong>What to do:</strong> ${richText(about.fix)}</p>
${gap && html`<p class="note">${gap.text}</p>`}
${failureTable(result, rows, target)}
<p class="about"><code>${about.id}</code> ${about.references.join(', ')}</p></details>`;
}

/** A list that one sees at a glance. */
const SHORT = 5;

type State = 'good' | 'unknown' | 'none';

const TAGS: Readonly<Record<State, string>> = { good: 'passed', unknown: 'not decided', none: 'no object' };

function stateOf({ gap, counts }: CheckResult): State {
  if (gap) return 'unknown';
  return counts.pass > 0 || counts.muted > 0 ? 'good' : 'none';
}

function tallyOf({ counts, failures, muted }: CheckResult): string {
  const parts = [
    failures.length > 0
      ? `${numberText(failures.length)} of ${numberText(counts.fail + counts.pass)} fail`
      : counts.pass > 0
        ? `${numberText(counts.pass)} pass`
        : '',
    muted.length > 0 ? `${numberText(muted.length)} muted` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function failureTable(result: CheckResult, rows: readonly Html[], target: ReportTarget): Content {
  const { check: about, failures, muted } = result;
  const total = failures.length + muted.length;
  if (total === 0) return undefined;
  const more = total - rows.length;
  const link = total > SHORT ? target.failuresLink(result) : undefined;
  return html`${rows.length > 0 && table(about.title, ['Severity', 'Object', 'What'], rows)}
<p class="about">${more > 0 && `${target.restText(more)} `}${link !== undefined && html`<a href="${link}">Choose among all ${numberText(total)}</a>`}</p>`;
}

function failureRow({ severity, displayName, clientId, message }: Failure, target: ReportTarget): Html {
  return html`<tr><td><span class="tag ${severity}">${severity}</span></td><th scope="row">${objectName(displayName, clientId, target)}</th><td>${richText(message)}</td></tr>`;
}

function mutedRow({ displayName, clientId, message, mute }: MutedFailure, target: ReportTarget): Html {
  const until = mute.until === undefined ? '' : `, until ${mute.until}`;
  return html`<tr><td><span class="tag none">muted</span></td><th scope="row">${objectName(displayName, clientId, target)}</th><td>${richText(message)}<br><em>Muted${until}: ${mute.reason}</em></td></tr>`;
}
