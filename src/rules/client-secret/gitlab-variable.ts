import { modelOf } from '../../model/model.ts';
import { addIdToken } from '../../model/pipeline/gitlab/id-token.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import type { Variable } from '../../model/variable.ts';
import { TERRAFORM_COMMAND } from '../catalogue/oidc-logins.ts';
import type { EnvironmentCredentialRow } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { federationFollowUps } from '../support/federation-follow-ups.ts';
import { AUDIENCE } from '../support/keyless-command.ts';
import type { ClientSecretContext } from './messages.ts';

/** Where the providers of Terraform look for a token (azurerm 5.2.0, `oidc_token`). */
const TOKEN = 'ARM_OIDC_TOKEN';

/** Lets Terraform in GitLab sign in with an id token of each job that runs it, in the place of a variable. */
export function tokenForTerraform(
  { entry, job, document }: Variable,
  { instead }: EnvironmentCredentialRow,
  context: ClientSecretContext,
): readonly Fix[] {
  const { pipeline } = modelOf(document, context.workspace);
  if (!instead || pipeline?.platform !== 'gitlab') return [];
  const jobs = (job ? [job] : pipeline.jobs).filter(runsTerraform);
  const isSet = [...(job?.env ?? []), ...pipeline.env].some(({ name }) => name === instead.name);
  // GitLab takes texts and numbers for variables: a plain `true` is neither.
  const switched = [{ ...instead, style: 'single-quoted' as const }];
  const edits = allEdits(
    isSet ? pipeline.editor.removeEntry(entry) : pipeline.editor.replaceEntries([entry], switched),
    ...jobs.map((reader) =>
      reader.idTokens.some(({ name }) => name === TOKEN) ? [] : addIdToken(reader, TOKEN, AUDIENCE),
    ),
  );
  const fileEdits = jobs.length > 0 ? editsOf(document.uri, edits) : undefined;
  if (!fileEdits) return [];
  return [
    {
      title: `Let Terraform sign in with an id token instead of ${entry.name}`,
      safety: 'needs-review',
      edits: fileEdits,
      followUps: federationFollowUps(jobs, context.repository, { newVariables: [], secretNames: [entry.name] }),
    },
  ];
}

function runsTerraform(job: Job): boolean {
  return job.steps.some(({ run }) => TERRAFORM_COMMAND.test(run?.raw ?? ''));
}
