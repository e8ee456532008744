import type { Job } from '../../model/pipeline/pipeline.ts';
import type { RepositoryFacts } from '../rule.ts';
import { callerFollowUps } from './callers.ts';
import { credentialCode } from './credential-code.ts';
import { scopeFollowUps } from './grant-token.ts';
import { subjectOfJob } from './job-subject.ts';
import { listOf } from './words.ts';

/** GitHub's issuer and the audience azure/login asks for, in the public cloud. */
const ISSUER = 'https://token.actions.githubusercontent.com';
const AUDIENCE = 'api://AzureADTokenExchange';

/** What a person must do in Azure and GitHub so that jobs can log in without a secret. */
export function federationFollowUps(
  jobs: readonly Job[],
  repository: RepositoryFacts,
  what: {
    readonly newVariables: readonly string[];
    readonly secretNames: readonly string[];
    /** Where it is not that of the public cloud. */
    readonly audience?: string | undefined;
  },
): readonly string[] {
  if (jobs[0]?.pipeline.platform === 'gitlab') return gitlabFollowUps(repository, what);
  const followUps: string[] = [];
  if (what.newVariables.length > 0) {
    const [noun, verb] = what.newVariables.length === 1 ? ['variable', 'It is'] : ['variables', 'They are'];
    followUps.push(
      `Set the ${noun} ${listOf(what.newVariables)} in the settings of the repository or environment. ${verb} no secret.`,
    );
  }
  const subjects = new Map(jobs.map((job) => subjectOfJob(job, repository)).map((it) => [it.description, it]));
  for (const { description, subjects: exact } of subjects.values()) {
    followUps.push(creation({ issuer: ISSUER, audience: what.audience ?? AUDIENCE }, description, exact));
  }
  followUps.push(...jobs.flatMap(scopeFollowUps), ...(jobs[0] ? callerFollowUps(jobs[0].pipeline) : []));
  if (what.secretNames.length > 0) {
    followUps.push(
      `After the first run that succeeds, delete ${listOf(what.secretNames)} from GitHub ` +
        'and the client secret from the application.',
    );
  }
  return followUps;
}

/** The same for jobs of GitLab, whose subject names project and ref (GitLab Docs, ID token payload). */
function gitlabFollowUps(
  { fullName, host, defaultBranch }: RepositoryFacts,
  { secretNames, audience }: { readonly secretNames: readonly string[]; readonly audience?: string | undefined },
): readonly string[] {
  const issuer = host === undefined || host === 'github.com' ? 'https://gitlab.com' : `https://${host}`;
  const project = host !== undefined && host !== 'github.com' && fullName ? fullName : '<group>/<project>';
  const subject = `project_path:${project}:ref_type:branch:ref:${defaultBranch ?? '<branch>'}`;
  const to = { issuer, audience: audience ?? AUDIENCE, issuerNote: ' (the address of your GitLab)' };
  const followUps = [creation(to, `\`${subject}\` for each branch it runs on`, [subject])];
  if (secretNames.length > 0) {
    followUps.push(
      `After the first run that succeeds, delete ${listOf(secretNames)} from the CI/CD variables of GitLab ` +
        'and the client secret from the application.',
    );
  }
  return followUps;
}

/** The credential in words, and behind them as code. */
function creation(
  to: { readonly issuer: string; readonly audience: string; readonly issuerNote?: string },
  description: string,
  subjects: readonly string[],
): string {
  const { issuer, audience, issuerNote = '' } = to;
  const words =
    'Create a federated credential on the application or user-assigned identity: ' +
    `issuer \`${issuer}\`${issuerNote}, subject ${description}, audience \`${audience}\`.`;
  if (subjects.length === 0) return words;
  const code = credentialCode(subjects.map((subject) => ({ issuer, subject, audience })));
  return `${words}\n\n${code}\n\nOne of the three is enough; put your own names for what stands in angle brackets.`;
}

/** What is left to do where only the secret goes. */
export function deletionFollowUps(secretNames: readonly string[]): readonly string[] {
  return secretNames.map((name) => `Delete the secret ${name} from GitHub and the client secret from the application.`);
}
