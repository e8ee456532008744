import * as vscode from 'vscode';
import { reportBody, reportTitle } from '../../../tenant/assessment/report/body.ts';
import type { PostureReport } from '../../../tenant/assessment/report/report.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { messageBody, panelShell } from './panel-page.ts';
import { IN_PANEL, LINKED_COMMANDS } from './panel-target.ts';

/** What there is to show. */
export type Draft =
  /** `key`: what it was made of; made of the same it is the same. */
  | { readonly kind: 'report'; readonly report: PostureReport; readonly key: readonly unknown[] }
  | { readonly kind: 'no-tenant' | 'paused' | 'reading' | 'waiting' };

export interface Busy {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

/** The panel: a page that stays and whose content is exchanged, so that place, focus and what was opened are kept. */
export class ReportPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  #isReady = false;
  #drawn: readonly unknown[] = [];
  #busy: Busy | undefined;

  /** @param ask is called when the page needs its content: at the beginning, and when it is seen again */
  constructor(ask: () => void) {
    super();
    const panel = vscode.window.createWebviewPanel(
      'keyless.postureReport',
      vscode.l10n.t('Posture Report'),
      vscode.ViewColumn.Active,
      { enableScripts: true, enableCommandUris: LINKED_COMMANDS, localResourceRoots: [], enableFindWidget: true },
    );
    this.#panel = this.register(panel);
    panel.iconPath = new vscode.ThemeIcon('graph');
    this.register(
      panel.webview.onDidReceiveMessage(() => {
        // The only thing that the page says: it was loaded, for the first time or again.
        this.#isReady = true;
        this.#drawn = [];
        ask();
      }),
    );
    this.register(
      panel.onDidChangeViewState(() => {
        // What is hidden is thrown away, and says that it is ready when it is loaded again.
        if (!panel.visible) this.#isReady = false;
      }),
    );
    this.register(panel.onDidDispose(() => this.dispose()));
    panel.webview.html = panelShell(crypto.randomUUID().replaceAll('-', ''));
  }

  get onDidDispose(): vscode.Event<void> {
    return this.#panel.onDidDispose;
  }

  get isVisible(): boolean {
    return !this.isDisposed && this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  draw(draft: Draft): void {
    if (!this.#isReady) return;
    const key = draft.kind === 'report' ? draft.key : [draft.kind];
    if (key.length === this.#drawn.length && key.every((part, index) => part === this.#drawn[index])) return;
    this.#drawn = key;
    const body = draft.kind === 'report' ? reportBody(draft.report, IN_PANEL).text : messageBody(draft.kind).text;
    const { header } = draft.kind === 'report' ? draft.report.assessment : {};
    this.#panel.title = header
      ? vscode.l10n.t('Posture: {0}', header.tenant.displayName ?? header.tenant.id)
      : vscode.l10n.t('Posture Report');
    const title = draft.kind === 'report' ? reportTitle(draft.report) : this.#panel.title;
    void this.#panel.webview.postMessage({ type: 'body', body, title });
    this.#tellBusy();
  }

  /** @param busy undefined: nothing is under way */
  setBusy(busy: Busy | undefined): void {
    if (!busy && !this.#busy) return;
    this.#busy = busy;
    this.#tellBusy();
  }

  #tellBusy(): void {
    if (this.#isReady) void this.#panel.webview.postMessage({ type: 'busy', busy: this.#busy ?? null });
  }
}
