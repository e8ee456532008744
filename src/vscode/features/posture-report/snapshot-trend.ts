import * as vscode from 'vscode';
import { VERSION } from '../../../lint/links.ts';
import {
  type NamedPoint,
  NO_TREND,
  type Trend,
  type TrendPoint,
  type TrendProblem,
  trendPoint,
} from '../../../tenant/assessment/report/trend.ts';
import type { Inventory } from '../../../tenant/model/inventory.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { nextTurn } from '../../infrastructure/linting/work-in-slices.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import type { Posture } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { PointCache, sha256 } from './point-cache.ts';
import { ReadOnlyDocuments } from './read-only-documents.ts';

interface Host {
  readonly context: vscode.ExtensionContext;
  readonly tenant: TenantSession;
  readonly settings: Settings;
}

/** By the name that the person knows it under. */
type File = readonly [string, vscode.Uri];

interface JudgedBy {
  readonly preset: string;
  readonly thresholds: object;
}

/** Files that are looked at, the last by name. */
const MOST_FILES = 200;

/** What the snapshots in the workspace come to. Each is judged once, however often the report is shown. */
export class SnapshotTrend extends Disposable {
  readonly #host: Host;
  readonly #cache: PointCache;
  readonly #documents = this.register(new ReadOnlyDocuments());
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Another trend is known, or reading began or ended. */
  readonly onDidChange = this.#changed.event;
  readonly #files = new Map<string, vscode.Uri>();
  /** By file and its state on disk: what has not changed since is not read again. */
  readonly #hashes = new Map<string, string>();
  #watchers: vscode.Disposable[] = [];
  #latest: Trend = NO_TREND;
  /** What the trend was judged by. */
  #readBy: string | undefined;
  #isCancelled = false;
  #running: Promise<void> | undefined;
  #progress: { readonly done: number; readonly total: number } | undefined;

  constructor(host: Host) {
    super();
    this.#host = host;
    this.#cache = new PointCache(host.context.globalState);
    this.register(host.settings.onDidChange(() => this.#settingsChanged()));
    this.register({ dispose: () => this.#unwatch() });
  }

  get latest(): Trend {
    return this.#latest;
  }

  /** In files; undefined while nothing is read. */
  get progress(): { readonly done: number; readonly total: number } | undefined {
    return this.#progress;
  }

  /** The trend, judged by what the posture is judged by; read where that was not done before. */
  async read({ assessment: { preset, thresholds } }: Posture): Promise<Trend> {
    const by = JSON.stringify([VERSION, preset, thresholds, this.#host.settings.snapshotGlobs]);
    if (this.#readBy !== by) {
      await this.#running;
      if (this.#readBy !== by) {
        this.#readBy = by;
        this.#isCancelled = false;
        this.#running = this.#read(by, { preset, thresholds: { ...thresholds } });
      }
    }
    await this.#running;
    return this.#latest;
  }

  /** Files may have come, changed or gone. */
  refresh(): void {
    this.#readBy = undefined;
    this.#changed.fire();
  }

  /** Leaves out what was not read by now. */
  cancel(): void {
    this.#isCancelled = true;
  }

  /** @param asOf of a reading */
  async showReading(asOf: string, current: () => Inventory | undefined): Promise<void> {
    const point = this.#latest.points.find((each) => each.asOf === asOf);
    const uri = point?.name === undefined ? undefined : this.#files.get(point.name);
    if (!uri) {
      await vscode.commands.executeCommand('keyless.identities.focus');
      return;
    }
    const { action } = await pick(
      [
        { action: 'compare', label: vscode.l10n.t('Show What Has Changed Since') },
        { action: 'open', label: vscode.l10n.t('Open Snapshot') },
      ],
      { title: `${asOf.slice(0, 10)}, ${point?.name}`, placeHolder: '' },
    );
    if (action === 'open') await vscode.commands.executeCommand('keyless.openSnapshot', uri);
    else await this.#compare(uri, current);
  }

  async #compare(uri: vscode.Uri, current: () => Inventory | undefined): Promise<void> {
    const { parseSnapshot, changesSince } = await this.#host.tenant.tenant();
    const before = parseSnapshot(await textOf(uri));
    const after = current();
    if (!after) return;
    const name = vscode.l10n.t('Changes since {0}', before.asOf.slice(0, 10));
    await this.#documents.show(`${name}.txt`, changesSince(before, after));
  }

  #settingsChanged(): void {
    this.#unwatch();
    if (this.#readBy !== undefined) this.refresh();
  }

  async #read(by: string, settings: JudgedBy): Promise<void> {
    this.#watch();
    const found = await this.#find();
    if (found.length === 0 && this.#latest === NO_TREND) return;
    try {
      this.#latest = await this.#readAll(found, by, settings);
      await this.#cache.save();
    } finally {
      this.#progress = undefined;
      this.#changed.fire();
    }
  }

  async #readAll(files: readonly File[], by: string, settings: JudgedBy): Promise<Trend> {
    const points: NamedPoint[] = [];
    const problems: TrendProblem[] = [];
    for (const [index, [name, uri]] of files.entries()) {
      this.#progress = { done: index, total: files.length };
      if (index === 0) this.#changed.fire();
      try {
        if (this.#isEnded()) throw new vscode.CancellationError();
        points.push({ ...(await this.#point(uri, by, settings)), name });
      } catch (error) {
        problems.push({ name, message: await this.#reason(error) });
      }
    }
    return { points, problems };
  }

  #isEnded(): boolean {
    return this.#isCancelled || this.isDisposed;
  }

  async #find(): Promise<readonly File[]> {
    this.#files.clear();
    for (const glob of this.#host.settings.snapshotGlobs) {
      for (const uri of await vscode.workspace.findFiles(glob, null)) {
        this.#files.set(vscode.workspace.asRelativePath(uri), uri);
      }
    }
    return [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MOST_FILES);
  }

  async #point(uri: vscode.Uri, by: string, settings: JudgedBy): Promise<TrendPoint> {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    const state = `${uri.toString()} ${mtime} ${size}`;
    const unread = this.#hashes.get(state);
    const kept = unread === undefined ? undefined : this.#cache.get(`${by} ${unread}`);
    if (kept) return kept;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const hash = await sha256(bytes);
    this.#hashes.set(state, hash);
    const key = `${by} ${hash}`;
    const known = this.#cache.get(key);
    if (known) return known;
    const { parseSnapshot, SnapshotSource, assessSource } = await this.#host.tenant.tenant();
    const inventory = parseSnapshot(new TextDecoder().decode(bytes));
    const assessment = await assessSource(new SnapshotSource(inventory), {
      settings: { ...settings, thresholds: { ...settings.thresholds } },
      now: Date.parse(inventory.asOf),
      isCancelled: () => this.#isEnded(),
      turn: nextTurn,
    });
    if (!assessment) throw new vscode.CancellationError();
    const point = trendPoint(assessment);
    this.#cache.set(key, point);
    return point;
  }

  async #reason(error: unknown): Promise<string> {
    if (error instanceof vscode.CancellationError) return vscode.l10n.t('Reading was cancelled.');
    const { SnapshotError } = await this.#host.tenant.services();
    if (error instanceof SnapshotError) return error.message;
    if (error instanceof vscode.FileSystemError) return vscode.l10n.t('The file cannot be read.');
    throw error;
  }

  #watch(): void {
    if (this.#watchers.length > 0) return;
    const again = () => this.refresh();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const glob of this.#host.settings.snapshotGlobs) {
        // As `findFiles` takes a pattern: a watcher would take one alone for that of a whole path.
        const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, glob));
        this.#watchers.push(
          watcher,
          watcher.onDidCreate(again),
          watcher.onDidChange(again),
          watcher.onDidDelete(again),
        );
      }
    }
  }

  #unwatch(): void {
    for (const each of this.#watchers) each.dispose();
    this.#watchers = [];
  }
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
