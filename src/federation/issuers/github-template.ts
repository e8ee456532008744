import type { BreadthClassName } from '../breadth/breadth-class.ts';
import { charSet, union } from '../pattern-set/char-set.ts';
import { char, choice, type Language, oneOrMore, sequence, text, zeroOrMore } from '../pattern-set/language.ts';
import { ANY_REF_NAME } from '../patterns/git-reference.ts';
import { MARKS } from '../patterns/marked-text.ts';
import type { CustomSubjects, SubjectForm } from './platform.ts';

/**
 * Customised subjects: `key:value` joined by `:` in an order the repository or organization chooses (GitHub docs,
 * "Customizing the subject claims"). `:` inside a value is written `%3A`, so a value cannot pretend to be a key.
 */
const FRAGMENTS: Readonly<Record<string, readonly string[]>> = {
  repo: ['repo:{owner}/{repository}', 'repo:{ownerName}@{ownerId}/{repositoryName}@{repositoryId}'],
  // Printed like `repo` by GitHub; azd's helper prints the key's own name, so that both are accepted.
  repository: ['repository:{owner}/{repository}'],
  repository_id: ['repository_id:{templateRepositoryId}'],
  repository_owner: ['repository_owner:{owner}'],
  repository_owner_id: ['repository_owner_id:{templateOwnerId}'],
  ref: ['ref:refs/heads/{branch}', 'ref:refs/tags/{tag}', 'ref:refs/pull/{pull}'],
  environment: ['environment:{environment}'],
  job_workflow_ref: ['job_workflow_ref:{workflowFile}@{workflowRef}'],
  workflow_ref: ['workflow_ref:{workflowFile}@{workflowRef}'],
};

const PLAIN_KEYS = [
  'actor',
  'actor_id',
  'base_ref',
  'event_name',
  'head_ref',
  'job_workflow_sha',
  'ref_type',
  'repository_visibility',
  'run_attempt',
  'run_id',
  'run_number',
  'runner_environment',
  'workflow',
  'workflow_sha',
];
const PROPERTY_PREFIX = 'repo_property_';

/** The context of a pull request stands alone. */
const PULL_REQUEST = 'pull_request';

const REPOSITORY_KEYS = ['repo', 'repository', 'repository_id'];
const OWNER_KEYS = ['repository_owner', 'repository_owner_id'];
const WORKFLOW_KEYS = ['job_workflow_ref', 'workflow_ref'];
const CONTEXT_KEYS = ['ref', 'environment', PULL_REQUEST];

const MAX_FORMS = 32;

function isKey(name: string): boolean {
  return name in FRAGMENTS || PLAIN_KEYS.includes(name) || name.startsWith(PROPERTY_PREFIX);
}

function fragmentsOf(key: string): readonly string[] {
  return key === PULL_REQUEST ? [PULL_REQUEST] : (FRAGMENTS[key] ?? [`${key}:{value}`]);
}

function formsOf(subject: string, isPattern: boolean): readonly SubjectForm[] | undefined {
  const template = keysOf(subject);
  if (!template || (template.hasFreeRest && !isPattern)) return undefined;
  const { keys, hasFreeRest } = template;
  let templates: readonly string[] = [''];
  for (const key of keys) {
    templates = templates.flatMap((start) => fragmentsOf(key).map((end) => (start ? `${start}:${end}` : end)));
    if (templates.length > MAX_FORMS) return undefined;
  }
  const classes = classesOf(keys);
  const mutable = keys.some((key) => REPOSITORY_KEYS.includes(key) || OWNER_KEYS.includes(key))
    ? ['owner', 'repository']
    : [];
  return templates.map((start) => ({
    id: `template/${keys.join('+')}`,
    template: hasFreeRest ? `${start}:{context}` : start,
    classes: start.includes('refs/pull/') ? [...classes, 'pull-ref' as const] : classes,
    mutable,
  }));
}

/** The keys a subject is made of; `hasFreeRest` where a wildcard stands for any further ones. */
function keysOf(subject: string): { readonly keys: readonly string[]; readonly hasFreeRest: boolean } | undefined {
  const segments = subject.split(':');
  const keys: string[] = [];
  for (let at = 0; at < segments.length; ) {
    const segment = segments[at] ?? '';
    if (segment === PULL_REQUEST) {
      keys.push(segment);
      at += 1;
    } else if (isKey(segment) && at + 1 < segments.length) {
      keys.push(segment);
      at += 2;
    } else if (segment.includes('*') && keys.length > 0) return { keys, hasFreeRest: true };
    else return undefined;
  }
  return { keys, hasFreeRest: false };
}

function classesOf(keys: readonly string[]): readonly BreadthClassName[] {
  const has = (some: readonly string[]) => keys.some((key) => some.includes(key));
  const classes: BreadthClassName[] = [];
  if (!has(REPOSITORY_KEYS)) {
    if (!has(OWNER_KEYS) && !has(WORKFLOW_KEYS)) return ['unanchored-template'];
    classes.push('any-repo');
  }
  // A pinned workflow file decides what runs, whatever the branch or event of its caller.
  if (!has(CONTEXT_KEYS) && !has(WORKFLOW_KEYS)) classes.push('repo-any-context');
  if (keys.includes(PULL_REQUEST)) classes.push('any-pull-request');
  return classes;
}

const EDGE: Language = char(union(charSet('^\u0000- :*?'), MARKS));
const VALUE: Language = choice(
  EDGE,
  sequence(EDGE, zeroOrMore(char(union(charSet('^\u0000-\u001f:*?'), MARKS))), EDGE),
);
const NAME: Language = oneOrMore(char(union(charSet('A-Za-z0-9._-'), MARKS)));
const ID: Language = sequence(NAME, text('@'), oneOrMore(char(union(charSet('0-9'), MARKS))));
/** Ids stand behind both names or behind none. */
const REPOSITORY: Language = choice(sequence(NAME, text('/'), NAME), sequence(ID, text('/'), ID), char(MARKS));
/** Workflows run on branches, tags and pull requests; an unknown part may stand for the kind, too. */
const KIND: Language = choice(text('heads'), text('tags'), text('pull'), oneOrMore(char(MARKS)));
const REFERENCE: Language = choice(
  sequence(text('refs/'), KIND, text('/'), ANY_REF_NAME),
  sequence(text('refs/'), char(MARKS)),
  char(MARKS),
);

const FRAGMENT: Language = choice(
  sequence(choice(text('repo:'), text('repository:')), REPOSITORY),
  sequence(text('ref:'), REFERENCE),
  text(PULL_REQUEST),
  sequence(
    choice(
      ...[...Object.keys(FRAGMENTS), ...PLAIN_KEYS]
        .filter((key) => !['repo', 'repository', 'ref'].includes(key))
        .map(text),
      sequence(text(PROPERTY_PREFIX), oneOrMore(char(charSet('A-Za-z0-9_-')))),
    ),
    text(':'),
    VALUE,
  ),
);

export const githubTemplates: CustomSubjects = {
  all: sequence(FRAGMENT, zeroOrMore(sequence(text(':'), FRAGMENT))),
  formsOf,
};
