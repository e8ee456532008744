import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import { hoverMarkdown } from './hover-markdown.ts';
import { jobAt } from './job-at.ts';

/** Everything that a job can present and what each credential says to it, where the pointer rests on job or login. */
export class JobHovers implements vscode.HoverProvider {
  readonly #session: FederationSession;
  readonly #boundary: ErrorBoundary;

  constructor(session: FederationSession, boundary: ErrorBoundary) {
    this.#session = session;
    this.#boundary = boundary;
  }

  provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    return this.#boundary.runQuietly('Hover of a job', async () => {
      const opened = await this.#session.open(document, token);
      const place = opened && jobAt(opened, position);
      if (!opened || !place) return undefined;
      const { engine, sources } = opened;
      const report = engine.jobReport(engine.federatedJob(place.job, sources), sources);
      return new vscode.Hover(hoverMarkdown(report, opened), place.range);
    });
  }
}
