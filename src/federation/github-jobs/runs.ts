import type { Trigger } from '../../model/pipeline/pipeline.ts';
import { Memory } from '../../text/memory.ts';
import { compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { charSet } from '../pattern-set/char-set.ts';
import { product } from '../pattern-set/intersection.ts';
import { char, oneOrMore, sequence, text } from '../pattern-set/language.ts';
import { concatSets, exactly, setOf, type TextSet } from '../subject-set.ts';
import type { SubjectConfidence } from '../token-subject.ts';
import { refSource } from './events.ts';
import type { Narrowing } from './narrowing-condition.ts';
import { filteredBranches, filteredRefs } from './ref-filters.ts';
import type { GitHubRepository } from './repository.ts';
import { ANY_REF } from './text-sets.ts';

/** One way a job can be started: the event and the `GITHUB_REF` it runs with. */
export interface Run {
  readonly event: string;
  readonly ref: TextSet;
  /** True where the subject says `pull_request` instead of the ref. */
  readonly isPullRequest: boolean;
  readonly confidence: SubjectConfidence;
}

const HEADS = exactly('refs/heads/');
const TAGS = exactly('refs/tags/');
const PULL_REF: TextSet = {
  language: sequence(text('refs/pull/'), oneOrMore(char(charSet('0-9'))), text('/merge')),
  display: 'refs/pull/*/merge',
};
/** `refs/heads/gh-readonly-queue/main/pr-12-<sha>`, in the form that GitHub's merge queue uses. */
const QUEUE_END: TextSet = {
  language: sequence(text('/pr-'), oneOrMore(char(charSet('0-9'))), text('-'), oneOrMore(char(charSet('0-9a-f')))),
  display: '/pr-*',
};

/** The runs of a trigger that every condition on the way to the job allows. @throws BudgetExceededError */
export function runsOf(
  trigger: Trigger,
  repository: GitHubRepository,
  conditions: readonly Narrowing[],
  budget: Budget,
): readonly Run[] {
  return started(trigger, repository, budget).flatMap((run) => {
    const kept = conditions.reduce<Run | undefined>((known, one) => known && narrowed(known, one, budget), run);
    return kept ?? [];
  });
}

interface Started {
  readonly defaultBranch: string | undefined;
  readonly runs: readonly Run[];
}

/** The jobs of a workflow have its triggers in common, whose filters cost more than all else. */
const startedBefore = new Memory<Trigger, Started>();

function started(trigger: Trigger, { defaultBranch }: GitHubRepository, budget: Budget): readonly Run[] {
  const known = startedBefore.get(trigger);
  if (known && known.defaultBranch === defaultBranch) return known.runs;
  const runs = runsBy(trigger, defaultBranch, budget);
  startedBefore.set(trigger, { defaultBranch, runs });
  return runs;
}

function runsBy(trigger: Trigger, defaultBranch: string | undefined, budget: Budget): readonly Run[] {
  const { event } = trigger;
  const run = (ref: TextSet, confidence: SubjectConfidence = 'certain', isPullRequest = false): Run => ({
    event,
    ref,
    isPullRequest,
    confidence,
  });
  const branch = (name: TextSet) => run(concatSets(HEADS, name));
  const tag = (name: TextSet) => run(concatSets(TAGS, name));
  switch (refSource(event)) {
    case 'filtered': {
      const { branches, tags } = filteredRefs(trigger, budget);
      return [...(branches ? [branch(branches)] : []), ...(tags ? [tag(tags)] : [])];
    }
    case 'any':
      return [branch(ANY_REF), tag(ANY_REF)];
    // Who calls the workflow is not known: it may be any run.
    case 'caller':
      return [
        { ...branch(ANY_REF), confidence: 'likely' },
        { ...tag(ANY_REF), confidence: 'likely' },
        run(PULL_REF, 'uncertain', true),
      ];
    case 'tag':
      return [tag(ANY_REF)];
    case 'pull':
      return [run(PULL_REF, 'certain', true)];
    case 'review':
      return [run(PULL_REF, 'uncertain', true), run(PULL_REF, 'uncertain', false)];
    case 'merge-group': {
      const base = filteredBranches(trigger, budget);
      return [run(concatSets(exactly('refs/heads/gh-readonly-queue/'), base, QUEUE_END))];
    }
    case 'default':
      return defaultBranch === undefined
        ? [{ ...branch(ANY_REF), confidence: 'likely' }]
        : [branch(exactly(defaultBranch))];
  }
}

function narrowed(run: Run, { event, ref, refName, refType }: Narrowing, budget: Budget): Run | undefined {
  if (event !== undefined && event !== run.event) return undefined;
  const wanted = [
    ...(ref === undefined ? [] : [exactly(ref)]),
    ...(refName === undefined || run.isPullRequest
      ? []
      : [concatSets(HEADS, exactly(refName)), concatSets(TAGS, exactly(refName))]),
    ...(refType === 'branch' ? [concatSets(HEADS, ANY_REF)] : []),
    ...(refType === 'tag' ? [concatSets(TAGS, ANY_REF)] : []),
  ];
  if (wanted.length === 0) return run;
  const kept = wanted.flatMap((one) => {
    const common = product(compile(run.ref.language), compile(one.language), budget);
    return common ? [setOf(common.automaton, one.display.endsWith('*') ? run.ref.display : one.display)] : [];
  });
  return kept[0] && { ...run, ref: kept[0] };
}
