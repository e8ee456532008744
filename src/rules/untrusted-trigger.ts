import { narrowingOf } from '../federation/github-jobs/narrowing-condition.ts';
import type { Job, Pipeline, Trigger } from '../model/pipeline/pipeline.ts';
import type { Range } from '../text/range.ts';
import { INSIDER_CONDITION, OUTSIDER_EVENTS, type OutsiderEventRow } from './catalogue/outsider-events.ts';
import type { RelatedLocation } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { outsiderCheckout } from './support/outsider-code.ts';
import { signInOfJob } from './support/sign-in-of-job.ts';
import { listOf } from './support/words.ts';

const SUBJECT =
  'The token carries the subject of the default branch, so to Azure the run is a push to that branch, whoever started it.';

const MESSAGES = {
  outsiderCode:
    'The job "{job}" runs code of {who} (`{event}`) and can sign in to Azure ({by}). Whoever sends that code gets the token or the secret. Build it in a job on `pull_request`, without `id-token` and secrets, and let a job that runs none of it deploy.',
  reachable: `{who} starts {jobs} (\`{event}\`), and {verb} sign in to Azure ({by}). ${SUBJECT} Give the job an \`environment\` with required reviewers and trust that one, or check in \`if\` who started the run.`,
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** A login, or the permission to log in, in runs that outsiders start. */
export const untrustedTrigger = defineRule({
  id: 'untrusted-trigger',
  title: 'Login to Azure in runs that outsiders can start',
  severity: 'warning',
  tags: ['CWE-284', 'CWE-829', 'CICD-SEC-4'],
  messages: MESSAGES,
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github' || pipeline.kind !== 'workflow') return;
      for (const trigger of pipeline.triggers) {
        const row = OUTSIDER_EVENTS.find(({ event }) => event === trigger.event);
        if (row) checkTrigger(pipeline, trigger, row, context);
      }
    },
  },
});

interface ExposedJob {
  readonly job: Job;
  readonly by: string;
}

function checkTrigger(pipeline: Pipeline, trigger: Trigger, row: OutsiderEventRow, context: Context): void {
  const exposed: ExposedJob[] = [];
  for (const job of pipeline.jobs) {
    if (!isStartedBy(job, row.event)) continue;
    const by = signInOfJob(job);
    if (by === undefined) continue;
    if (row.carriesCode && checkCode({ job, by }, trigger, row, context)) continue;
    if (!isGated(job) && !onlyRunsForInsiders(job, trigger)) exposed.push({ job, by });
  }
  const [first] = exposed;
  if (!first) return;
  const names = exposed.map(({ job }) => `"${job.id}"`);
  context.report({
    messageId: 'reachable',
    data: {
      who: capitalised(row.who),
      event: row.event,
      jobs: `the ${names.length === 1 ? 'job' : 'jobs'} ${listOf(names)}`,
      verb: names.length === 1 ? 'it can' : 'they can',
      by: first.by,
    },
    range: eventRange(trigger, context),
    // A run after another one, or about a text, needs one more mistake to be abused.
    severity: row.event === 'pull_request_target' ? 'warning' : 'information',
    confidence: 'medium',
    related: exposed.map(({ job }) => at(pipeline, job.idRange, 'This job can sign in.')),
  });
}

/** The job's own steps, and those of the workflow it calls. */
function checkCode({ job, by }: ExposedJob, trigger: Trigger, row: OutsiderEventRow, context: Context): boolean {
  const called = job.call?.target?.jobs ?? [];
  const checkout = outsiderCheckout(job);
  const isCalled = !checkout && called.some((other) => outsiderCheckout(other) !== undefined);
  const range = checkout?.range ?? (isCalled ? job.call?.uses.range : undefined);
  const text = `${job.condition?.raw ?? ''} ${checkout?.step.condition?.raw ?? ''}`;
  if (!range || isOwnCode(text)) return false;
  const { pipeline } = job;
  context.report({
    messageId: 'outsiderCode',
    data: { job: job.id, who: row.who, event: row.event, by },
    range,
    // Somebody of the repository looks at it first: at one state of the code, and it may change until it runs.
    severity: isGated(job) || INSIDER_CONDITION.test(text) ? 'warning' : 'error',
    related: [at(pipeline, eventRange(trigger, context), 'This starts the run.')],
  });
  return true;
}

function isStartedBy(job: Job, event: string): boolean {
  const condition = job.condition?.raw ?? '';
  const only = narrowingOf(condition).event;
  if (only !== undefined && only !== event) return false;
  // A condition on the comment is false where there is none.
  return event.endsWith('comment') || !/\bgithub\.event\.comment\b/.test(condition);
}

/** The condition lets in only code of the repository itself. */
function isOwnCode(condition: string): boolean {
  return /head\.repo\.full_name\s*==\s*github\.repository|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork|head_repository\.full_name\s*==\s*github\.repository|workflow_run\.event\s*==\s*'(?:push|schedule|workflow_dispatch|release)'/.test(
    condition,
  );
}

/** An environment has the subject of its own, and may have reviewers. */
function isGated(job: Job): boolean {
  return job.environment !== undefined;
}

function onlyRunsForInsiders(job: Job, { event, filters }: Trigger): boolean {
  const condition = job.condition?.raw ?? '';
  if (INSIDER_CONDITION.test(condition)) return true;
  const types = filters.find(({ name }) => name === 'types')?.values ?? [];
  // Only people of the repository can put labels on, or close what is not theirs.
  if (event === 'pull_request_target' || event === 'issues') {
    return types.length > 0 && types.every((type) => ['labeled', 'unlabeled', 'assigned', 'milestoned'].includes(type));
  }
  return event === 'workflow_run' && /workflow_run\.head_branch\s*==/.test(condition);
}

/** The name of the event alone: a trigger's range may hold its filters. */
function eventRange({ range, event }: Trigger, { document }: Context): Range {
  const text = document.source.text.slice(range.start, range.end);
  const at = text.indexOf(event);
  return at < 0 ? range : { start: range.start + at, end: range.start + at + event.length };
}

function at({ document }: Pipeline, range: Range, message: string): RelatedLocation {
  return { uri: document.uri, range, message };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
