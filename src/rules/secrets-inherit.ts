import type { Job, Pipeline, WorkflowCall } from '../model/pipeline/pipeline.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';
import { listOf } from './support/words.ts';

const MESSAGES = {
  otherRepository:
    'Every secret this job can read goes to {workflow}, a workflow of another repository, those added later too. Pass the ones it declares by name; a login by OIDC needs none.',
  sameRepository:
    'Every secret this job can read goes to {workflow}, which uses {used}. Pass what it needs by name, so that a change over there cannot reach the rest.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** A call that hands over all secrets instead of those that are needed. */
export const secretsInherit = defineRule({
  id: 'secrets-inherit',
  title: 'All secrets passed to a called workflow',
  severity: 'information',
  tags: ['CWE-272', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    job(job, context) {
      const { call } = job;
      if (call?.secrets !== 'inherit' || !call.secretsRange || job.pipeline.platform !== 'github') return;
      if (!call.uses.isLocal) {
        const data = { workflow: call.uses.raw };
        context.report({ messageId: 'otherRepository', data, range: call.secretsRange });
      } else if (call.target) checkLocal(job, call, call.target, context);
    },
  },
});

function checkLocal(job: Job, call: WorkflowCall, target: Pipeline, context: Context): void {
  const used = secretsIn(target);
  // Secrets of an environment reach a called workflow only this way, and what it passes on is out of sight.
  if (!call.secretsRange || used === undefined || target.jobs.some(({ environment }) => environment)) return;
  const fix = fixFor(job, call, target, used, context);
  context.report({
    messageId: 'sameRepository',
    data: { workflow: call.uses.raw, used: used.length === 0 ? 'none of them' : `only ${listOf(used)}` },
    range: call.secretsRange,
    severity: 'hint',
    fixes: fix ? [fix] : [],
  });
}

/** The names a called workflow uses; undefined where it passes all of them on or chooses at run time. */
function secretsIn({ document, jobs }: Pipeline): readonly string[] | undefined {
  const { text } = document.source;
  if (jobs.some(({ call }) => call?.secrets === 'inherit') || /\bsecrets\s*(?:\[|\)|\}\})/.test(text)) return undefined;
  const names = new Set([...text.matchAll(/\bsecrets\.(\w+)/g)].map(([, name = '']) => name));
  names.delete('GITHUB_TOKEN');
  return [...names];
}

function fixFor(
  job: Job,
  { secretsRange }: WorkflowCall,
  target: Pipeline,
  used: readonly string[],
  context: Context,
): Fix | undefined {
  const { source, uri } = context.document;
  const declared = target.declaredSecrets.map(({ name }) => name.toLowerCase());
  // Only what a workflow declares can be passed by name.
  if (!secretsRange || !used.every((name) => declared.includes(name.toLowerCase()))) return undefined;
  const entries = used.map((name) => ({ name, value: `\${{ secrets.${name} }}` }));
  const edits: readonly TextEdit[] | undefined = job.pipeline.editor.passSecrets(job, entries);
  const fileEdits = editsOf(uri, edits);
  if (!fileEdits || source.text.slice(secretsRange.start, secretsRange.end).includes('&')) return undefined;
  return {
    title: used.length === 0 ? 'Pass no secrets' : `Pass only ${listOf(used)}`,
    safety: 'needs-review',
    edits: fileEdits,
    followUps: [],
  };
}
