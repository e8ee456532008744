import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RepositoryFacts } from '../../../src/rules/rule.ts';
import type { ErrorBoundary } from '../../../src/vscode/infrastructure/errors.ts';
import { GitHubLink, type LoadGitHub } from '../../../src/vscode/infrastructure/github/github-link.ts';
import type { LintSession } from '../../../src/vscode/infrastructure/linting/lint-session.ts';
import { LintedFolder } from '../../../src/vscode/infrastructure/linting/linted-folder.ts';
import type { Settings } from '../../../src/vscode/infrastructure/settings.ts';

type Listener = (event: unknown) => void;
type Reading = Awaited<ReturnType<Awaited<ReturnType<LoadGitHub>>['readGitHubFacts']>>;

const editor = vi.hoisted(() => ({
  isTrusted: true,
  enterprise: undefined as string | undefined,
  account: undefined as string | undefined,
  listeners: {} as Record<string, (event: unknown) => void>,
  asked: [] as unknown[],
}));

vi.mock('vscode', () => {
  const event = (name: string) => (listener: Listener) => {
    editor.listeners[name] = listener;
    return { dispose: () => {} };
  };
  return {
    l10n: { t: (text: string) => text },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      onDidGrantWorkspaceTrust: event('trust'),
      getWorkspaceFolder: () => ({}),
      getConfiguration: () => ({ inspect: () => ({ globalValue: editor.enterprise, workspaceValue: 'https://evil' }) }),
    },
    authentication: {
      onDidChangeSessions: event('sessions'),
      getSession: async (provider: string, scopes: readonly string[], options: { createIfNone?: boolean }) => {
        editor.asked.push([provider, scopes, options]);
        if (options.createIfNone) editor.account ??= 'asked';
        return editor.account && { accessToken: `token of ${editor.account}`, account: { id: editor.account } };
      },
    },
  };
});

const WORKFLOW = { path: '/w/.github/workflows/deploy.yml' };
const FACTS: RepositoryFacts = { fullName: 'contoso/app', ownerId: 1 };
const SILENT = ['github', ['repo'], { silent: true }];

/** A window with one folder, a clone from `host`. */
function openWindow(host = 'github.com') {
  const folder = new LintedFolder();
  const clone = () =>
    folder.readGit({ config: `[remote "origin"]\n\turl = git@${host}:contoso/app.git\n`, originHead: undefined });
  clone();
  const settings = { readsGitHubFacts: true, onDidChange: on('settings') };
  const lint = {
    store: { onDidChange: on('store'), get: () => ({}) },
    workspaceDocuments: async () => [],
    folderOf: async () => folder,
    setRemoteFacts: (_: LintedFolder, facts: RepositoryFacts | undefined) => folder.setRemoteFacts(facts),
  };
  const boundary = { runQuietly: (_: string, work: () => unknown) => work() };
  const tokens: string[] = [];
  const state = { reading: { kind: 'read', facts: FACTS, unread: [] } as Reading };
  const link = new GitHubLink(
    lint as unknown as LintSession,
    settings as unknown as Settings,
    boundary as unknown as ErrorBoundary,
    async () => ({
      readGitHubFacts: async (_, { token }) => {
        tokens.push(token);
        return state.reading;
      },
    }),
  );
  return { folder, link, settings, state, tokens, ownerId: () => folder.trustSources.repository.ownerId };
}

function on(name: string) {
  return (listener: Listener) => {
    editor.listeners[name] = listener;
    return { dispose: () => {} };
  };
}

async function happens(name: string, event?: unknown): Promise<void> {
  editor.listeners[name]?.(event);
  // What was begun ends within a few turns: nothing here waits for a clock.
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

const linted = (uri: { path: string } = WORKFLOW) => happens('store', [uri]);
const sessionsChange = () => happens('sessions', { provider: { id: 'github' } });

describe('GitHubLink', () => {
  beforeEach(() => Object.assign(editor, { isTrusted: true, enterprise: undefined, account: 'me', asked: [] }));

  it('asks nobody before a workflow was linted', async () => {
    const { tokens } = openWindow();
    await linted({ path: '/w/main.bicep' });
    await sessionsChange();
    expect([editor.asked, tokens]).toEqual([[], []]);
  });

  it('reads once, silently, with the account there is', async () => {
    const { tokens, ownerId } = openWindow();
    await linted();
    await linted();
    expect(editor.asked).toEqual([SILENT]);
    expect(tokens).toEqual(['token of me']);
    expect(ownerId()).toBe(1);
  });

  it('waits for a sign-in, forgets with a sign-out, and reads anew for another account only', async () => {
    editor.account = undefined;
    const { tokens, ownerId } = openWindow();
    await linted();
    expect([tokens, ownerId()]).toEqual([[], undefined]);
    editor.account = 'me';
    await sessionsChange();
    await sessionsChange();
    expect([tokens, ownerId()]).toEqual([['token of me'], 1]);
    editor.account = 'other';
    await sessionsChange();
    expect(tokens).toEqual(['token of me', 'token of other']);
    editor.account = undefined;
    await sessionsChange();
    expect(ownerId()).toBeUndefined();
  });

  it('follows its setting', async () => {
    const { settings, tokens, ownerId } = openWindow();
    settings.readsGitHubFacts = false;
    await linted();
    expect([editor.asked, tokens]).toEqual([[], []]);
    settings.readsGitHubFacts = true;
    await happens('settings');
    expect(ownerId()).toBe(1);
    settings.readsGitHubFacts = false;
    await happens('settings');
    expect(ownerId()).toBeUndefined();
  });

  it('asks by itself in workspaces that are trusted only', async () => {
    editor.isTrusted = false;
    const { ownerId } = openWindow();
    await linted();
    expect(editor.asked).toEqual([]);
    editor.isTrusted = true;
    await happens('trust');
    expect(ownerId()).toBe(1);
  });

  it('leaves everything as it was where GitHub refuses', async () => {
    const { folder, state } = openWindow();
    state.reading = { kind: 'refused', status: 403 };
    await linted();
    expect(folder.trustSources.repository).toEqual({ host: 'github.com', fullName: 'contoso/app' });
  });

  it('sends no token to a server that only the clone or the workspace names', async () => {
    const { link, tokens } = openWindow('github.evil.example');
    for (const enterprise of [undefined, 'https://github.contoso.example', 'http://github.evil.example', 'nonsense']) {
      editor.enterprise = enterprise;
      await linted();
      await sessionsChange();
      await expect(link.readNow(WORKFLOW as never)).rejects.toThrow('no clone from github.com');
    }
    expect([editor.asked, tokens]).toEqual([[], []]);
  });

  it('uses the account of the server that the person has set', async () => {
    editor.enterprise = 'https://github.contoso.example/';
    const { ownerId } = openWindow('github.contoso.example');
    await linted();
    expect(editor.asked).toEqual([['github-enterprise', ['repo'], { silent: true }]]);
    expect(ownerId()).toBe(1);
  });

  describe('on command', () => {
    it('asks to sign in, reads anew each time, and says as of when', async () => {
      editor.account = undefined;
      const { link, tokens, ownerId } = openWindow();
      const first = await link.readNow(WORKFLOW as never);
      await link.readNow(WORKFLOW as never);
      expect(first).toMatchObject({ fullName: 'contoso/app', unread: [], asOf: expect.any(Date) });
      expect(tokens.length).toBe(2);
      expect(ownerId()).toBe(1);
    });

    it.each([
      [404, 'shows no repository'],
      [403, 'refused to show'],
      [undefined, 'did not answer'],
    ])('says what is wrong, and keeps what is known: %s', async (status, message) => {
      const { link, state, ownerId } = openWindow();
      await link.readNow(WORKFLOW as never);
      state.reading = { kind: 'refused', status };
      await expect(link.readNow(WORKFLOW as never)).rejects.toThrow(message);
      expect(ownerId()).toBe(1);
    });
  });
});
