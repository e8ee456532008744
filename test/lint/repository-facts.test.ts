import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/lint/configuration.ts';
import { factsOfGit, withGitFacts } from '../../src/lint/repository-facts.ts';

const CONFIG =
  '[remote "fork"]\n\turl = git@github.com:me/app.git\n[remote "origin"]\r\n\turl = git@github.com:contoso/app.git\r\n';

describe('factsOfGit', () => {
  it('reads the remote origin and the default branch', () => {
    expect(factsOfGit({ config: CONFIG, originHead: 'ref: refs/remotes/origin/release/main\n' })).toEqual({
      host: 'github.com',
      fullName: 'contoso/app',
      defaultBranch: 'release/main',
    });
  });

  it.each([
    ['no files', { config: undefined, originHead: undefined }],
    ['no origin', { config: '[remote "fork"]\n\turl = git@github.com:me/app.git\n', originHead: undefined }],
    ['another host', { config: CONFIG.replace('github.com:contoso', 'git.example:contoso'), originHead: undefined }],
    ['broken text', { config: '[remote "origin"\nurl', originHead: 'ref: refs/remotes/origin/main' }],
  ])('says nothing with %s', (_, files) => expect(factsOfGit(files)).toEqual({}));

  it('leaves the branch open where the file holds a commit', () => {
    expect(factsOfGit({ config: CONFIG, originHead: '0123456789' })).toEqual({
      host: 'github.com',
      fullName: 'contoso/app',
    });
  });
});

describe('withGitFacts', () => {
  const git = { host: 'github.com', fullName: 'contoso/app', defaultBranch: 'main' };
  const merged = (repository: object) => withGitFacts({ ...DEFAULT_CONFIGURATION, repository }, git).repository;

  it('lets keyless.yaml win, fact by fact', () => {
    expect(merged({})).toEqual(git);
    expect(merged({ fullName: 'Contoso/App', defaultBranch: 'develop', ownerId: 1 })).toEqual({
      host: 'github.com',
      fullName: 'Contoso/App',
      defaultBranch: 'develop',
      ownerId: 1,
    });
  });

  it('adds nothing to the facts of another repository', () => {
    expect(merged({ fullName: 'contoso/other' })).toEqual({ fullName: 'contoso/other' });
  });
});
