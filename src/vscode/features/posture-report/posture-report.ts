import * as vscode from 'vscode';
import type { Assessment } from '../../../tenant/assessment/assess.ts';
import { cellOf, markText, unitText } from '../../../tenant/assessment/figures/figure.ts';
import { type PostureReport as Page, postureReport } from '../../../tenant/assessment/report/report.ts';
import type { Trend } from '../../../tenant/assessment/report/trend.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { type ErrorBoundary, OperationError } from '../../infrastructure/errors.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import type { Posture, PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { exportReport } from './export.ts';
import { pickObject } from './object-picker.ts';
import { type Busy, type Draft, ReportPanel } from './report-panel.ts';
import { SnapshotTrend } from './snapshot-trend.ts';

export interface PostureReportHost {
  readonly context: vscode.ExtensionContext;
  readonly tenant: TenantSession;
  readonly posture: PostureSession;
  readonly settings: Settings;
  readonly boundary: ErrorBoundary;
}

/** How often the page is told how far an assessment has come. */
const PROGRESS_MILLISECONDS = 250;

/** The panel, where its marks lead, and files of the same. */
export class PostureReport extends Disposable {
  readonly #host: PostureReportHost;
  readonly #trend: SnapshotTrend;
  #panel: ReportPanel | undefined;
  #made: { readonly assessment: Assessment; readonly trend: Trend; readonly page: Page } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: PostureReportHost) {
    super();
    this.#host = host;
    const { posture, tenant } = host;
    this.#trend = this.register(new SnapshotTrend(host));
    this.register(posture.onDidChange(() => this.#draw()));
    this.register(tenant.onDidChange(() => this.#draw()));
    this.register(this.#trend.onDidChange(() => this.#draw()));
    this.register({ dispose: () => this.#panel?.dispose() });
    this.register({ dispose: () => clearInterval(this.#timer) });
  }

  async show(): Promise<void> {
    await this.#host.tenant.restore();
    if (this.#panel) {
      this.#panel.reveal();
      // Not every file system tells what changes in it.
      this.#trend.refresh();
    } else {
      const panel = new ReportPanel(() => this.#draw());
      this.#panel = panel;
      panel.onDidDispose(() => {
        this.#panel = undefined;
        this.#draw();
      });
    }
    this.#draw();
  }

  async export(format: string | undefined, target: vscode.Uri | undefined): Promise<void> {
    await this.#host.tenant.restore();
    if (!this.#host.tenant.source) throw new OperationError(vscode.l10n.t('No tenant is open.'));
    await exportReport(format, target, async () => {
      const posture = await this.#assessed();
      // A file is made once: it has what is there now, also where no file system tells of changes.
      this.#trend.refresh();
      const saved = await this.#trend.read(posture);
      return { assessment: posture.assessment, saved };
    });
  }

  /** @param key of a mark */
  async showObjects(key: string): Promise<void> {
    const { latest } = this.#host.posture;
    const found = latest && cellOf(this.#page(latest).figures, key);
    if (!found) return;
    const { figure, row, series, cell } = found;
    await pickObject(`${markText(figure, row, series)}: ${unitText(cell.count, figure.unit)}`, cell.objects);
  }

  /** @param id of a check */
  async showFailures(id: string): Promise<void> {
    const result = this.#host.posture.latest?.assessment.results.find(({ check }) => check.id === id);
    if (!result) return;
    const objects = [...result.failures, ...result.muted].map((failure) => ({
      ...failure,
      note: 'mute' in failure ? vscode.l10n.t('muted') : failure.severity,
      detail: failure.message,
    }));
    await pickObject(result.check.title, objects);
  }

  async showReading(asOf: string): Promise<void> {
    const { source } = this.#host.tenant;
    await this.#trend.showReading(asOf, () => source?.inventory());
  }

  async saveSnapshot(): Promise<void> {
    const { header } = this.#host.tenant.source ?? {};
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!header || !folder) {
      await vscode.commands.executeCommand('keyless.saveSnapshot');
      return;
    }
    const { defaultDomain, id } = header.tenant;
    const name = `${(defaultDomain ?? id).replaceAll(/[^\w.-]+/g, '-')}-${header.asOf.slice(0, 10)}.json`;
    const uri = vscode.Uri.joinPath(folder, '.keyless', 'snapshots', name);
    await vscode.commands.executeCommand('keyless.saveSnapshot', uri);
    this.#trend.refresh();
  }

  assess(): void {
    this.#host.posture.refresh();
  }

  cancel(): void {
    this.#host.posture.cancel();
    this.#trend.cancel();
  }

  /** Made once: a large tenant has millions of failures. */
  #page({ assessment }: Posture): Page {
    const { latest } = this.#trend;
    if (this.#made?.assessment !== assessment || this.#made.trend !== latest) {
      this.#made = { assessment, trend: latest, page: postureReport(assessment, latest) };
    }
    return this.#made.page;
  }

  /** The posture as everything is now, with a notification while it takes its time. */
  async #assessed(): Promise<Posture> {
    const { posture } = this.#host;
    if (posture.isCurrent && posture.latest) return posture.latest;
    const assessed = await withProgress(vscode.l10n.t('Assessing the tenant'), async ({ token, report }) => {
      token.onCancellationRequested(() => posture.cancel());
      const timer = setInterval(() => {
        const { done, total } = posture.progress ?? { done: 0, total: 0 };
        if (total > 0) report(progressText(done, total), done, total);
      }, PROGRESS_MILLISECONDS);
      try {
        return await posture.posture();
      } finally {
        clearInterval(timer);
      }
    });
    if (!assessed) throw new vscode.CancellationError();
    return assessed;
  }

  /** Shows what is known, and asks for what is not while somebody looks. */
  #draw(): void {
    const { posture, tenant, boundary } = this.#host;
    const { latest } = posture;
    if (this.#panel?.isVisible) {
      this.#panel.draw(this.#draft(latest));
      if (tenant.source && !posture.isCurrent && !posture.isPaused && posture.progress === undefined) {
        void boundary.runQuietly('Assessing for the posture report', () => posture.posture());
      }
      if (latest) void boundary.runQuietly('Reading the trend', () => this.#trend.read(latest));
    }
    this.#watch();
  }

  #draft(latest: Posture | undefined): Draft {
    const { tenant, posture } = this.#host;
    if (latest) return { kind: 'report', report: this.#page(latest), key: [this.#page(latest)] };
    if (!tenant.source) return { kind: 'no-tenant' };
    if (!tenant.source.header) return { kind: 'reading' };
    if (posture.isPaused) return { kind: 'paused' };
    return { kind: 'waiting' };
  }

  /** Tells the page how far the work has come, as long as there is any. */
  #watch(): void {
    clearInterval(this.#timer);
    const tell = () => this.#panel?.setBusy(this.#busy());
    tell();
    this.#timer = this.#panel?.isVisible && this.#busy() ? setInterval(tell, PROGRESS_MILLISECONDS) : undefined;
  }

  #busy(): Busy | undefined {
    const { progress } = this.#host.posture;
    if (progress) return { text: vscode.l10n.t('Assessing the tenant'), ...progress };
    return this.#trend.progress && { text: vscode.l10n.t('Reading snapshots'), ...this.#trend.progress };
  }
}

function progressText(done: number, total: number): string {
  return vscode.l10n.t('{0} of {1}', done.toLocaleString(), total.toLocaleString());
}
