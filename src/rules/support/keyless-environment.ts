import type { Entry } from '../../model/pipeline/pipeline.ts';
import type { EnvironmentCredentialRow } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { hasLoginBefore } from './azure-login.ts';
import { editsOf } from './edits.ts';
import { deletionFollowUps } from './federation-follow-ups.ts';
import { type EnvironmentScope, useOidc } from './use-oidc.ts';
import type { WorkflowSecret } from './workflow-secret.ts';

/** Takes a credential out of the environment, where its reader then signs in without one. */
export function keylessEnvironment(
  scope: EnvironmentScope,
  entry: Entry,
  row: EnvironmentCredentialRow,
  secret: WorkflowSecret,
  context: Pick<RuleContext, 'document' | 'repository' | 'workspace'>,
): readonly Fix[] {
  const { pipeline, step } = scope;
  if (pipeline.kind === 'composite-action') return [];
  if (row.instead) {
    const fix = useOidc(scope, entry, row.instead, secret.secretNames, context);
    return fix ? [fix] : [];
  }
  // Only for a step is it plain that a login comes before every reader.
  if (!row.usesSession || !step || !hasLoginBefore(step)) return [];
  const edits = editsOf(context.document.uri, pipeline.editor.removeEntry(entry));
  if (!edits) return [];
  const title = `Remove ${entry.name} and use the session of azure/login`;
  return [{ title, safety: 'needs-review', edits, followUps: deletionFollowUps(secret.secretNames) }];
}
