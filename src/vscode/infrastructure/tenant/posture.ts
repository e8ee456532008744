import * as vscode from 'vscode';
import type { Assessment } from '../../../tenant/assessment/assess.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { LintSession } from '../linting/lint-session.ts';
import { nextTurn } from '../linting/work-in-slices.ts';
import type { Settings } from '../settings.ts';
import type { IdentityPosture } from './posture-assessment.ts';
import type { MuteInFile, PostureMutes } from './posture-mutes.ts';
import type { TenantSession } from './tenant-session.ts';

/** What the assessment of an inventory came to. */
export interface Posture {
  /** Of the tenant or the snapshot, for titles. */
  readonly name: string;
  readonly source: InventorySource;
  /** With what is muted apart from what fails; the mute of a failure is one of `mutes`. */
  readonly assessment: Assessment;
  /** What `keyless.yaml` in the folders of the workspace says. */
  readonly mutes: readonly MuteInFile[];
  /** Those of them that hide nothing. */
  readonly unused: readonly MuteInFile[];
}

/** How far an assessment has come, in identities. */
export interface PostureProgress {
  readonly done: number;
  readonly total: number;
}

interface Assessed {
  readonly source: InventorySource;
  readonly assessment: Assessment;
}

interface Run {
  readonly cancellation: vscode.CancellationTokenSource;
  readonly done: Promise<Posture | undefined>;
  readonly progress: PostureProgress;
}

/** Expiry goes on although nothing is read: an assessment is good for this long. */
const GOOD_MILLISECONDS = 60 * 60 * 1000;

/**
 * The posture of the tenant that is open: assessed when somebody asks, in slices, once for all who ask, and kept until
 * the inventory, the settings or the mutes change. Whoever shows it listens to `onDidChange` and asks again while it is
 * looked at; nobody asks for what nobody looks at.
 */
export class PostureSession extends Disposable {
  readonly #tenant: TenantSession;
  readonly #settings: Settings;
  readonly #lint: LintSession;
  readonly #boundary: ErrorBoundary;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Another posture is known, what is known is out of date, or an assessment began or ended. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  #source: InventorySource | undefined;
  #assessed: Assessed | undefined;
  #posture: Posture | undefined;
  #isStale = false;
  #isPaused = false;
  #assessedBy: string;
  #run: Run | undefined;
  #mutes: Promise<PostureMutes> | undefined;
  #muting = 0;

  constructor(tenant: TenantSession, settings: Settings, lint: LintSession, boundary: ErrorBoundary) {
    super();
    this.#tenant = tenant;
    this.#settings = settings;
    this.#lint = lint;
    this.#boundary = boundary;
    this.#assessedBy = JSON.stringify(settings.posture);
    this.register(tenant.onDidChange(() => this.#tenantChanged()));
    this.register(settings.onDidChange(() => this.#settingsChanged()));
    this.register({ dispose: () => this.#abort() });
  }

  /** What is known, out of date or not; undefined where nothing was assessed yet. */
  get latest(): Posture | undefined {
    return this.#posture;
  }

  /** Whether `posture` would give `latest` without assessing anew. */
  get isCurrent(): boolean {
    const { source, now } = this.#tenant;
    const { assessment } = this.#posture ?? {};
    return (
      source !== undefined && assessment !== undefined && !this.#isStale && now - assessment.now < GOOD_MILLISECONDS
    );
  }

  /** Whether a person ended the last assessment, or it failed: views leave it until somebody asks for another. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Undefined while nothing is being assessed. */
  get progress(): PostureProgress | undefined {
    return this.#run?.progress;
  }

  /**
   * The posture of the tenant that is open, as everything is now. Opens what was open in the last window first.
   * @returns undefined where no tenant is open, nothing of it was read yet, or the assessment was cancelled
   */
  async posture(): Promise<Posture | undefined> {
    await this.#tenant.restore();
    if (this.isCurrent) return this.#posture;
    return (this.#run ?? this.#begin())?.done;
  }

  /** What one identity comes to; undefined where nothing was read yet. */
  async ofIdentity(identity: Identity): Promise<IdentityPosture | undefined> {
    const { source, now } = this.#tenant;
    const { identityPosture } = await this.#tenant.services();
    const mutes = await (await this.mutes()).read();
    return source && identityPosture(source, identity, this.#settings.posture, mutes, now);
  }

  /** What the workspace mutes; changes of it change the posture. */
  mutes(): Promise<PostureMutes> {
    this.#mutes ??= this.#tenant.services().then((services) => {
      const mutes = this.register(new services.PostureMutes(this.#lint));
      this.register(mutes.onDidChange(() => void this.#boundary.runQuietly('Reading mutes', () => this.#muteAgain())));
      return mutes;
    });
    return this.#mutes;
  }

  /** Throws away what is known; whoever shows it asks again. */
  refresh(): void {
    this.#abort();
    this.#isStale = true;
    this.#isPaused = false;
    this.#changed.fire();
  }

  /** Ends the assessment that is under way, as a person asks. */
  cancel(): void {
    if (!this.#run) return;
    this.#abort();
    this.#isPaused = true;
    this.#changed.fire();
  }

  #abort(): void {
    if (!this.#run) return;
    this.#run.cancellation.cancel();
    this.#run = undefined;
    this.#isStale = true;
  }

  #begin(): Run | undefined {
    const { source, current } = this.#tenant;
    // Half of a first reading would be judged for nothing: most of it could not be decided.
    const isBeingRead = this.#tenant.sync !== undefined && source?.sections.applications?.asOf === undefined;
    if (!source?.header || !current || isBeingRead || this.isDisposed) return undefined;
    const cancellation = new vscode.CancellationTokenSource();
    const progress = { done: 0, total: 0 };
    this.#source = source;
    // What changes from here on is not in it.
    this.#isStale = false;
    this.#isPaused = false;
    const end = (isPaused: boolean) => {
      cancellation.dispose();
      // Another one may have begun since.
      if (this.#run !== run) return;
      this.#run = undefined;
      this.#isPaused = isPaused;
      this.#changed.fire();
    };
    const done = this.#assess(source, cancellation.token, progress);
    done.then(
      () => end(false),
      () => end(true),
    );
    const run: Run = { cancellation, done, progress };
    this.#run = run;
    this.#changed.fire();
    return run;
  }

  async #assess(
    source: InventorySource,
    token: vscode.CancellationToken,
    progress: { done: number; total: number },
  ): Promise<Posture | undefined> {
    const { posture: settings } = this.#settings;
    const { assessSource } = await this.#tenant.services();
    const assessment = await assessSource(source, {
      settings,
      now: this.#tenant.now,
      isCancelled: () => token.isCancellationRequested || this.#tenant.source !== source,
      report: (done, total) => {
        Object.assign(progress, { done, total });
      },
      turn: nextTurn,
    });
    if (!assessment || token.isCancellationRequested) return undefined;
    const posture = await this.#postureOf({ source, assessment });
    if (token.isCancellationRequested) return undefined;
    this.#assessed = { source, assessment };
    this.#posture = posture;
    return posture;
  }

  async #postureOf({ source, assessment }: Assessed): Promise<Posture> {
    const { muted } = await this.#tenant.services();
    const mutes = await (await this.mutes()).read();
    return { name: this.#tenant.current?.name ?? '', source, mutes, ...muted(assessment, mutes, source) };
  }

  /** The files say something else now: nothing needs to be assessed for that. */
  async #muteAgain(): Promise<void> {
    const assessed = this.#assessed;
    if (!assessed) return;
    this.#muting += 1;
    const turn = this.#muting;
    const posture = await this.#postureOf(assessed);
    // Somebody may be typing: only the last one counts.
    if (this.#assessed !== assessed || this.#muting !== turn || this.isDisposed) return;
    this.#posture = posture;
    this.#changed.fire();
  }

  #tenantChanged(): void {
    const { source, sync } = this.#tenant;
    if (source !== this.#source) {
      this.#source = source;
      this.#abort();
      this.#assessed = undefined;
      this.#posture = undefined;
      this.#isPaused = false;
    } else if (sync !== undefined || this.#tenant.current?.kind !== 'live') {
      // While a tenant is being read, what was there before counts; a snapshot does not change.
      return;
    } else this.#isStale = true;
    this.#changed.fire();
  }

  #settingsChanged(): void {
    const settings = JSON.stringify(this.#settings.posture);
    if (settings === this.#assessedBy) return;
    this.#assessedBy = settings;
    this.refresh();
  }
}
