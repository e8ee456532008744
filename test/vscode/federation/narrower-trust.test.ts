import { describe, expect, it } from 'vitest';
import type { FederatedTrust } from '../../../src/tenant/model/credential.ts';
import {
  breadthText,
  immutableTwin,
  mutableOriginal,
  narrowerTrusts,
} from '../../../src/vscode/infrastructure/federation/narrower-trust.ts';
import { contoso } from './contoso.ts';

const all = contoso();
const GITHUB = 'https://token.actions.githubusercontent.com';

function trust(more: Partial<FederatedTrust>): FederatedTrust {
  return { name: 'github', issuer: GITHUB, audiences: ['api://AzureADTokenExchange'], ...more };
}

const BROAD = trust({ expression: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 });
const PINNED = trust({
  expression:
    "claims['sub'] matches 'repo:contoso/*' and claims['job_workflow_ref'] eq 'contoso/w/.github/workflows/d.yml@refs/heads/main'",
  languageVersion: 1,
});
const BY_NAME = trust({ subject: 'repo:contoso/payments:environment:production' });

describe('a broad credential', () => {
  it('says who else gets in', () => {
    expect(breadthText(BROAD)).toMatch(/^every repository of the organization, for example repo:contoso\//);
    expect(breadthText(BY_NAME)).toBeUndefined();
  });

  it('is narrowed to exact subjects that jobs of the workspace present', () => {
    const found = narrowerTrusts(BROAD, all);
    expect(found.map(({ subject }) => subject)).toContain('repo:contoso/payments:environment:production');
    expect(
      found.every(({ expression, languageVersion }) => expression === undefined && languageVersion === undefined),
    ).toBe(true);
    expect(found.filter((one) => breadthText(one) !== undefined)).toEqual([]);
  });

  it('keeps what else its expression asks for', () => {
    const [first] = narrowerTrusts(PINNED, all);
    expect(first?.expression).toMatch(
      /^claims\['sub'\] eq 'repo:contoso\/payments:.*' and claims\['job_workflow_ref'\] eq /,
    );
  });
});

describe('an immutable twin', () => {
  const { repository } = all;

  it('has the ids of the repository, and is known as the twin again', () => {
    const twin = immutableTwin(BY_NAME, repository);
    expect(twin).toEqual({
      ...BY_NAME,
      name: 'github-immutable',
      subject: 'repo:contoso@6154722/payments@1157352866:environment:production',
    });
    expect(twin && mutableOriginal(twin, [BROAD, BY_NAME], repository)).toBe(BY_NAME);
  });

  it('is not for another repository, nor where the ids are not known', () => {
    expect(immutableTwin(trust({ subject: 'repo:contoso/other:environment:production' }), repository)).toBeUndefined();
    expect(immutableTwin(BY_NAME, { fullName: 'contoso/payments' })).toBeUndefined();
  });

  it('has a name that Entra ID takes', () => {
    expect(immutableTwin({ ...BY_NAME, name: 'x'.repeat(120) }, repository)?.name).toHaveLength(120);
  });
});
