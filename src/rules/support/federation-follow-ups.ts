import type { Job } from '../../model/pipeline/pipeline.ts';
import type { RepositoryFacts } from '../rule.ts';
import { dropsDefaultScopes } from './grant-token.ts';
import { subjectOfJob } from './job-subject.ts';
import { listOf } from './words.ts';

/** GitHub's issuer and the audience azure/login asks for, in the public cloud. */
const ISSUER = 'https://token.actions.githubusercontent.com';
const AUDIENCE = 'api://AzureADTokenExchange';

/** What a person must do in Azure and GitHub so that a job can log in without a secret. */
export function federationFollowUps(
  job: Job,
  repository: RepositoryFacts,
  what: { readonly newVariables: readonly string[]; readonly secretNames: readonly string[] },
): readonly string[] {
  const followUps: string[] = [];
  if (what.newVariables.length > 0) {
    const is = what.newVariables.length === 1 ? 'It is' : 'They are';
    followUps.push(
      `Set the ${what.newVariables.length === 1 ? 'variable' : 'variables'} ${listOf(what.newVariables)} ` +
        `in the settings of the repository or environment. ${is} no secret.`,
    );
  }
  followUps.push(
    'Create a federated credential on the application or user-assigned identity: ' +
      `issuer \`${ISSUER}\`, subject ${subjectOfJob(job, repository).description}, audience \`${AUDIENCE}\`.`,
  );
  if (dropsDefaultScopes(job)) {
    followUps.push(
      `Check what else the job "${job.id}" does with GITHUB_TOKEN: a scope that its permissions do not name is none now.`,
    );
  }
  if (what.secretNames.length > 0) {
    followUps.push(
      `After the first run that succeeds, delete ${listOf(what.secretNames)} from GitHub ` +
        'and the client secret from the application.',
    );
  }
  return followUps;
}

/** What is left to do where only the secret goes. */
export function deletionFollowUps(secretNames: readonly string[]): readonly string[] {
  return secretNames.map((name) => `Delete the secret ${name} from GitHub and the client secret from the application.`);
}
