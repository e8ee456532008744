import { exactText } from '../model/patterns.ts';
import type { Job } from '../model/pipeline/pipeline.ts';
import { ignoringCase } from './federation/login-ids.ts';
import { subjectsOfJob } from './federation/trust-of-job.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { signInOfJob } from './support/sign-in-of-job.ts';

type Message = 'unprotected';
type Context = RuleContext<Message>;

/**
 * A login in an environment that is known to have no protection rules: its subject is then open to whoever can push.
 * Facts: GitHub docs, "Deployments and environments" and "OpenID Connect reference".
 */
export const unprotectedEnvironment = defineRule<Message>({
  id: 'unprotected-environment',
  title: 'Login in an environment without protection rules',
  severity: 'warning',
  tags: ['CWE-284', 'CICD-SEC-1', 'CICD-SEC-5'],
  messages: {
    unprotected:
      'Whoever can push to the repository can sign in like this job: the environment "{environment}" has no protection ' +
      'rules, so a workflow on any branch can name it, and then presents `{subject}` too. Require reviewers, or let ' +
      'only protected branches deploy to it.',
  },
  checks: {
    job(job, context) {
      if (job.pipeline.platform === 'github' && job.pipeline.kind === 'workflow') check(job, context);
    },
  },
});

function check(job: Job, context: Context): void {
  const { environment } = job;
  if (!environment || signInOfJob(job) === undefined) return;
  const names = environment.name.patterns.map(exactText);
  const name = names.find((one) => one !== undefined && isUnprotected(one, context));
  if (name === undefined) return;
  const subjects = subjectsOfJob(job, context.repository) ?? [];
  const subject = subjects.find((one) => one.subject.display.includes(`:environment:${name.replaceAll(':', '%3A')}`));
  // A job with a stored secret presents nothing; an environment does not keep that from others either.
  if (!subject) return;
  context.report({
    messageId: 'unprotected',
    data: { environment: name, subject: subject.subject.display },
    range: environment.name.range,
    confidence: names.length === 1 ? 'high' : 'medium',
  });
}

function isUnprotected(name: string, { repository }: Context): boolean {
  return ignoringCase(repository.environments, name)?.protection?.length === 0;
}
