import { type Content, html } from '../../../../text/html.ts';
import type { CheckResult } from '../../assess.ts';
import { gapsIn } from '../summary.ts';

/** What keeps checks from being decided, with the checks. */
export function gaps(results: readonly CheckResult[]): Content {
  const found = gapsIn(results);
  if (found.size === 0) return undefined;
  const items = [...found].map(
    ([message, ids]) =>
      html`<li>${message} ${ids.map((id, index) => html`${index > 0 && ', '}<a href="#${id}">${id}</a>`)}</li>`,
  );
  return html`<section aria-labelledby="gaps"><h2 id="gaps">Not decided</h2><ul>${items}</ul></section>`;
}
