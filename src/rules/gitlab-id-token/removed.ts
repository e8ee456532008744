import type { Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { federationFollowUps } from '../support/federation-follow-ups.ts';
import { idToken } from '../support/keyless-command.ts';
import type { GITLAB_ID_TOKEN_MESSAGES } from './messages.ts';

type Context = RuleContext<keyof typeof GITLAB_ID_TOKEN_MESSAGES>;

const REMOVED = /\bCI_JOB_JWT(?:_V[12])?\b/g;

/** `CI_JOB_JWT` and its versions, comments left out. */
export function checkRemoved(pipeline: Pipeline, context: Context): void {
  const { source } = context.document;
  if (!source.text.includes('CI_JOB_JWT')) return;
  for (const match of source.text.matchAll(REMOVED)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (isComment(source.text, range.start)) continue;
    const job = pipeline.jobs.find(({ range: of }) => of.start <= range.start && range.end <= of.end);
    context.report({
      messageId: 'removed',
      data: { name: match[0] },
      range,
      severity: 'error',
      fixes: job ? fixFor(job, range, context) : [],
    });
  }
}

/** Another variable in its place, which the job asks for. Other jobs may extend this one: they inherit both. */
function fixFor(job: Job, range: Range, context: Context): readonly Fix[] {
  const token = idToken(job, 'GITLAB_OIDC_TOKEN');
  const edits = token && editsOf(context.document.uri, allEdits(token.edits, [{ range, newText: token.name }]));
  if (!edits) return [];
  return [
    {
      title: `Use the id token ${token.name}`,
      safety: 'needs-review',
      edits,
      followUps: federationFollowUps([job], context.repository, { newVariables: [], secretNames: [] }),
    },
  ];
}

function isComment(text: string, at: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
