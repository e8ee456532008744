import * as vscode from 'vscode';
import { PANEL_STYLE } from '../../../tenant/assessment/report/style.ts';
import { Html, html } from '../../../text/html.ts';
import { PANEL_SCRIPT } from './panel-script.ts';

/** The page before it has any content. Only our own style and script run in it, and nothing is loaded. */
export function panelShell(nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${vscode.l10n.t('Posture Report')}</title>
<style nonce="${nonce}">${new Html(PANEL_STYLE)}</style>
</head>
<body>
<div class="busy" role="status" hidden><span></span><progress aria-label="${vscode.l10n.t('Progress')}"></progress><a href="command:keyless.postureReport.cancel">${vscode.l10n.t('Cancel')}</a></div>
<main></main>
<script nonce="${nonce}">${new Html(PANEL_SCRIPT)}</script>
</body>
</html>`.text;
}

/** What the page says where there is no report. */
export function messageBody(kind: 'no-tenant' | 'paused' | 'reading' | 'waiting'): Html {
  switch (kind) {
    case 'no-tenant':
      return html`<h1>${vscode.l10n.t('Posture Report')}</h1>
<p>${vscode.l10n.t('No tenant is open.')} <a href="command:keyless.signIn">${vscode.l10n.t('Sign In')}</a> <a href="command:keyless.openDemoTenant">${vscode.l10n.t('Open Demo Tenant')}</a></p>`;
    case 'paused':
      return html`<h1>${vscode.l10n.t('Posture Report')}</h1>
<p>${vscode.l10n.t('The assessment was ended before it was done.')} <a href="command:keyless.postureReport.assess">${vscode.l10n.t('Assess Again')}</a></p>`;
    case 'reading':
      return html`<h1>${vscode.l10n.t('Posture Report')}</h1><p class="about">${vscode.l10n.t('The tenant is being read. It is assessed once that is done.')}</p>`;
    case 'waiting':
      return html`<h1>${vscode.l10n.t('Posture Report')}</h1><p class="about">${vscode.l10n.t('The tenant is being assessed.')}</p>`;
  }
}
