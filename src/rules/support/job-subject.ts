import { exactText } from '../../model/patterns.ts';
import type { Job, Trigger } from '../../model/pipeline/pipeline.ts';
import type { RepositoryFacts } from '../rule.ts';

export interface JobSubject {
  /** For texts: one subject in backquotes, or what decides it. */
  readonly description: string;
  /** The subjects one by one, `<name>` for what the file does not tell; none where a caller decides. */
  readonly subjects: readonly string[];
}

/**
 * The subject of a GitHub job's token, as far as one text can say it: the environment decides first, then
 * `pull_request`, then the ref (GitHub Docs, OpenID Connect reference).
 */
export function subjectOfJob(job: Job, repository: RepositoryFacts): JobSubject {
  const prefix = prefixOf(repository);
  if (job.environment) {
    const names = job.environment.name.patterns.map(exactText);
    if (names.every((name): name is string => name !== undefined && name !== '')) {
      return exactly(names.map((name) => `${prefix}:environment:${name.replaceAll(':', '%3A')}`));
    }
    const subject = `${prefix}:environment:<name>`;
    return { description: `\`${subject}\` for each environment of the job "${job.id}"`, subjects: [subject] };
  }
  if (job.pipeline.isReusable) return { description: 'as the calling workflow gives it', subjects: [] };
  const contexts = new Set(job.pipeline.triggers.flatMap((trigger) => contextsOf(trigger, repository)));
  if (contexts.size === 0 || contexts.has(undefined)) {
    const subject = `${prefix}:ref:refs/heads/<branch>`;
    return { description: `\`${subject}\` of the branch it runs on`, subjects: [subject] };
  }
  return exactly([...contexts].map((context) => `${prefix}:${context}`));
}

function prefixOf({ fullName, ownerId, repositoryId, useImmutableSubject }: RepositoryFacts): string {
  const [owner = '<owner>', name = '<repository>'] = fullName?.split('/') ?? [];
  return useImmutableSubject && ownerId && repositoryId
    ? `repo:${owner}@${ownerId}/${name}@${repositoryId}`
    : `repo:${owner}/${name}`;
}

/** What an event puts behind the repository; undefined where that is not one text. */
function contextsOf(trigger: Trigger, repository: RepositoryFacts): readonly (string | undefined)[] {
  if (trigger.event === 'pull_request') return ['pull_request'];
  if (trigger.event === 'push') return refsOfPush(trigger);
  if (trigger.event === 'workflow_dispatch' || trigger.event === 'workflow_call') {
    return repository.defaultBranch ? [`ref:refs/heads/${repository.defaultBranch}`] : [undefined];
  }
  const branch = repository.defaultBranch;
  return [branch ? `ref:refs/heads/${branch}` : undefined];
}

function refsOfPush(trigger: Trigger): readonly (string | undefined)[] {
  const refs: (string | undefined)[] = [];
  for (const { name, values } of trigger.filters) {
    if (name !== 'branches' && name !== 'tags') continue;
    for (const value of values) {
      refs.push(/[*?+[\]!\\]/.test(value) ? undefined : `ref:refs/${name === 'tags' ? 'tags' : 'heads'}/${value}`);
    }
  }
  return refs.length > 0 ? refs : [undefined];
}

function exactly(subjects: readonly string[]): JobSubject {
  return { description: oneOf(subjects), subjects };
}

function oneOf(subjects: readonly string[]): string {
  const quoted = subjects.map((subject) => `\`${subject}\``);
  return quoted.length === 1 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)} (one each)`;
}
