import * as vscode from 'vscode';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { FederationSession } from './federation-session.ts';
import type { PresentingJob } from './presenting-jobs.ts';

/** A job of the workspace whose tokens a credential accepts. */
export interface TrustedJob {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly jobId: string;
  readonly range: vscode.Range;
  /** Whether only some of its runs are accepted. */
  readonly isForSome: boolean;
}

/**
 * Which jobs of the workspace use which federated credential. Worked out when somebody first asks, and again after a
 * change when somebody asks again.
 */
export class TrustedJobs extends Disposable {
  readonly #session: FederationSession;
  readonly #boundary: ErrorBoundary;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** The jobs are known now, or others than before. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  #jobs: readonly PresentingJob[] | undefined;
  #isStale = true;
  #isLoading = false;

  constructor(session: FederationSession, boundary: ErrorBoundary) {
    super();
    this.#session = session;
    this.#boundary = boundary;
    this.register(
      session.onDidChange(() => {
        this.#isStale = true;
      }),
    );
  }

  /** Undefined before the workspace was looked through, which this begins. */
  of(trust: FederatedTrust): readonly TrustedJob[] | undefined {
    if (this.#isStale && !this.#isLoading) void this.#load();
    return this.#jobs?.flatMap((job): TrustedJob[] => {
      const verdict = job.verdictOf(trust);
      if (verdict === undefined) return [];
      const { path, jobId, start } = job;
      const range = new vscode.Range(start.line, start.character, start.line, start.character + jobId.length);
      return [{ uri: vscode.Uri.parse(job.uri), path, jobId, range, isForSome: verdict === 'sometimes' }];
    });
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    this.#isStale = false;
    await this.#boundary.runQuietly('Jobs of the workspace', async () => {
      if (!vscode.workspace.workspaceFolders?.length) return;
      const { engine, sources } = await this.#session.workspace();
      const jobs = engine.presentingJobs(sources);
      const before = this.#jobs;
      this.#jobs = jobs;
      if (before?.length === jobs.length && jobs.every(({ key }, index) => key === before[index]?.key)) return;
      this.#changed.fire();
    });
    this.#isLoading = false;
  }
}
