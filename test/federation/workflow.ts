import { jobSubjects } from '../../src/federation/github-jobs/job-subjects.ts';
import type { GitHubRepository } from '../../src/federation/github-jobs/repository.ts';
import type { TokenSubject } from '../../src/federation/token-subject.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { modelOf } from '../../src/model/model.ts';
import type { Job } from '../../src/model/pipeline/pipeline.ts';

export const CONTOSO: GitHubRepository = {
  owner: 'contoso',
  name: 'app',
  ownerId: 5544123,
  repositoryId: 821093847,
  defaultBranch: 'main',
  host: 'github.com',
  useImmutableSubject: false,
};

/** The first job of a workflow; `called` is the workflow `./.github/workflows/called.yml`. */
export function firstJob(workflow: string, called?: string): Job {
  const workspace = new WorkspaceIndex();
  const document = createDocument('file:///deploy', '.github/workflows/deploy.yml', workflow);
  workspace.set(document);
  if (called) workspace.set(createDocument('file:///called', '.github/workflows/called.yml', called));
  const job = modelOf(document, workspace).pipeline?.jobs[0];
  if (!job) throw new Error('the workflow has no job');
  return job;
}

export function subjectsOf(
  workflow: string,
  repository: Partial<GitHubRepository> = {},
  rest: { readonly called?: string | undefined; readonly audience?: string | undefined } = {},
): readonly TokenSubject[] {
  const options = { repository: { ...CONTOSO, ...repository }, audience: rest.audience };
  const subjects = jobSubjects(firstJob(workflow, rest.called), options);
  if (!subjects) throw new Error('too complex');
  return subjects;
}
