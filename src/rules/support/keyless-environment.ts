import type { Entry } from '../../model/pipeline/pipeline.ts';
import type { EnvironmentCredentialRow } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { hasLoginBefore } from './azure-login.ts';
import { editsOf } from './edits.ts';
import { deletionFollowUps } from './federation-follow-ups.ts';
import { type EnvironmentScope, useOidc } from './use-oidc.ts';
import { readsOf } from './variable-reads.ts';
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
    if (fix) return [fix];
    const { byName, mayRunTerraform } = readsOf(scope, entry.name);
    return byName > 0 || mayRunTerraform ? [] : removal(`Remove ${entry.name}, which nothing here reads`);
  }
  // Only for a step is it plain that a login comes before every reader.
  if (!row.usesSession || !step || !hasLoginBefore(step)) return [];
  return removal(`Remove ${entry.name} and use the session of azure/login`);

  function removal(title: string): readonly Fix[] {
    const edits = editsOf(context.document.uri, pipeline.editor.removeEntry(entry));
    return edits ? [{ title, safety: 'needs-review', edits, followUps: deletionFollowUps(secret.secretNames) }] : [];
  }
}
