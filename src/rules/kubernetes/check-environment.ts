import { type Container, type EnvironmentVariable, removeItems } from '../../model/kubernetes/index.ts';
import { CLIENT_ID_ANNOTATION, isGuid } from '../catalogue/kubernetes-workload-identity.ts';
import type { Fix } from '../finding.ts';
import { editsOf } from '../support/edits.ts';
import { credentialVariable, severityOf } from './credential-variable.ts';
import { deletionFollowUp, federationFollowUp, SDK_FOLLOW_UP } from './follow-ups.ts';
import { nearest } from './lookup.ts';
import type { WorkloadIdentityContext } from './messages.ts';
import { accountNameOf, type Workload } from './workload.ts';

/** Credentials in containers that are given a token as well. */
export function checkSecretBeside(workload: Workload, context: WorkloadIdentityContext): void {
  const { object, pod } = workload;
  // Of two branches of a template only one is there at a time.
  if (object.isTemplate) return;
  const account = accountNameOf(workload) ?? '<service account>';
  for (const container of pod.containers) {
    for (const variable of container.env) {
      const found = credentialVariable(variable);
      if (!found?.row.usesSession || found.secret.state === 'absent') continue;
      context.report({
        messageId: 'secretBeside',
        data: { name: variable.name, credential: found.row.credential, source: found.secret.label },
        range: variable.item.value.range,
        severity: severityOf(found.row),
        fixes: removalFix(container, variable, `Remove ${variable.name}: workload identity signs in`, context, [
          federationFollowUp(account, object.namespace),
          SDK_FOLLOW_UP,
          deletionFollowUp(found.secret.label),
        ]),
      });
    }
  }
}

/** Two client IDs for one container: the variable wins over the annotation. */
export function checkClientId(workload: Workload, context: WorkloadIdentityContext): void {
  const account = accountNameOf(workload);
  if (account === undefined) return;
  for (const container of workload.pod.containers) {
    const variable = container.env.find(({ name }) => name === 'AZURE_CLIENT_ID');
    const own = variable?.value?.knownText?.trim() ?? '';
    if (!variable || !isGuid(own)) continue;
    const { objects } = nearest(workload.object, context.workspace, 'ServiceAccount', account);
    const named = objects.map(({ annotations }) => annotations?.textAt(CLIENT_ID_ANNOTATION) ?? '');
    if (named.length === 0 || !named.every((id) => isGuid(id) && id.toLowerCase() !== own.toLowerCase())) continue;
    context.report({
      messageId: 'clientIdContradicts',
      data: { account },
      range: variable.value?.range ?? variable.nameRange,
      confidence: 'medium',
      fixes: removalFix(
        container,
        variable,
        'Remove AZURE_CLIENT_ID: the service account names the identity',
        context,
        ['Check that the identity of the service account has the roles that the program needs.'],
      ),
    });
  }
}

function removalFix(
  { envField }: Container,
  variable: EnvironmentVariable,
  title: string,
  { document }: WorkloadIdentityContext,
  followUps: readonly string[],
): readonly Fix[] {
  const edits = editsOf(document.uri, envField && removeItems(envField, [variable.item]));
  return edits ? [{ title, safety: 'needs-review', edits, followUps }] : [];
}
