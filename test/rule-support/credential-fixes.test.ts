import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { registryName } from '../../src/rules/registry-password/registry-name.ts';
import { registryPassword } from '../../src/rules/registry-password.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { serviceKey } from '../../src/rules/service-key.ts';
import { connectionStrings } from '../../src/rules/sql-password/connection-string.ts';
import { sqlPassword } from '../../src/rules/sql-password.ts';
import { storageKey } from '../../src/rules/storage-key.ts';

const RULES: readonly Rule[] = [registryPassword, serviceKey, sqlPassword, storageKey];

function findingsOf(path: string, text: string) {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${path}`, path, text);
  workspace.set(document);
  return lint(document, workspace, { now: new Date(0), rules: RULES }).findings;
}

function followUpsOf(path: string, text: string): string {
  const [fix] = findingsOf(path, text).flatMap(({ fixes }) => fixes);
  if (!fix) throw new Error('no fix');
  expect(fix.safety).toBe('needs-review');
  return fix.followUps.join('\n');
}

const LOGIN = `      - uses: azure/login@v3
        with: { client-id: a, tenant-id: b, subscription-id: c }
`;

function workflow(steps: string): string {
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
}

describe('what is left to do after a fix', () => {
  const UPLOAD = '      - run: az storage blob upload --account-name n --account-key ${{ secrets.STORAGE_KEY }} -f f\n';

  it('names the role, the stored secret, and the login that is missing', () => {
    const followUps = followUpsOf('.github/workflows/a.yml', workflow(UPLOAD));
    expect(followUps).toContain('Log in before this step: azure/login with OIDC');
    expect(followUps).toContain('Storage Blob Data Contributor');
    expect(followUps).toContain('delete STORAGE_KEY from the stored secrets and rotate the keys');
  });

  it('asks for no login where there is one before', () => {
    expect(followUpsOf('.github/workflows/a.yml', workflow(LOGIN + UPLOAD))).not.toContain('Log in');
    expect(followUpsOf('.github/workflows/a.yml', workflow(UPLOAD + LOGIN))).toContain('Log in before');
  });

  it('knows which task of Azure Pipelines brings a session', () => {
    const script = 'az storage blob list --account-name n --account-key $(key) -c c';
    const plain = `trigger: [main]\npool: { vmImage: x }\nsteps:\n  - script: ${script}\n`;
    expect(followUpsOf('azure-pipelines.yml', plain)).toContain('AzureCLI task');
    const task = `trigger: [main]\npool: { vmImage: x }\nsteps:\n  - task: AzureCLI@2\n    inputs: { scriptType: bash, inlineScript: "${script}" }\n`;
    const followUps = followUpsOf('azure-pipelines.yml', task);
    expect(followUps).not.toContain('AzureCLI task');
    expect(followUps).toContain('Storage Blob Data Reader');
  });

  it.each([
    ['az storage queue create -n q', 'Storage Queue Data Contributor'],
    ['az storage entity query -t t', 'Storage Table Data Reader'],
    ['az storage file upload -s s', 'Storage File Data Privileged Contributor'],
  ])('%s needs %s', (command, role) => {
    const steps = `      - run: ${command} --account-name n --account-key $KEY\n`;
    expect(followUpsOf('.github/workflows/a.yml', workflow(steps))).toContain(role);
  });

  it('names the roles of a registry and of a database', () => {
    const docker = '      - run: docker login n.azurecr.io -u u -p $P\n';
    expect(followUpsOf('.github/workflows/a.yml', workflow(docker))).toContain('AcrPush');
    const sqlcmd = '      - run: sqlcmd -S n.database.windows.net -U u -P $P\n';
    expect(followUpsOf('.github/workflows/a.yml', workflow(sqlcmd))).toContain('FROM EXTERNAL PROVIDER');
  });
});

describe('a finding', () => {
  it('never holds the value of a secret', () => {
    const secret = 'Contoso-hunter2-value';
    const text = workflow(
      `      - run: |\n          docker login n.azurecr.io -u u -p ${secret}\n` +
        `          az storage blob list --account-name n --account-key ${secret}\n` +
        `          sqlcmd -S n.database.windows.net -U u -P ${secret}\n` +
        `          KEY=${secret}\n          az appconfig kv set -n n --connection-string $KEY\n`,
    );
    const findings = findingsOf('.github/workflows/a.yml', text);
    expect(findings).toHaveLength(4);
    for (const { message, fixes } of findings) {
      expect(message).not.toContain(secret);
      expect(fixes.map(({ title, followUps }) => title + followUps.join()).join()).not.toContain(secret);
    }
  });
});

describe('registryName', () => {
  it.each([
    ['contoso.azurecr.io', 'contoso'],
    ['https://contoso.azurecr.us/v2', 'contoso'],
    ['contoso.azurecr.io/team/app:1', 'contoso'],
    ['$ACR.azurecr.io', '$ACR'],
    ['${{ env.REGISTRY }}', '${{ env.REGISTRY }}'],
    ['$(registry)', '$(registry)'],
    ['$(cat x; y).azurecr.io', undefined],
    ['', undefined],
  ])('%s: %s', (written, name) => {
    expect(registryName(written)).toBe(name);
  });
});

describe('connectionStrings', () => {
  const found = (text: string) => connectionStrings(text, (part) => part).map(({ password }) => password.value);

  it('finds the password wherever it stands', () => {
    expect(found('Server=n.database.windows.net;User ID=u;Password=$P;Encrypt=True')).toEqual(['$P']);
    expect(found('x --c "Pwd=$P;Data Source=tcp:n.database.windows.net,1433;Uid=u"')).toEqual(['$P']);
    expect(found('postgres://u:${{ secrets.P }}@n.postgres.database.azure.com/db')).toEqual(['${{ secrets.P }}']);
  });

  it('leaves out other servers and strings without a password', () => {
    expect(found('Server=localhost;User ID=sa;Password=$P')).toEqual([]);
    expect(found('Server=n.database.windows.net;Authentication=Active Directory Default')).toEqual([]);
    expect(found('Server=n.database.windows.net;Password=;User ID=u')).toEqual([]);
    expect(found('https://u:p@example.com/n.database.windows.net')).toEqual([]);
  });
});
