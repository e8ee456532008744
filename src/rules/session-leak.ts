import type { Entry, Job, Step } from '../model/pipeline/pipeline.ts';
import type { Script } from '../model/script.ts';
import { scriptsOf } from '../model/scripts-of-pipeline.ts';
import type { ScriptCommand } from '../syntax/script/index.ts';
import { TOKENLESS_ACTIONS } from './catalogue/oidc-logins.ts';
import { OUTSIDER_EVENTS } from './catalogue/outsider-events.ts';
import { BUILD_COMMAND, PACKAGE_INSTALL } from './catalogue/package-installs.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin } from './support/azure-login.ts';
import { programName } from './support/commands.ts';
import { editsOf } from './support/edits.ts';
import { outsiderCheckout } from './support/outsider-code.ts';

const MESSAGES = {
  openDuringInstall:
    '`{command}` runs code of packages while the session of azure/login is open: an install script that was tampered with can use it. Nothing before this step needs the session, so log in behind it; better still, build in a job of its own, without `id-token: write` and secrets.',
  openForOutsiders:
    'This takes in code from outside while the session of azure/login is open, and what runs of it can use the session. Build such code in a job of its own, without `id-token: write` and secrets.',
  keptSession:
    'AZURE_LOGIN_POST_CLEANUP: false leaves the session of azure/login on the runner when the job ends, and this job may run on one that other jobs use after it. Remove the variable, or set `AZURE_LOGIN_PRE_CLEANUP: true` for the jobs that come after.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** A login that comes earlier than it must, so that other people's code runs inside its session. */
export const sessionLeak = defineRule({
  id: 'session-leak',
  title: 'Session open while code of others runs',
  severity: 'information',
  tags: ['CWE-668', 'CICD-SEC-4'],
  messages: MESSAGES,
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github' || pipeline.kind !== 'workflow') return;
      const jobs = pipeline.jobs.filter((job) => loginOf(job) !== undefined);
      if (jobs.length === 0) return;
      const scripts = new Map(scriptsOf(pipeline).map((script) => [script.step, script]));
      for (const job of jobs) checkJob(job, scripts, context);
      checkCleanUp(jobs, context);
    },
  },
});

function loginOf(job: Job): Step | undefined {
  return job.steps.find((step) => ['secret', 'ids-or-secret', 'oidc'].includes(azureLogin(step)?.mode ?? ''));
}

/** azure/login clears its session when the job ends, unless told otherwise (README). A machine of GitHub goes with the job. */
function checkCleanUp(jobs: readonly Job[], context: Context): void {
  const logins = jobs.filter(({ isHosted }) => !isHosted).flatMap((job) => loginOf(job) ?? []);
  for (const entry of new Set(logins.flatMap(keptBy))) {
    const edits = editsOf(context.document.uri, logins[0]?.job.pipeline.editor.removeEntry(entry));
    const followUps = ['Check that no login of the same job counts on the session of an earlier one.'];
    context.report({
      messageId: 'keptSession',
      range: entry.range,
      fixes: edits ? [{ title: `Remove ${entry.name}`, safety: 'needs-review', edits, followUps }] : [],
    });
  }
}

function keptBy(login: Step): readonly Entry[] {
  const kept = login.variable('AZURE_LOGIN_POST_CLEANUP');
  if (kept?.value.raw.trim().toLowerCase() !== 'false') return [];
  return login.variable('AZURE_LOGIN_PRE_CLEANUP')?.value.raw.trim().toLowerCase() === 'true' ? [] : [kept];
}

function checkJob(job: Job, scripts: ReadonlyMap<Step | undefined, Script>, context: Context): void {
  const login = loginOf(job);
  if (!login) return;
  const related = [{ uri: context.document.uri, range: login.range, message: 'The session begins here.' }];
  const outsiders = outsiderCheckout(job);
  if (outsiders && outsiders.step.index > login.index && isOpenToOutsiders(job)) {
    context.report({ messageId: 'openForOutsiders', range: outsiders.range, severity: 'warning', related });
    return;
  }
  for (const step of job.steps.slice(login.index + 1)) {
    const script = scripts.get(step);
    const install = script && step.run ? installIn(script) : undefined;
    if (script && install) {
      const data = { command: lineOf(install) };
      const range = script.rangeOf(install.range);
      context.report({ messageId: 'openDuringInstall', data, range, confidence: 'medium', related });
      return;
    }
    if (!isIdle(step, script)) return;
  }
}

/** On other events the head of a pull request is code of people with write access: forks get no session there. */
function isOpenToOutsiders({ pipeline }: Job): boolean {
  return pipeline.triggers.some(({ event }) => OUTSIDER_EVENTS.some((row) => row.event === event));
}

/** The first install of a script that does nothing with the session. */
function installIn({ commands }: Script): ScriptCommand | undefined {
  const lines = commands.map(lineOf);
  const isKnown = lines.every((line) => line === '' || PACKAGE_INSTALL.test(line) || BUILD_COMMAND.test(line));
  return isKnown ? commands.find((command) => PACKAGE_INSTALL.test(lineOf(command))) : undefined;
}

/** Program and first arguments, as the tables spell them. */
function lineOf({ words }: ScriptCommand): string {
  const [program, ...rest] = words.slice(0, 4).map(({ text }) => text);
  if (program === undefined) return '';
  const name = programName(program);
  return [
    name,
    ...rest.filter((word, index) => !word.startsWith('-') || (name.startsWith('python') && index === 0)),
  ].join(' ');
}

/** A step that certainly leaves the session alone. */
function isIdle(step: Step, script: Script | undefined): boolean {
  if (script)
    return (
      step.run !== undefined && script.commands.map(lineOf).every((line) => line === '' || BUILD_COMMAND.test(line))
    );
  const action = step.uses?.action ?? '';
  return TOKENLESS_ACTIONS.some((row) => (row.endsWith('/*') ? action.startsWith(row.slice(0, -1)) : row === action));
}
