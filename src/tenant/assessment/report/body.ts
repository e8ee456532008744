import { type Html, html } from '../../../text/html.ts';
import { identityCountText } from '../texts.ts';
import { chart } from './charts/chart.ts';
import { PATTERNS } from './charts/geometry.ts';
import { trend } from './charts/trend.ts';
import { fairShare } from './fair-share.ts';
import type { PostureReport } from './report.ts';
import { checks, failureRows } from './sections/checks.ts';
import { gaps } from './sections/gaps.ts';
import { objectLists, objectRows, objectSections } from './sections/objects.ts';
import { scores } from './sections/scores.ts';
import { tiles } from './sections/tiles.ts';
import type { ReportTarget } from './target.ts';

/** `Workload identities of Contoso`. */
export function reportTitle({ assessment: { header } }: Pick<PostureReport, 'assessment'>): string {
  return `Workload identities of ${header.tenant.displayName ?? header.tenant.id}`;
}

/** What the page shows, for the editor and for a file alike: charts first, then the checks. */
export function reportBody(report: PostureReport, target: ReportTarget): Html {
  const { assessment, figures } = report;
  const { header, identityCount, preset, results } = assessment;
  const lists = target.listsObjects ? objectLists(figures) : [];
  const rows = fairShare(
    [...results.map((result) => failureRows(result, target)), ...lists.map((list) => objectRows(list, target))],
    target.listBytes,
  );
  return html`${PATTERNS}
<header><h1>${reportTitle(report)}</h1>
<p>As of <time datetime="${header.asOf}">${header.asOf.slice(0, 10)}</time>, ${identityCountText(identityCount)}, preset ${preset}.</p></header>
${tiles(report)}
<section aria-labelledby="charts"><h2 id="charts">Charts</h2>
<p class="about">Every mark leads to the objects behind it; under each chart are its numbers. <a href="#begin">Skip the charts</a></p>
<div class="charts">${figures.map((figure) => chart(figure, target))}${trend(report.trend, target)}</div></section>
${scores(assessment.scores, target) ?? html`<span id="begin"></span>`}
${checks(results, rows.slice(0, results.length), target)}
${gaps(results)}
${objectSections(lists, rows.slice(results.length), target)}`;
}
