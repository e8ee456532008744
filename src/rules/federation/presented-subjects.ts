import { jobSubjects } from '../../federation/github-jobs/job-subjects.ts';
import type { TokenSubject } from '../../federation/token-subject.ts';
import type { SourceDocument, Workspace } from '../../model/document.ts';
import { runsOnGithub } from '../../model/document-kind.ts';
import { modelOf, syntaxErrorsOf } from '../../model/model.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import { Memory } from '../../text/memory.ts';
import type { RepositoryFacts } from '../rule.ts';
import { githubRepository } from './facts.ts';

/** What the GitHub workflows of a workspace present. */
export interface PresentedSubjects {
  readonly subjects: readonly TokenSubject[];
  /** What jobs without `id-token: write` would present, so far as it is sure. */
  readonly ungranted: readonly { readonly job: Job; readonly subjects: readonly TokenSubject[] }[];
}

/** Credentials of a workspace ask for it one after the other; it changes with the workflows only. */
const known = new Memory<
  readonly SourceDocument[],
  Memory<RepositoryFacts, { value: PresentedSubjects | undefined }>
>();

/** Undefined where a workflow cannot be read, or its filters are too complex to decide. */
export function presentedSubjects(workspace: Workspace, facts: RepositoryFacts): PresentedSubjects | undefined {
  const documents = workspace.ofKind('github-workflow');
  const byFacts = known.get(documents) ?? new Memory<RepositoryFacts, { value: PresentedSubjects | undefined }>();
  known.set(documents, byFacts);
  const found = byFacts.get(facts) ?? { value: collect(documents, workspace, facts) };
  byFacts.set(facts, found);
  return found.value;
}

function collect(
  documents: readonly SourceDocument[],
  workspace: Workspace,
  facts: RepositoryFacts,
): PresentedSubjects | undefined {
  const repository = githubRepository(facts);
  const subjects: TokenSubject[] = [];
  const ungranted: { job: Job; subjects: readonly TokenSubject[] }[] = [];
  for (const document of documents.filter(({ path }) => runsOnGithub(path))) {
    const { pipeline } = modelOf(document, workspace);
    if (!pipeline || syntaxErrorsOf(document).length > 0) return undefined;
    // What is only called presents what its callers do: those of this repository are here, others have other subjects.
    if (pipeline.triggers.every(({ event }) => event === 'workflow_call')) continue;
    for (const job of pipeline.jobs) {
      const own = jobSubjects(job, { repository });
      const possible = jobSubjects(job, { repository, ignorePermissions: true });
      if (!own || !possible) return undefined;
      subjects.push(...own);
      if (own.length === 0 && !job.call) ungranted.push({ job, subjects: possible });
    }
  }
  return { subjects: unique(subjects), ungranted };
}

/** Many jobs present the same. */
function unique(subjects: readonly TokenSubject[]): readonly TokenSubject[] {
  const keyOf = ({ subject, jobWorkflowRef }: TokenSubject) => `${subject.display}\n${jobWorkflowRef?.display}`;
  return [...new Map(subjects.map((one) => [keyOf(one), one])).values()];
}
