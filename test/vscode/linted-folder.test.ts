import { describe, expect, it } from 'vitest';
import { LintedFolder } from '../../src/vscode/infrastructure/linting/linted-folder.ts';
import { LOGIN_WITH_OIDC, LOGIN_WITH_SECRET, UNUSED_SUPPRESSION, WITHOUT_SUPPRESSION } from '../host/texts.ts';
import { inventoryOf } from '../tester/rule-case.ts';

const LOGIN = '.github/workflows/login.yml';

function folderWith(files: Readonly<Record<string, string>>): LintedFolder {
  const folder = new LintedFolder();
  for (const [path, text] of Object.entries(files)) folder.set(uriOf(path), path, text);
  return folder;
}

function uriOf(path: string): string {
  return `file:///workspace/${path}`;
}

function lint(folder: LintedFolder, path: string): readonly string[] {
  const document = folder.get(uriOf(path));
  return document ? folder.lint(document).map(({ ruleId }) => ruleId) : [];
}

function paths({ affected }: ReturnType<LintedFolder['set']>): readonly string[] {
  return affected.map(({ path }) => path).toSorted();
}

describe('LintedFolder', () => {
  it('lints the text it was given last', () => {
    const folder = folderWith({ [LOGIN]: LOGIN_WITH_SECRET });
    expect(lint(folder, LOGIN)).toContain('client-secret');
    folder.set(uriOf(LOGIN), LOGIN, LOGIN_WITH_OIDC);
    expect(lint(folder, LOGIN)).not.toContain('client-secret');
  });

  it('keeps nothing of what it is not interested in', () => {
    const folder = folderWith({ 'data.json': '{"name": "x"}' });
    expect(folder.documents).toEqual([]);
    folder.set(
      uriOf('data.json'),
      'data.json',
      '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}',
    );
    expect(folder.documents).toHaveLength(1);
    folder.set(uriOf('data.json'), 'data.json', '{}');
    expect(folder.documents).toEqual([]);
  });

  it('forgets what is gone', () => {
    const folder = folderWith({ [LOGIN]: LOGIN_WITH_SECRET });
    folder.delete(uriOf(LOGIN));
    expect(lint(folder, LOGIN)).toEqual([]);
  });

  describe('who is affected by a change', () => {
    const caller = '.github/workflows/caller.yml';
    const called = '.github/workflows/called.yml';
    const callable = LOGIN_WITH_OIDC.replace('push:\n    branches: [main]', 'workflow_call:');
    const files = {
      [caller]: 'name: Caller\non: push\njobs:\n  deploy:\n    uses: ./.github/workflows/called.yml\n',
      [called]: callable,
      'other.bicep': "param location string = 'westeurope'\n",
      [LOGIN]: LOGIN_WITH_SECRET,
    };

    it('is nobody before anybody was linted', () => {
      const folder = folderWith(files);
      expect(paths(folder.set(uriOf(called), called, LOGIN_WITH_SECRET))).toEqual([]);
    });

    it('are those that looked at the file', () => {
      const folder = folderWith(files);
      for (const path of Object.keys(files)) lint(folder, path);
      const affected = paths(folder.set(uriOf(called), called, LOGIN_WITH_SECRET));
      expect(affected).toContain(caller);
      expect(affected).not.toContain('other.bicep');
    });

    it('are those that looked for the file in vain', () => {
      const folder = folderWith({ [caller]: files[caller] ?? '' });
      expect(lint(folder, caller)).not.toContain('oidc-permission');
      expect(paths(folder.set(uriOf(called), called, callable))).toEqual([caller]);
      expect(lint(folder, caller)).toContain('oidc-permission');
      expect(paths(folder.delete(uriOf(called)))).toEqual([caller]);
    });

    it('is nobody where the text is the same', () => {
      const folder = folderWith(files);
      for (const path of Object.keys(files)) lint(folder, path);
      expect(paths(folder.set(uriOf(called), called, callable))).toEqual([]);
    });

    it('are all where the configuration changes', () => {
      const folder = folderWith(files);
      for (const path of Object.keys(files)) lint(folder, path);
      const change = folder.set(uriOf('keyless.yaml'), 'keyless.yaml', 'rules:\n  client-secret: off\n');
      expect(paths(change)).toEqual(Object.keys(files).toSorted());
      expect(lint(folder, LOGIN)).not.toContain('client-secret');
      folder.delete(uriOf('keyless.yaml'));
      expect(lint(folder, LOGIN)).toContain('client-secret');
    });
  });

  describe('what git says of the repository', () => {
    const config = '[remote "origin"]\n\turl = git@github.com:contoso/app.git\n';
    const git = { config, originHead: 'ref: refs/remotes/origin/main\n' };

    it('is known to rules, and concerns every document that was linted', () => {
      const folder = folderWith({ [LOGIN]: LOGIN_WITH_OIDC });
      lint(folder, LOGIN);
      expect(paths(folder.readGit(git))).toEqual([LOGIN]);
      expect(paths(folder.readGit({ ...git }))).toEqual([]);
      expect(folder.trustSources.repository).toEqual({
        host: 'github.com',
        fullName: 'contoso/app',
        defaultBranch: 'main',
      });
    });

    it('gives way to keyless.yaml, now and when that is written later', () => {
      const folder = folderWith({ [LOGIN]: LOGIN_WITH_OIDC });
      folder.readGit(git);
      folder.set(uriOf('keyless.yaml'), 'keyless.yaml', 'repository:\n  defaultBranch: develop\n');
      expect(folder.trustSources.repository).toMatchObject({ fullName: 'contoso/app', defaultBranch: 'develop' });
      folder.delete(uriOf('keyless.yaml'));
      expect(folder.trustSources.repository.defaultBranch).toBe('main');
    });
  });

  describe('what GitHub says of the repository', () => {
    const CLIENT_ID = '11111111-2222-4333-8444-555555555555';
    const config = '[remote "origin"]\n\turl = git@github.com:contoso/app.git\n';
    const facts = { fullName: 'contoso/app', ownerId: 1, variables: { 'vars.CLIENT': CLIENT_ID } };
    const inventory = inventoryOf(JSON.stringify({ asOf: '2026-10-31', tenantId: 'x', identities: [] }));
    const signingInWith = (id: string) => LOGIN_WITH_OIDC.replace(/client-id: .*/, `client-id: ${id}`);

    it('is known to rules as long as it is asked, and concerns every document that was linted', () => {
      const folder = folderWith({ [LOGIN]: LOGIN_WITH_OIDC });
      expect(folder.remote).toBeUndefined();
      folder.readGit({ config, originHead: undefined });
      expect(folder.remote).toEqual({ host: 'github.com', fullName: 'contoso/app' });
      lint(folder, LOGIN);
      expect(paths(folder.setRemoteFacts(facts))).toEqual([LOGIN]);
      expect(paths(folder.setRemoteFacts({ ...facts }))).toEqual([]);
      expect(folder.trustSources.repository).toEqual({ host: 'github.com', ...facts });
      expect(paths(folder.setRemoteFacts(undefined))).toEqual([LOGIN]);
      expect(folder.trustSources.repository).toEqual({ host: 'github.com', fullName: 'contoso/app' });
    });

    it.each([
      ['vars', true],
      ['secrets', false],
    ])('tells the ids in variables, and not those in secrets of the same name: %s', (context, isKnown) => {
      const folder = folderWith({ [LOGIN]: signingInWith(`\${{ ${context}.client }}`) });
      folder.readGit({ config, originHead: undefined });
      folder.setInventory(inventory);
      folder.setRemoteFacts(facts);
      expect(lint(folder, LOGIN).includes('unknown-client-id')).toBe(isKnown);
    });
  });

  it('judges by what the tenant holds as soon as that is known, and not after', () => {
    const inventory = inventoryOf(JSON.stringify({ asOf: '2026-10-31', tenantId: 'x', identities: [] }));
    const id = '11111111-2222-4333-8444-555555555555';
    const folder = folderWith({ [LOGIN]: LOGIN_WITH_OIDC.replace(/client-id: .*/, `client-id: ${id}`) });
    expect(lint(folder, LOGIN)).not.toContain('unknown-client-id');
    expect(paths(folder.setInventory(inventory))).toEqual([LOGIN]);
    expect(lint(folder, LOGIN)).toContain('unknown-client-id');
    folder.setInventory(undefined);
    expect(lint(folder, LOGIN)).not.toContain('unknown-client-id');
  });

  it('shows the mistakes of the configuration in it', () => {
    const folder = folderWith({ 'keyless.yaml': 'rulez: {}\n' });
    expect(lint(folder, 'keyless.yaml')).toEqual(['configuration-error']);
  });

  it.each([
    ['no text', [0x61, 0x00, 0x62]],
    ['no UTF-8', [0xff, 0xfe, 0x61, 0x00]],
  ])('says of a file that is %s that it was not checked', (_, bytes) => {
    const folder = new LintedFolder();
    folder.setBytes(uriOf('main.bicep'), 'main.bicep', Uint8Array.from(bytes));
    expect(lint(folder, 'main.bicep')).toEqual(['skipped-file']);
    folder.set(uriOf('main.bicep'), 'main.bicep', 'param x string\n');
    expect(lint(folder, 'main.bicep')).not.toContain('skipped-file');
  });

  it('counts without the byte order mark that the editor hides', () => {
    const folder = new LintedFolder();
    folder.setBytes(uriOf(LOGIN), LOGIN, new TextEncoder().encode(`\uFEFF${LOGIN_WITH_SECRET}`));
    expect(folder.get(uriOf(LOGIN))?.source.text).toBe(LOGIN_WITH_SECRET);
  });

  it('fixes what is safe on a copy of itself', () => {
    const path = '.github/workflows/build.yml';
    const folder = folderWith({ [path]: UNUSED_SUPPRESSION, [LOGIN]: LOGIN_WITH_SECRET });
    const steps = folder.fixSafely(folder.documents);
    const perStep = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) perStep.push(step);
    expect(perStep.length).toBe(2 * folder.documents.length);
    expect(step.value.map(({ before, after }) => [before.uri, before.source.text, after.source.text])).toEqual([
      [uriOf(path), UNUSED_SUPPRESSION, WITHOUT_SUPPRESSION],
    ]);
    expect(folder.get(uriOf(path))?.source.text).toBe(UNUSED_SUPPRESSION);
  });
});
