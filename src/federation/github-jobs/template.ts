import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { Context } from './contexts.ts';
import { idOf, nameOf, type SubjectPrefix } from './prefix.ts';
import type { GitHubRepository } from './repository.ts';
import { ANY_VALUE } from './text-sets.ts';

interface TemplateFacts {
  readonly repository: GitHubRepository;
  readonly prefix: SubjectPrefix;
  readonly context: Context;
  readonly jobWorkflowRef: TextSet;
}

/**
 * A customised subject: `key:value` joined by `:` (GitHub docs, "Customizing the subject claims"). Undefined where the
 * template asks for an environment and the job has none: it gets no token.
 */
export function templateSubject(keys: readonly string[], facts: TemplateFacts): TextSet | undefined {
  const fragments = keys.map((key) => fragment(key, facts));
  const parts: TextSet[] = [];
  for (const [index, part] of fragments.entries()) {
    if (!part) return undefined;
    if (index > 0) parts.push(exactly(':'));
    parts.push(part);
  }
  return concatSets(...parts);
}

function fragment(key: string, { repository, prefix, context, jobWorkflowRef }: TemplateFacts): TextSet | undefined {
  switch (key) {
    case 'repo':
    case 'repository':
      return prefix.text;
    case 'context':
      return context.text;
    case 'environment':
      return context.environment && concatSets(exactly('environment:'), context.environment);
    case 'ref':
      return concatSets(exactly('ref:'), context.run.ref);
    case 'job_workflow_ref':
      return concatSets(exactly('job_workflow_ref:'), jobWorkflowRef);
    case 'repository_owner':
      return concatSets(exactly('repository_owner:'), nameOf(repository.owner));
    case 'repository_owner_id':
      return concatSets(exactly('repository_owner_id:'), idOf(repository.ownerId));
    case 'repository_id':
      return concatSets(exactly('repository_id:'), idOf(repository.repositoryId));
    case 'event_name':
      return exactly(`event_name:${context.run.event}`);
    default:
      return concatSets(exactly(`${key}:`), ANY_VALUE);
  }
}
