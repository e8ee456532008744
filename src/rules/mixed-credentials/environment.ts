import type { Entry } from '../../model/pipeline/pipeline.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { deletionFollowUps } from '../support/federation-follow-ups.ts';
import { keylessEnvironment } from '../support/keyless-environment.ts';
import { type OidcBeside, oidcBeside } from '../support/oidc-beside.ts';
import type { EnvironmentScope } from '../support/use-oidc.ts';
import { workflowSecret } from '../support/workflow-secret.ts';
import type { MixedCredentialsContext } from './messages.ts';

const MESSAGE = {
  switch: 'secretBesideSwitch',
  session: 'secretBesideSession',
  'token-file': 'secretBesideTokenFile',
} as const satisfies Record<OidcBeside, string>;

/** A left-over secret in the environment of a program that could sign in by OIDC. */
export function checkEnvironment(scope: EnvironmentScope, context: MixedCredentialsContext): void {
  for (const entry of scope.env) {
    const row = environmentCredential(entry.name);
    const beside = row && oidcBeside(scope, row);
    if (!row || !beside) continue;
    const secret = workflowSecret(entry.value, scope.step);
    if (secret.state === 'absent' || secret.state === 'literal') continue;
    const fixes = keylessEnvironment(scope, entry, row, secret, context);
    context.report({
      messageId: MESSAGE[beside],
      data: { name: entry.name, credential: row.credential },
      range: entry.range,
      fixes: fixes.length > 0 ? fixes : removal(scope, entry, secret.secretNames, context),
    });
  }
}

/** Where it is not plain that the other way to sign in reaches every reader. */
function removal(
  { pipeline }: EnvironmentScope,
  entry: Entry,
  secretNames: readonly string[],
  context: MixedCredentialsContext,
): readonly Fix[] {
  const edits = editsOf(context.document.uri, pipeline.editor.removeEntry(entry));
  if (!edits || pipeline.kind === 'composite-action') return [];
  const followUps = [`Check that nothing read ${entry.name} itself.`, ...deletionFollowUps(secretNames)];
  return [{ title: `Remove ${entry.name}`, safety: 'needs-review', edits, followUps }];
}
