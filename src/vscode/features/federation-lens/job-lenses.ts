import * as vscode from 'vscode';
import type { Job } from '../../../model/pipeline/pipeline.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type {
  FederationSession,
  JobTarget,
  OpenedDocument,
} from '../../infrastructure/federation/federation-session.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';
import type { Settings } from '../../infrastructure/settings.ts';

/** Above a job that logs in; what it says is worked out when it comes into view. */
class JobLens extends vscode.CodeLens {
  readonly opened: OpenedDocument;
  readonly job: Job;

  constructor(range: vscode.Range, opened: OpenedDocument, job: Job) {
    super(range);
    this.opened = opened;
    this.job = job;
  }
}

/** `presents repo:…:environment:prod — trusted by deployer-prod`, and what can be done about it. */
export class JobLenses extends Disposable implements vscode.CodeLensProvider {
  readonly #session: FederationSession;
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses: vscode.Event<void> = this.#changed.event;

  constructor(session: FederationSession, settings: Settings, boundary: ErrorBoundary) {
    super();
    this.#session = session;
    this.#settings = settings;
    this.#boundary = boundary;
    this.register(session.onDidChange(() => this.#changed.fire()));
    this.register(settings.onDidChange(() => this.#changed.fire()));
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    if (!this.#settings.showsFederationLens(document.uri)) return undefined;
    return this.#boundary.runQuietly('Lenses of jobs', async () => {
      await this.#session.settled(document, token);
      const opened = await this.#session.open(document, token);
      if (!opened || token.isCancellationRequested) return undefined;
      const { engine, document: source, sources } = opened;
      return engine.jobsThatLogIn(source, sources.workspace).flatMap((job): vscode.CodeLens[] => {
        const range = toEditorRange(source.source, job.idRange);
        const target: JobTarget = { uri: source.uri, jobId: job.id };
        return [new JobLens(range, opened, job), explainLens(range, target), createLens(range, target)];
      });
    });
  }

  async resolveCodeLens(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
    if (!(lens instanceof JobLens)) return lens;
    const { opened, job } = lens;
    const { engine, sources, document } = opened;
    const federated = engine.federatedJob(job, sources);
    const judgement = engine.judge(federated, sources);
    lens.command = {
      title: engine.lensTitle(federated, judgement, sources),
      tooltip: (federated.subjects ?? []).map(({ subject }) => subject.display).join('\n'),
      command: 'keyless.showTrust',
      arguments: [{ uri: document.uri, jobId: job.id } satisfies JobTarget],
    };
    return lens;
  }
}

function explainLens(range: vscode.Range, target: JobTarget): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    title: vscode.l10n.t('Explain'),
    tooltip: vscode.l10n.t('Which tokens this job presents, why, and what each credential says to them'),
    command: 'keyless.explainTokenSubject',
    arguments: [target],
  });
}

function createLens(range: vscode.Range, target: JobTarget): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    title: vscode.l10n.t('Create Federated Credential…'),
    command: 'keyless.createFederatedCredential',
    arguments: [target],
  });
}
