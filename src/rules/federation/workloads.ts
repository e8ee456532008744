import { jobSubjects } from '../../federation/github-jobs/job-subjects.ts';
import { gitlabJobSubjects } from '../../federation/gitlab-jobs/job-subjects.ts';
import type { TokenSubject } from '../../federation/token-subject.ts';
import { serviceAccountSubjects } from '../../federation/workloads/service-account.ts';
import { serviceConnectionSubjects } from '../../federation/workloads/service-connection.ts';
import type { SourceDocument, Workspace } from '../../model/document.ts';
import type { KubernetesModel, Manifest } from '../../model/kubernetes/index.ts';
import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import type { Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import { connectionsOf } from '../catalogue/azure-pipelines-tasks.ts';
import { accountNameOf, isSetUp, usesWorkloadIdentity, workloadOf } from '../kubernetes/workload.ts';
import type { RepositoryFacts } from '../rule.ts';
import { audienceOfJob } from '../support/login-audience.ts';
import { githubRepository, gitlabProject } from './facts.ts';

/** Something that presents tokens to Entra ID. */
export interface Workload {
  readonly kind: 'job' | 'service-connection' | 'service-account';
  readonly platform: 'github' | 'gitlab' | 'azure-pipelines' | 'kubernetes';
  readonly name: string;
  /** Where the file names it. */
  readonly range: Range;
  /** Empty where it gets no token; undefined where the filters are too complex to decide. */
  readonly subjects: readonly TokenSubject[] | undefined;
}

/** The workloads of a file in the order of the text, those without a token included. */
export function workloadsIn(
  document: SourceDocument,
  workspace: Workspace,
  facts: RepositoryFacts,
): readonly Workload[] {
  const { pipeline, kubernetes } = modelOf(document, workspace);
  if (pipeline) return workloadsOfPipeline(pipeline, facts);
  return kubernetes ? serviceAccounts(kubernetes) : [];
}

function workloadsOfPipeline(pipeline: Pipeline, facts: RepositoryFacts): readonly Workload[] {
  if (pipeline.kind !== 'workflow') return [];
  switch (pipeline.platform) {
    case 'github': {
      const repository = githubRepository(facts);
      return pipeline.jobs.map((job) =>
        jobWorkload(job, jobSubjects(job, { repository, audience: audienceOfJob(job) })),
      );
    }
    case 'gitlab': {
      const project = gitlabProject(facts);
      return pipeline.jobs
        .filter(({ idTokens }) => idTokens.length > 0)
        .map((job) => jobWorkload(job, gitlabJobSubjects(job, project)));
    }
    case 'azure-pipelines':
      return serviceConnections(pipeline);
  }
}

function jobWorkload(job: Job, subjects: Workload['subjects']): Workload {
  const platform = job.pipeline.platform;
  return { kind: 'job', platform, name: job.id, range: job.idRange, subjects };
}

/** Every service connection once, where it is named first. */
function serviceConnections({ jobs }: Pipeline): readonly Workload[] {
  const found = new Map<string, Workload>();
  for (const entry of jobs.flatMap(({ steps }) => steps.flatMap(connectionsOf))) {
    const { raw, range, patterns } = entry.value;
    if (raw.trim() === '' || found.has(raw)) continue;
    const [only, ...more] = patterns;
    const name = only && more.length === 0 ? exactText(only) : undefined;
    found.set(raw, {
      kind: 'service-connection',
      platform: 'azure-pipelines',
      name: name ?? raw,
      range,
      subjects: serviceConnectionSubjects({ name }),
    });
  }
  return [...found.values()];
}

/** Accounts that are set up for workload identity, and those that pods with the label run as. */
function serviceAccounts({ objects }: KubernetesModel): readonly Workload[] {
  const found = new Map<string, Workload>();
  for (const object of objects) {
    const name = accountOf(object);
    const { namespace } = object;
    const key = `${namespace ?? ''}/${name}`;
    if (name === undefined || found.has(key)) continue;
    found.set(key, {
      kind: 'service-account',
      platform: 'kubernetes',
      name: namespace === undefined ? name : `${namespace}/${name}`,
      range: object.headRange,
      subjects: serviceAccountSubjects({ name, namespace }),
    });
  }
  return [...found.values()];
}

function accountOf(object: Manifest): string | undefined {
  if (object.kind === 'ServiceAccount') return isSetUp(object) ? object.name : undefined;
  const workload = workloadOf(object);
  return workload && usesWorkloadIdentity(workload) ? accountNameOf(workload) : undefined;
}
