import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { firstFix, fixDocuments } from '../../src/lint/fix.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { modelOf, syntaxErrorsOf } from '../../src/model/model.ts';
import { accessPolicyVault } from '../../src/rules/access-policy-vault.ts';
import { clientSecret } from '../../src/rules/client-secret.ts';
import type { Finding } from '../../src/rules/finding.ts';
import { hardcodedCredential } from '../../src/rules/hardcoded-credential.ts';
import { keyInConfiguration } from '../../src/rules/key-in-configuration.ts';
import { defineRule, type Rule } from '../../src/rules/rule.ts';
import { missingManagedIdentity } from '../../src/rules/missing-managed-identity.ts';
import { servicePrincipalCluster } from '../../src/rules/service-principal-cluster.ts';
import { sqlPassword } from '../../src/rules/sql-password.ts';
import { vaultReferenceFix } from '../../src/rules/support/companion/vault-reference.ts';

/*
 * Whole projects, written by hand, before and after the fixes of a rule: `<case>/before` and the files of it that are
 * otherwise afterwards in `<case>/after`. What a case leaves to a person is in `leaves`.
 */

interface Golden {
  readonly folder: string;
  readonly rules: readonly Rule[];
  /** The messages whose fixes are applied, where it is not all. */
  readonly messages?: readonly string[];
  /** Parts of the follow-ups, each in one of them. */
  readonly leaves: readonly string[];
  /** The declarations that go. */
  readonly gone?: readonly string[];
}

/** `missing-managed-identity` speaks of hosts without an identity only: this is for the others, and for copies of secrets. */
const vaultSetting = defineRule({
  id: 'vault-setting',
  title: 'Setting from a Key Vault',
  severity: 'information',
  tags: [],
  messages: { setting: 'A setting.' },
  checks: {
    resource(resource, context) {
      const paths = ['properties.siteConfig.appSettings[].value', 'app_settings{}'];
      for (const property of paths.flatMap((path) => resource.find(path))) {
        const fix = vaultReferenceFix(context.workspace, resource, property);
        if (fix) context.report({ messageId: 'setting', range: property.range, fixes: [fix] });
      }
    },
  },
});

const CASES: readonly Golden[] = [
  { folder: 'app-service-vault-bicep', rules: [vaultSetting], leaves: ['turn on Azure RBAC'] },
  { folder: 'app-service-vault-reference-bicep', rules: [missingManagedIdentity], leaves: ['turn on Azure RBAC'] },
  { folder: 'app-service-vault-terraform', rules: [vaultSetting], leaves: ['up to a day'] },
  { folder: 'functions-storage-arm', rules: [keyInConfiguration], leaves: ['version 4 of the Functions runtime'] },
  { folder: 'functions-storage-bicep', rules: [keyInConfiguration], leaves: ['close storage for keys'] },
  { folder: 'functions-storage-terraform', rules: [keyInConfiguration], leaves: ['Take away the role'] },
  { folder: 'app-service-bicep', rules: [keyInConfiguration], leaves: ['Let the code read `Items__accountEndpoint`'] },
  { folder: 'app-service-terraform', rules: [keyInConfiguration], leaves: ['`FILES_CONNECTION_STRING` is gone'] },
  { folder: 'container-app-registry-bicep', rules: [keyInConfiguration], leaves: ['close its admin user'] },
  { folder: 'container-app-registry-terraform', rules: [keyInConfiguration], leaves: ['close its admin user'] },
  { folder: 'web-app-registry-bicep', rules: [keyInConfiguration], leaves: ['close its admin user'] },
  { folder: 'web-app-registry-terraform', rules: [keyInConfiguration], leaves: ['azurerm_container_registry.images'] },
  {
    folder: 'cluster-registry-terraform',
    rules: [keyInConfiguration],
    leaves: ['`imagePullSecrets`'],
    gone: ['resource kubernetes_secret registry_password'],
  },
  { folder: 'data-factory-terraform', rules: [keyInConfiguration], leaves: ['azurerm_storage_account.raw'] },
  { folder: 'data-factory-bicep', rules: [keyInConfiguration], leaves: ['close lake for keys'] },
  { folder: 'app-service-sql-bicep', rules: [sqlPassword], leaves: ['CREATE USER [app-shop] FROM EXTERNAL PROVIDER'] },
  { folder: 'app-service-sql-terraform', rules: [sqlPassword], leaves: ['ALTER ROLE db_datareader'] },
  { folder: 'terraform-oidc', rules: [clientSecret, hardcodedCredential], leaves: ['Remove ARM_CLIENT_SECRET'] },
  { folder: 'vault-rbac-bicep', rules: [accessPolicyVault], leaves: ['Look for policies that were made elsewhere'] },
  {
    folder: 'vault-rbac-terraform',
    rules: [accessPolicyVault],
    leaves: ['may assign roles on the vault'],
    gone: ['resource azurerm_key_vault_access_policy api'],
  },
  {
    folder: 'federated-password-terraform',
    rules: [clientSecret],
    leaves: ['AZURE_CLIENT_SECRET log in by OIDC'],
    gone: ['resource azuread_application_password deploy', 'resource github_actions_secret client_secret'],
  },
  {
    folder: 'cluster-identity-bicep',
    rules: [servicePrincipalCluster],
    messages: ['secret'],
    leaves: ['upgrade every node pool', 'Let pods sign in by workload identity'],
  },
  {
    folder: 'cluster-identity-terraform',
    rules: [servicePrincipalCluster],
    messages: ['secret'],
    leaves: ['Then delete the service principal with its secret'],
  },
];

const FILES = join(import.meta.dirname, 'golden');

function read(folder: string): ReadonlyMap<string, string> {
  const root = join(FILES, folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}

/** The project after all first fixes of the rules, and the fixes that were applied. */
function fixed(before: ReadonlyMap<string, string>, { rules, messages }: Golden) {
  const choose = (finding: Finding) =>
    messages === undefined || messages.includes(finding.messageId) ? firstFix(finding) : undefined;
  const workspace = new WorkspaceIndex();
  for (const [path, text] of before) workspace.set(createDocument(`file:///${path}`, path, text));
  const lintAll = (documents: WorkspaceIndex['documents']): readonly Finding[] =>
    documents.flatMap((document) => lint(document, workspace, { now: new Date(0), rules }).findings);
  const found = lintAll(workspace.documents);
  const result = fixDocuments(workspace, workspace.documents, { lint: lintAll, choose });
  return { workspace, found, result, left: lintAll(workspace.documents).flatMap((finding) => choose(finding) ?? []) };
}

const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;

/** What `terraform fmt` would make of a file. */
function formatted(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyless-golden-'));
  try {
    const file = join(folder, 'main.tf');
    writeFileSync(file, text);
    spawnSync('terraform', ['fmt', basename(file)], { cwd: folder, stdio: 'ignore' });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(CASES)('$folder', (golden) => {
  const { folder, leaves } = golden;
  const before = read(`${folder}/before`);
  const expected = new Map([...before, ...read(`${folder}/after`)]);

  it('comes out as written by hand, and nothing is left to fix', () => {
    const { workspace, found, result, left } = fixed(before, golden);
    expect(found).not.toEqual([]);
    expect(result).toMatchObject({ rejected: [], isStable: true });
    const after = Object.fromEntries(workspace.documents.map(({ path, source }) => [path, source.text]));
    expect(after).toEqual(Object.fromEntries(expected));
    expect(left).toEqual([]);
    expect(workspace.documents.flatMap(syntaxErrorsOf)).toEqual([]);
    const followUps = result.applied.flatMap(({ fix }) => fix.followUps).join('\n');
    for (const words of leaves) expect(followUps).toContain(words);
    for (const { fix } of result.applied) expect(fix.safety).toBe('needs-review');
  });

  it('keeps the line ends of Windows', () => {
    const crlf = (files: ReadonlyMap<string, string>) =>
      new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    const { workspace } = fixed(crlf(before), golden);
    const after = Object.fromEntries(workspace.documents.map(({ path, source }) => [path, source.text]));
    expect(after).toEqual(Object.fromEntries(crlf(expected)));
  });

  it('keeps the symbols that were there', () => {
    const symbols = (files: ReadonlyMap<string, string>) => {
      const workspace = new WorkspaceIndex();
      for (const [path, text] of files) workspace.set(createDocument(`file:///${path}`, path, text));
      return workspace.documents.flatMap((document) =>
        (modelOf(document, workspace).infrastructure?.resources ?? []).map(
          ({ mode, type, symbol }) => `${mode} ${type} ${symbol}`,
        ),
      );
    };
    const now = symbols(expected);
    expect(new Set(now).size).toBe(now.length);
    expect(symbols(before).filter((symbol) => !now.includes(symbol))).toEqual(golden.gone ?? []);
  });

  it.runIf(hasTerraform)('is formatted as terraform fmt formats it', () => {
    for (const [path, text] of expected) if (path.endsWith('.tf')) expect(formatted(text)).toBe(text);
  });
});
