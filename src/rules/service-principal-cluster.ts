import { defineRule } from './rule.ts';
import { reportSwitches } from './support/catalogue-row-report.ts';
import { suppliedSecrets } from './support/catalogue-row-secrets.ts';
import { clusterIdentityFix } from './support/companion/cluster-identity.ts';

const ID = 'service-principal-cluster';

/** Kubernetes clusters of Azure that work with secrets: a service principal of their own, local accounts, no federation for pods. */
export const servicePrincipalCluster = defineRule({
  id: ID,
  title: 'Cluster that runs on a service principal or local accounts',
  severity: 'warning',
  tags: ['CWE-287', 'CWE-798', 'CICD-SEC-6'],
  messages: {
    written:
      '{property} {be} `{value}`{by}, so the cluster relies on what is no identity: {credential}. Nothing that Microsoft ' +
      'Entra ID decides or logs applies to it. {advice}',
    missing:
      '{property} {be} not written, so by default the cluster relies on what is no identity: {credential}. Nothing ' +
      'that Microsoft Entra ID decides or logs applies to it. {advice}',
    secret:
      'The cluster signs in with a {credential} from {label}. It ends one day and takes the cluster down with it, and until ' +
      'then it works for whoever reads it. Use this instead: {alternative}. {advice}',
  },
  checks: {
    infrastructure(model, context) {
      reportSwitches(ID, model, context);
      for (const { row, resource, property, label, severity } of suppliedSecrets(ID, model)) {
        const fix = clusterIdentityFix(context.workspace, resource);
        context.report({
          messageId: 'secret',
          data: {
            credential: row.credential ?? 'secret',
            label,
            alternative: row.fix.alternative ?? 'a managed identity',
            advice:
              row.roles.length > 0
                ? `That needs ${row.roles.map(({ name, scope }) => (scope ? `${name} (${scope})` : name)).join(', ')}.`
                : '',
          },
          range: property.value.range,
          severity,
          fixes: fix ? [fix] : [],
        });
      }
    },
  },
});
