import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import { isRead, type SectionName, type Sections } from '../../../tenant/model/section.ts';
import { type Content, type Html, html } from '../../../text/html.ts';

export type Row = readonly Content[];

/** A state in words; its colour says the same once more. */
export function state(weight: 'error' | 'warning' | 'plain', text: string): Html {
  return html`<span class="${weight}">${text}</span>`;
}

export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly Row[],
  problem: string | undefined,
): Html {
  const none = html`<p class="none">${problem ?? vscode.l10n.t('None')}</p>`;
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const line = ([first, ...others]: Row) =>
    html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  const body = html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
<table><thead><tr>${head}</tr></thead><tbody>${rows.map(line)}</tbody></table></div>
${problem !== undefined && html`<p class="none">${problem}</p>`}`;
  return html`<section><h2>${caption} <span class="count">${rows.length}</span></h2>${rows.length === 0 ? none : body}</section>`;
}

/** Why rows may be missing. */
export function missing(
  names: readonly SectionName[],
  identity: Identity,
  { sections }: { readonly sections: Sections },
): string | undefined {
  const problem = names.map((name) => identity.problems?.[name] ?? sections[name]?.problem).find(Boolean);
  if (problem) {
    return problem.needs.length === 0
      ? vscode.l10n.t('Not all of it could be read.')
      : vscode.l10n.t('Needs {0}', problem.needs.join(vscode.l10n.t(' or ')));
  }
  return names.every((name) => isRead(sections[name])) ? undefined : vscode.l10n.t('Not read yet.');
}

export function code(text: string | undefined): Html | undefined {
  return text === undefined || text === '' ? undefined : html`<code>${text}</code>`;
}

export function day(time: string | undefined): Html | undefined {
  return time === undefined ? undefined : html`<time datetime="${time}">${time.slice(0, 10)}</time>`;
}
