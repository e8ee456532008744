import type { Manifest } from '../../model/kubernetes/index.ts';
import type { Variable } from '../../model/variable.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import { workloadIdentityFix } from './client-secret-conversion.ts';
import type { ManifestSecretContext } from './client-secret-messages.ts';
import { credentialVariable, manifestSecret, readerOf, severityOf } from './credential-variable.ts';
import { usesWorkloadIdentity, workloadOf } from './workload.ts';

/** Credentials in the environment of containers. */
export function checkContainers(object: Manifest, context: ManifestSecretContext): void {
  const workload = workloadOf(object);
  if (!workload) return;
  // A credential that defeats workload identity is workload-identity-setup's to report.
  const isBeside = !object.isTemplate && usesWorkloadIdentity(workload);
  for (const container of workload.pod.containers) {
    for (const variable of container.env) {
      const found = credentialVariable(variable);
      if (!found || found.secret.state === 'absent' || found.secret.state === 'literal') continue;
      if (isBeside && found.row.usesSession) continue;
      const fix = workloadIdentityFix(workload, found, context);
      context.report({
        messageId: 'manifestEnvironment',
        data: {
          name: variable.name,
          credential: found.row.credential,
          reader: readerOf(found.row),
          source: found.secret.label,
        },
        range: variable.item.value.range,
        severity: severityOf(found.row),
        fixes: fix ? [fix] : [],
      });
    }
  }
}

/** The environment that a chart's values give to its containers. */
export function checkChartVariable({ document, entry }: Variable, context: ManifestSecretContext): void {
  if (document.kind !== 'helm-values') return;
  const row = environmentCredential(entry.name);
  if (!row) return;
  const secret = manifestSecret(entry.value);
  if (secret.state === 'absent' || secret.state === 'literal') return;
  context.report({
    messageId: 'manifestEnvironment',
    data: { name: entry.name, credential: row.credential, reader: readerOf(row), source: secret.label },
    range: entry.range,
    severity: severityOf(row),
  });
}
