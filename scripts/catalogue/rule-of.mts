/**
 * Which rule speaks of a row. Decided here, at generation, so that no rule has to know resource types: first by the
 * row's id where a row belongs elsewhere than its kind says, then by kind and credential.
 */

/** What of a row decides. */
export interface RowKey {
  readonly id: string;
  readonly kind: string;
  readonly credential?: string;
}

/** Later engineers move a row to another rule here. The first that matches counts. */
const BY_ID: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [
    /\.appservice\.(?:basic-auth|ftp-basic|scm-basic)|flex-scm-basic|logicapp-std\.(?:ftp|scm)-basic/,
    'basic-publishing',
  ],
  [/\.aks\.(?:sp-secret|legacy-aad|local-accounts|rbac|oidc|workload-identity)/, 'service-principal-cluster'],
  [
    /\.acr\.admin$|mongocluster|\.(?:postgres\.(?:password|entra)|mysql\.aad-only(?:\.missing)?|horizondb)$/,
    'admin-credential',
  ],
  [/\.(?:sql|sqlmi|synapse)\.entra-only|\.vms?s?\.(?:legacy-)?linux-password/, 'admin-credential'],
  [/\.keyvault\.(?:rbac|access-policy)/, 'access-policy-vault'],
  [/authv2-secret-setting|\.bot\.(?:app-)?type$|\.ado\./, 'client-secret'],
  // Other systems that are handed a secret: it is the one of an application, or a token in its place.
  [/^tf\.(?:github|gitlab|tfe|helm|vault|kubernetes\.secret|databricks\.(?!federation))/, 'client-secret'],
  [
    /\.setting\.(?:arm-secret|azuread-config-secret|docker-registry|easyauth-secret|env-|fn-client-secret|sc-secret)/,
    'client-secret',
  ],
  [
    /delivery-identity|capture-identity|dataconnection-identity|acr-identity|oci-workload-identity/,
    'missing-managed-identity',
  ],
  [/kv-reference-identity|storage-credential$|arc-k8s\.workload-identity/, 'missing-managed-identity'],
  [
    /\.apim\.policy|action-secret|run-command-sas|actiongroup\.webhook|purview\.kafka|servicelinker/,
    'key-in-configuration',
  ],
  [/\.sas-rule/, 'shared-key-access'],
  [/\.role\.assignment-principal/, 'missing-principal-type'],
  [/\.(?:automation\.runas|azuread\.)/, 'client-secret'],
  [/\.devcenter\./, 'deployment-environment-identity'],
];

const BY_KIND: Readonly<Record<string, string>> = {
  'local-auth-switch': 'shared-key-access',
  'auth-mode': 'shared-key-access',
  'credential-resource': 'client-secret',
  'credential-reference': 'client-secret',
  'secret-function': 'key-in-configuration',
  'secret-attribute': 'key-in-configuration',
  'secret-distribution': 'key-in-configuration',
  'app-setting': 'key-in-configuration',
  'app-setting-host': 'key-in-configuration',
  'provider-auth': 'client-secret',
  'backend-auth': 'client-secret',
  'output-leak': 'secret-in-output',
  'secret-variable': 'insecure-parameter',
  'identity-missing': 'missing-managed-identity',
  'identity-capability': 'missing-managed-identity',
  'role-assignment': 'broad-role-assignment',
  'over-broad-access': 'access-policy-vault',
  'credential-lifetime': 'credential-lifetime',
};

/** @throws Error for a kind that no rule is named for */
export function ruleOf({ id, kind, credential = '' }: RowKey): string {
  const isLifetime = kind === 'credential-lifetime' || kind === 'role-assignment';
  const exception = isLifetime ? undefined : BY_ID.find(([pattern]) => pattern.test(id));
  if (exception) return exception[1];
  if (kind === 'credential-value') return ruleOfCredential(credential);
  const rule = BY_KIND[kind];
  if (!rule)
    throw new Error(`Row ${id} is of the kind ${kind}, which no rule is named for in scripts/catalogue/rule-of.mts.`);
  return rule;
}

function ruleOfCredential(credential: string): string {
  if (/client (?:secret|certificate)/i.test(credential)) return 'client-secret';
  if (/admin password/i.test(credential)) return 'admin-credential';
  if (/key|SAS|connection string/i.test(credential) && !/private key|SSH/i.test(credential))
    return 'key-in-configuration';
  return 'hardcoded-credential';
}
