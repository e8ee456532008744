import type { Entry, Job, Step, UsesReference } from '../../model/pipeline/pipeline.ts';
import { CURRENT_LOGIN, FIRST_OIDC_VERSION, SOVEREIGN_AUDIENCES } from '../catalogue/login-versions.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { mayAskForToken } from './callers.ts';
import { allEdits, editsOf } from './edits.ts';
import { federationFollowUps } from './federation-follow-ups.ts';
import { grantToken } from './grant-token.ts';
import { loginIds } from './identity-names.ts';
import { isOlder, isRetired, loginVersion } from './login-version.ts';
import type { WorkflowSecret } from './workflow-secret.ts';

/** Ids, permission and version in one edit. None where callers would have to change too. */
export function keylessLogin(
  step: Step,
  creds: Entry,
  secret: Pick<WorkflowSecret, 'label' | 'secretNames'>,
  context: Pick<RuleContext, 'repository' | 'workspace'>,
): Fix | undefined {
  const { job } = step;
  const { pipeline } = job;
  if (!mayAskForToken(job, context.workspace)) return undefined;
  const ids = loginIds(step, creds);
  if (!ids) return undefined;
  const version = step.uses ? versionChange(step.uses) : 'keep';
  const audience = audienceFor(step);
  const edits = allEdits(
    pipeline.editor.replaceEntries([creds], [...ids.entries.filter(({ name }) => !step.input(name)), ...audience]),
    ...jobsWith(creds, step).map(grantToken),
    version === 'replace' && step.uses ? pipeline.editor.replaceUses(step.uses, CURRENT_LOGIN) : [],
  );
  const fileEdits = editsOf(pipeline.document.uri, edits);
  if (!fileEdits) return undefined;
  const followUps = [
    ...federationFollowUps(jobsWith(creds, step), context.repository, {
      ...ids,
      secretNames: secret.secretNames,
      audience: step.input('audience')?.value.raw ?? audience[0]?.value,
    }),
  ];
  if (version === 'pinned') {
    followUps.push('Check that the commit azure/login is pinned to is v1.4.0 or newer: older ones know no OIDC.');
  }
  if (version === 'pinned-too-old') {
    followUps.push('Pin azure/login to a commit of v3: the one it is pinned to knows no OIDC.');
  }
  return {
    title: `Log in with OIDC instead of ${secret.secretNames.length > 0 ? secret.label : 'a client secret'}`,
    safety: 'needs-review',
    edits: fileEdits,
    followUps,
  };
}

/** A step that is written once and used by several jobs (an anchor and its aliases) changes in all of them. */
function jobsWith(creds: Entry, step: Step): readonly Job[] {
  return step.job.pipeline.jobs.filter((job) =>
    job.steps.some((other) => other.input('creds')?.range.start === creds.range.start),
  );
}

/** Sovereign clouds exchange tokens for an audience of their own. */
function audienceFor(step: Step): readonly { readonly name: string; readonly value: string }[] {
  const value = SOVEREIGN_AUDIENCES[step.input('environment')?.value.raw.trim().toLowerCase() ?? ''];
  return value === undefined || step.input('audience') ? [] : [{ name: 'audience', value }];
}

type VersionChange = 'keep' | 'replace' | 'pinned' | 'pinned-too-old';

/** A commit stays pinned: which commit is to follow is not for a quick-fix to make up. */
function versionChange(uses: UsesReference): VersionChange {
  const known = loginVersion(uses);
  const isTooOld = known.kind !== 'branch' && known.version && isOlder(known.version, FIRST_OIDC_VERSION);
  if (known.kind === 'commit') return isTooOld ? 'pinned-too-old' : 'pinned';
  if (uses.action !== 'azure/login') return 'replace';
  return isTooOld || (known.kind === 'tag' && isRetired(known.version)) ? 'replace' : 'keep';
}
