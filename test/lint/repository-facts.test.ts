import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/lint/configuration.ts';
import { factsOfGit, withGitFacts } from '../../src/lint/repository-facts.ts';
import type { RepositoryFacts } from '../../src/rules/rule.ts';

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

  describe('with what GitHub says', () => {
    const remote = {
      fullName: 'contoso/app',
      defaultBranch: 'trunk',
      ownerId: 1,
      variables: { 'vars.A': 'github', 'vars.B': 'github' },
      environments: { Production: { protection: [], variables: { 'vars.A': 'github' } }, test: { protection: [] } },
    };
    const all = (repository: object, facts: RepositoryFacts = remote) =>
      withGitFacts({ ...DEFAULT_CONFIGURATION, repository }, git, facts).repository;

    it('lets GitHub win over git', () => expect(all({})).toEqual({ ...git, ...remote }));

    it('lets keyless.yaml win, fact by fact and name by name', () => {
      const configured = {
        defaultBranch: 'develop',
        variables: { A: 'keyless' },
        environments: { production: { protection: ['reviewers'] }, new: { variables: { A: 'keyless' } } },
      };
      expect(all(configured)).toEqual({
        ...git,
        ...remote,
        defaultBranch: 'develop',
        variables: { ...remote.variables, A: 'keyless' },
        environments: {
          production: { protection: ['reviewers'], variables: { 'vars.A': 'github' } },
          test: { protection: [] },
          new: { variables: { A: 'keyless' } },
        },
      });
    });

    it('knows a repository by its name before and after a renaming', () => {
      const renamed = { ...remote, fullName: 'contoso/renamed' };
      expect(all({}, renamed).fullName).toBe('contoso/renamed');
      expect(all({ fullName: 'contoso/renamed' }, renamed).ownerId).toBe(1);
      expect(all({ fullName: 'contoso/app' }, renamed).ownerId).toBe(1);
      expect(all({ fullName: 'contoso/other' }, renamed)).toEqual({ fullName: 'contoso/other' });
    });
  });
});
