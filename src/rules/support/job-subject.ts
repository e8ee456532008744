import { jobSubjects } from '../../federation/github-jobs/job-subjects.ts';
import type { TokenSubject } from '../../federation/token-subject.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import { githubRepository } from '../federation/facts.ts';
import type { RepositoryFacts } from '../rule.ts';
import { listOf, unique } from './words.ts';

export interface JobSubject {
  /** For texts: one subject in backquotes, or what decides it. */
  readonly description: string;
  /** The subjects one by one, `<name>` for what the file does not tell; none where a caller decides. */
  readonly subjects: readonly string[];
}

/** What a person writes into federated credentials so that they trust a GitHub job, as far as texts can say it. */
export function subjectOfJob(job: Job, facts: RepositoryFacts): JobSubject {
  const isOnlyCalled = job.pipeline.triggers.every(({ event }) => event === 'workflow_call');
  if (isOnlyCalled && !job.environment) return { description: 'as the calling workflow gives it', subjects: [] };
  const known = githubRepository(facts);
  const { owner = '<owner>', name = '<repository>', useImmutableSubject = false } = known;
  const repository = { ...known, owner, name, useImmutableSubject };
  const presented = jobSubjects(job, { repository, ignorePermissions: true }) ?? [];
  const subjects = withoutSpareTags(unique(presented.flatMap((subject) => spelled(subject, facts.defaultBranch))));
  if (subjects.length === 0) return { description: 'as the settings of the repository give it', subjects: [] };
  return { description: describe(subjects, job), subjects };
}

function describe(subjects: readonly string[], job: Job): string {
  const quoted = subjects.map((subject) => `\`${subject}\``);
  if (quoted.length > 1) return `${listOf(quoted)} (one each)`;
  const [, open] = /<(branch|tag|name)>$/.exec(subjects[0] ?? '') ?? [];
  if (open === 'name') return `${quoted.join()} for each environment of the job "${job.id}"`;
  return open === undefined ? quoted.join() : `${quoted.join()} of the ${open} it runs on`;
}

/** What filters and names can hold beside one text. */
const OPEN = /[*?+[\]!{}\\]/;

/** A set of subjects as the texts it consists of, or as one with a gap. */
function spelled({ subject, origin }: TokenSubject, defaultBranch: string | undefined): readonly string[] {
  const [, before = '', name = ''] =
    /^(repo:[^:]*:(?:environment:|ref:refs\/heads\/|ref:refs\/tags\/)?)(.*)$/s.exec(subject.display) ?? [];
  const alternatives = /^\{([^{}]*)\}$/.exec(name)?.[1]?.split(',') ?? [name];
  if (!alternatives.some((text) => OPEN.test(text))) return alternatives.map((text) => before + text);
  if (before.endsWith(':environment:')) return [`${before}<name>`];
  // Whoever starts it by hand may choose any branch, and mostly takes this one.
  if (origin === 'workflow_dispatch' && defaultBranch !== undefined) {
    return before.endsWith('/heads/') ? [before + defaultBranch] : [];
  }
  return [`${before}${before.endsWith('/tags/') ? '<tag>' : '<branch>'}`];
}

/** A workflow that every push starts is one for branches. */
function withoutSpareTags(subjects: readonly string[]): readonly string[] {
  const isForBranches = subjects.some((subject) => subject.endsWith('<branch>'));
  return subjects.filter((subject) => !isForBranches || !subject.endsWith('<tag>'));
}
