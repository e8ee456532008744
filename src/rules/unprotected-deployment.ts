import type { Job, Pipeline, Step } from '../model/pipeline/pipeline.ts';
import type { Script } from '../model/script.ts';
import { scriptsOf } from '../model/scripts-of-pipeline.ts';
import type { Range } from '../text/range.ts';
import { DEPLOY_ACTIONS, DEPLOY_COMMANDS } from './catalogue/deployments.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { CommandTable } from './support/commands.ts';
import { editsOf } from './support/edits.ts';
import { signInOfJob } from './support/sign-in-of-job.ts';

const MESSAGES = {
  unprotected:
    'The job "{job}" deploys ({by}) without an environment. Nobody has to approve it, and what it signs in with is open to every workflow of the branch: a credential can be tied to an environment, not to a job. Deploy in an environment with required reviewers, and trust that environment.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

const TABLE = new CommandTable(DEPLOY_COMMANDS);

/** A job that signs in and deploys, and no environment with its rules stands before it. */
export const unprotectedDeployment = defineRule({
  id: 'unprotected-deployment',
  title: 'Deployment without an environment',
  severity: 'information',
  tags: ['CWE-284', 'CICD-SEC-1'],
  messages: MESSAGES,
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github' || pipeline.kind !== 'workflow' || isPreview(pipeline)) return;
      const open = pipeline.jobs.filter((job) => !job.environment && !job.call && signInOfJob(job) !== undefined);
      if (open.length === 0) return;
      const scripts = new Map(scriptsOf(pipeline).map((script) => [script.step, script]));
      for (const job of open) checkJob(job, scripts, context);
    },
  },
});

/** Pull requests deploy previews. */
function isPreview({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every(({ event }) => event === 'pull_request');
}

interface Deployment {
  readonly by: string;
  readonly range: Range;
}

function checkJob(job: Job, scripts: ReadonlyMap<Step | undefined, Script>, context: Context): void {
  for (const step of job.steps) {
    const deployment = deploymentOf(step, scripts.get(step));
    if (!deployment) continue;
    context.report({
      messageId: 'unprotected',
      data: { job: job.id, by: deployment.by },
      range: job.idRange,
      confidence: 'medium',
      related: [{ uri: context.document.uri, range: deployment.range, message: 'This deploys.' }],
      fixes: fixesFor(job, context),
    });
    return;
  }
}

function deploymentOf(step: Step, script: Script | undefined): Deployment | undefined {
  const { uses } = step;
  if (uses && DEPLOY_ACTIONS.includes(uses.action)) return { by: uses.action, range: uses.range };
  const [match] = script ? TABLE.matches(script) : [];
  return (
    match && { by: `\`${match.words.slice(0, match.row.command.split(' ').length).join(' ')}\``, range: match.range }
  );
}

function fixesFor(job: Job, { document, repository }: Context): readonly Fix[] {
  const name = environmentFor(job);
  const edits = editsOf(document.uri, job.pipeline.editor.setEnvironment(job, name));
  if (!edits) return [];
  const isFederated = job.effectivePermissions.access('id-token') === 'write';
  const subject = `repo:${repository.fullName ?? '<owner>/<repository>'}:environment:${name}`;
  return [
    {
      title: `Deploy in the environment ${name}`,
      safety: 'needs-review',
      edits,
      followUps: [
        ...(isFederated
          ? [
              `Before merging, add a federated credential with the subject \`${subject}\`: with an environment the subject no longer names the branch.`,
            ]
          : []),
        `Create the environment ${name} in the settings of the repository, with required reviewers and the branches that may deploy.`,
        isFederated
          ? 'Afterwards delete the federated credential of the branch, if nothing else uses it.'
          : 'Move the secrets of this deployment to the environment.',
      ],
    },
  ];
}

/** What the job calls itself, in the names people give to environments. */
function environmentFor({ id, name }: Job): string {
  const words = `${id} ${name?.raw ?? ''}`.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => ['dev', 'development'].includes(word))) return 'development';
  if (words.some((word) => ['test', 'qa', 'uat'].includes(word))) return 'test';
  return words.some((word) => ['stage', 'staging', 'preprod'].includes(word)) ? 'staging' : 'production';
}
