import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';
import { jobAt } from './job-at.ts';

/** From a login to the credentials in infrastructure code that trust it. */
export class TrustDefinitions implements vscode.DefinitionProvider {
  readonly #session: FederationSession;
  readonly #boundary: ErrorBoundary;

  constructor(session: FederationSession, boundary: ErrorBoundary) {
    this.#session = session;
    this.#boundary = boundary;
  }

  provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[] | undefined> {
    return this.#boundary.runQuietly('Definition of a trust', async () => {
      const opened = await this.#session.open(document, token);
      const place = opened && jobAt(opened, position);
      if (!opened || !place) return undefined;
      const { engine, sources } = opened;
      const { credentials } = engine.judge(engine.federatedJob(place.job, sources), sources);
      return credentials.flatMap((credential): vscode.LocationLink[] => {
        if (credential.from !== 'code') return [];
        const { location, declaration } = credential;
        return [
          {
            originSelectionRange: place.range,
            targetUri: vscode.Uri.parse(location.uri),
            targetRange: toEditorRange(declaration.document.source, location.range),
          },
        ];
      });
    });
  }
}
