import type { IdToken, Job } from '../model/pipeline/pipeline.ts';
import { GITLAB_ID_TOKEN_MESSAGES } from './gitlab-id-token/messages.ts';
import { checkRemoved } from './gitlab-id-token/removed.ts';
import { defineRule, type RuleContext } from './rule.ts';

/**
 * A token of a GitLab job that does not exist any more, or that more or others can use than should (GitLab Docs:
 * `CI_JOB_JWT` was removed in 17.0, `id_tokens` is a keyword of `default` too).
 */
export const gitlabIdToken = defineRule({
  id: 'gitlab-id-token',
  title: 'ID token of a GitLab job removed, without audience or given to every job',
  severity: 'warning',
  tags: ['CICD-SEC-6', 'CWE-1188'],
  messages: GITLAB_ID_TOKEN_MESSAGES,
  checks: {
    job(job, context) {
      if (job.pipeline.platform !== 'gitlab') return;
      for (const token of job.idTokens) checkToken(token, job, context);
    },
    pipeline(pipeline, context) {
      if (pipeline.platform === 'gitlab') checkRemoved(pipeline, context);
    },
  },
});

function checkToken(token: IdToken, job: Job, context: RuleContext<keyof typeof GITLAB_ID_TOKEN_MESSAGES>): void {
  const { name, nameRange, range, audiences } = token;
  // Tokens that a job inherits are judged where they are written.
  if (range.start < job.range.start || range.end > job.range.end) return;
  const given = audiences.filter(({ raw }) => raw.trim() !== '');
  if (given.length === 0)
    context.report({ messageId: 'noAudience', data: { name }, range: nameRange, severity: 'error' });
  if (given.length > 1) {
    context.report({ messageId: 'manyAudiences', data: { name }, range: nameRange, severity: 'information' });
  }
  if (job.id === 'default')
    context.report({ messageId: 'everyJob', data: { name }, range: nameRange, severity: 'information' });
}
