import { Html, html } from '../../../text/html.ts';
import type { Assessment } from '../assess.ts';
import { numberText } from '../figures/figure.ts';
import { reportBody, reportTitle } from './body.ts';
import { postureReport } from './report.ts';
import { FILE_STYLE, FILE_STYLE_HASH } from './style.ts';
import { objectsId, type ReportTarget, readingId } from './target.ts';
import type { Trend } from './trend.ts';

/** A page that stands alone: what it links to is in it. */
const IN_FILE: ReportTarget = {
  markLink: (place) => `#${objectsId(place)}`,
  identityLink: () => undefined,
  failuresLink: () => undefined,
  pointLink: (point) => `#${readingId(point)}`,
  listsObjects: true,
  listBytes: 750_000,
  restText: (more) => `${numberText(more)} more are in the JSON report.`,
  trendHint: 'Give a folder of them: keyless assess --trend FOLDER.',
};

/** One page with everything in it: no script, nothing loaded, and a policy that forbids both. */
export function assessmentHtml(assessment: Assessment, saved?: Trend): string {
  const report = postureReport(assessment, saved);
  const policy = `default-src 'none'; style-src '${FILE_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  // The style is our own, and the hash is of every byte of it.
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Keyless">
<title>${reportTitle(report)}</title>
<style>${new Html(FILE_STYLE)}</style>
</head>
<body><main>${reportBody(report, IN_FILE)}</main></body>
</html>
`.text;
}
