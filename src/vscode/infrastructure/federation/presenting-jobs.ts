import { matches } from '../../../federation/match/matches.ts';
import type { DocumentKind } from '../../../model/document.ts';
import { runsOnGithub } from '../../../model/document-kind.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import type { FederatedTrust } from '../../../tenant/model/credential.ts';
import type { Position } from '../../../text/range.ts';
import { federatedJob, jobsThatLogIn } from './federated-job.ts';
import { credentialOf } from './narrower-trust.ts';

/** A job that presents tokens, ready to be asked which credentials accept them. */
export interface PresentingJob {
  readonly uri: string;
  readonly path: string;
  readonly jobId: string;
  readonly start: Position;
  /** Changes with all that this says. */
  readonly key: string;
  /** Undefined where the credential accepts none of its tokens. */
  verdictOf(trust: FederatedTrust): 'always' | 'sometimes' | undefined;
}

const KINDS: readonly DocumentKind[] = ['github-workflow', 'gitlab-ci'];

/** The jobs of a workspace that sign in with a token, by file. */
export function presentingJobs(sources: TrustSources): readonly PresentingJob[] {
  return KINDS.flatMap((kind) => sources.workspace.ofKind(kind))
    .filter(({ kind, path }) => kind !== 'github-workflow' || runsOnGithub(path))
    .flatMap((document) =>
      jobsThatLogIn(document, sources.workspace).flatMap((job): PresentingJob[] => {
        const { subjects = [] } = federatedJob(job, { ...sources, inventory: undefined });
        if (subjects.length === 0) return [];
        const start = document.source.positionAt(job.idRange.start);
        const displays = subjects.map(({ issuer, subject }) => `${issuer} ${subject.display}`);
        return [
          {
            uri: document.uri,
            path: document.path,
            jobId: job.id,
            start,
            key: [document.uri, job.id, start.line, ...displays].join('\n'),
            verdictOf: (trust) => {
              const verdict = matches(credentialOf(trust), subjects)?.verdict;
              return verdict === 'never' ? undefined : verdict;
            },
          },
        ];
      }),
    );
}
