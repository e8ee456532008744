import * as vscode from 'vscode';
import { POLICY_OUTCOMES, type PolicyOutcome } from '../../../tenant/policy-simulation/policy-outcome.ts';
import { LISTED_OUTCOMES, OUTCOME_TEXTS } from '../../../tenant/policy-simulation/report/outcome-texts.ts';
import {
  newlyBlocked,
  type PolicySimulation,
  type SimulatedIdentity,
} from '../../../tenant/policy-simulation/simulation.ts';
import { draftName } from '../../../tenant/policy-writing/draft.ts';
import { type Content, type Html, html } from '../../../text/html.ts';
import { PAGE_STYLE } from './page-style.ts';

/** Identities that the page lists for each outcome: the CSV has all. */
const MAX_LISTED = 200;

/**
 * The page of a simulation: counts, what is written, who is concerned.
 * @param nonce lets in the style, and nothing else
 * @param language of the editor
 */
export function simulationPage(simulation: PolicySimulation, nonce: string, language: string): string {
  const { t } = vscode.l10n;
  const { tenantName, asOf, identities, notes } = simulation;
  const title = t('Simulation of a Credential Policy');
  const blocked = newlyBlocked(simulation).length;
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body><main>
<header>
<h1>${title}</h1>
<p>${t('{0}, as of {1}: {2} applications and service principals that such policies are about. Nothing has been changed.', tenantName, asOf.slice(0, 10), identities.length.toLocaleString())}</p>
<nav aria-label="${t('Actions')}">
<a href="command:keyless.writePolicy?${encodeURIComponent('["simulated"]')}">${t('Write This Policy…')}</a>
<a href="command:keyless.policies.saveSimulation?${encodeURIComponent('["csv"]')}">${t('Save as CSV…')}</a>
<a href="command:keyless.policies.saveSimulation?${encodeURIComponent('["markdown"]')}">${t('Save as Markdown…')}</a>
</nav>
</header>
<p class="${blocked > 0 ? 'verdict blocked' : 'verdict'}">${
    blocked > 0
      ? t('{0} identities could not renew what they sign in with today.', blocked.toLocaleString())
      : t('Nobody is blocked who is not blocked today.')
  }</p>
${counts(simulation)}
${changes(simulation)}
${LISTED_OUTCOMES.map((outcome) => group(outcome, identities))}
${
  notes.length > 0 &&
  html`<section><h2>${t('Not decided')}</h2><ul>${notes.map((note) => html`<li>${withCode(note)}</li>`)}</ul></section>`
}
</main></body>
</html>`.text;
}

function counts({ counts: simulated, today }: PolicySimulation): Html {
  const { t } = vscode.l10n;
  return table(
    t('Outcomes'),
    [t('Outcome'), t('Simulated'), t('Today'), t('What it means')],
    POLICY_OUTCOMES.map((each) => [
      simulated[each] > 0 && LISTED_OUTCOMES.some((listed) => listed === each)
        ? html`<a href="#${each}">${OUTCOME_TEXTS[each].title}</a>`
        : OUTCOME_TEXTS[each].title,
      number(simulated[each]),
      number(today[each]),
      OUTCOME_TEXTS[each].meaning,
    ]),
  );
}

function changes({ drafts, differences }: PolicySimulation): readonly Html[] {
  const { t } = vscode.l10n;
  return drafts.map((draft, index) => {
    const own = differences[index] ?? [];
    const heading = html`<h2>${t('What changes in {0}', draftName(draft))}</h2>`;
    if (own.length === 0)
      return html`<section>${heading}<p class="none">${t('Nothing: the tenant has it already.')}</p></section>`;
    const rows = own.map(({ what, before, after }): readonly Content[] => [what, before, after]);
    return html`<section>${heading}${table(draftName(draft), [t('What'), t('Before'), t('After')], rows)}</section>`;
  });
}

function group(outcome: PolicyOutcome, identities: readonly SimulatedIdentity[]): Html | false {
  const { t } = vscode.l10n;
  const own = identities.filter((each) => each.outcome === outcome);
  if (own.length === 0) return false;
  const { title, meaning } = OUTCOME_TEXTS[outcome];
  const more = own.length - MAX_LISTED;
  return html`<section id="${outcome}"><h2>${title} <span class="count">${own.length.toLocaleString()}</span></h2>
<p class="meaning">${meaning}</p>
${table(
  title,
  [t('Identity'), t('Today'), t('Next secret'), t('Next certificate'), t('Because of')],
  own
    .slice(0, MAX_LISTED)
    .map((each) => [
      html`<a href="command:keyless.showDetails?${encodeURIComponent(JSON.stringify([each.clientId]))}">${each.displayName}</a>`,
      OUTCOME_TEXTS[each.today].title,
      each.nextSecret,
      each.nextCertificate,
      withCode(each.because),
    ]),
)}
${more > 0 && html`<p class="none">${t('{0} more are in the CSV.', more.toLocaleString())}</p>`}</section>`;
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const line = ([first, ...others]: readonly Content[]) =>
    html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
<table><thead><tr>${head}</tr></thead><tbody>${rows.map(line)}</tbody></table></div>`;
}

function number(count: number): Html {
  return html`<span class="number">${count.toLocaleString()}</span>`;
}

/** Names of restrictions stand between backticks. */
function withCode(text: string): readonly Content[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
