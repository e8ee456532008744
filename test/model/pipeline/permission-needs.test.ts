import { describe, expect, it } from 'vitest';
import { inheritedScopes, permissionNeeds, scopesUsed } from '../../../src/model/pipeline/permission-needs.ts';
import { jobOf, pipelineOf } from './github/workspace.ts';

function needs(steps: string, job = '', others: Readonly<Record<string, string>> = {}) {
  const pipeline = pipelineOf(
    `on: push\njobs:\n  a:\n    runs-on: x\n    ${job}\n    steps:\n${steps.replace(/^/gm, '      ')}\n`,
    others,
  );
  const { scopes, uncertain } = permissionNeeds(jobOf(pipeline));
  const { source } = pipeline.document;
  return {
    scopes: scopes.map(({ name, access }) => `${name}: ${access}`),
    uncertain: uncertain.map(({ reason, range }) => `${reason}: ${source.slice(range)}`),
  };
}

describe('the scopes of a step', () => {
  it.each([
    ['- uses: actions/checkout@v4', ['contents: read']],
    ['- uses: Actions/Checkout@v4\n- uses: softprops/action-gh-release@v2', ['contents: write']],
    ['- uses: github/codeql-action/upload-sarif@v3', ['security-events: write', 'actions: read', 'contents: read']],
    ['- uses: actions/download-artifact@v4', []],
    ['- uses: actions/download-artifact@v4\n  with: { run-id: 1 }', ['actions: read']],
    ['- uses: actions/attest-build-provenance@v2', ['attestations: write', 'id-token: write', 'contents: read']],
    ['- uses: docker/login-action@v3\n  with: { registry: ghcr.io }', ['packages: write']],
    ['- uses: docker/login-action@v3\n  with: { registry: x.azurecr.io }', []],
    ['- run: gh release create v1', ['contents: write']],
    ['- run: git -c a=b push origin main', ['contents: write']],
    ['- run: |\n    # git push\n    echo', []],
    ['- run: gh pr comment 1 -b x', ['pull-requests: write']],
    ['- run: gh issue list', ['issues: read']],
    ['- run: docker push ghcr.io/a/b', ['packages: write']],
    [
      '- uses: actions/github-script@v7\n  with:\n    script: await github.rest.issues.createComment({})',
      ['issues: write'],
    ],
    ['- uses: azure/login@v2\n- uses: hashicorp/setup-terraform@v3', []],
  ])('%j: %j', (steps, scopes) => {
    expect(needs(steps)).toEqual({ scopes, uncertain: [] });
  });

  it('are those of the composite actions it uses, too', () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - uses: actions/checkout@v4\n    - uses: x/y@v1\n';
    expect(needs('- uses: ./act', '', { 'act/action.yml': action })).toEqual({
      scopes: ['contents: read'],
      uncertain: ['unknown-action: ./act'],
    });
  });
});

describe('what is not certain', () => {
  it.each([
    ['- uses: x/y@v1', 'unknown-action: x/y@v1'],
    ['- uses: x/y@v1\n  with: { t: "${{ github.token }}" }', 'token-passed: "${{ github.token }}"'],
    ["- run: ./x\n  env: { T: '${{ secrets.GITHUB_TOKEN }}' }", "token-passed: '${{ secrets.GITHUB_TOKEN }}'"],
    ['- run: curl ${{ github.token }}', 'token-passed: curl ${{ github.token }}'],
    [
      "- uses: actions/github-script@v7\n  with: { script: foo(), github-token: '${{ github.token }}' }",
      "token-passed: '${{ github.token }}'",
    ],
  ])('%j', (steps, uncertain) => {
    expect(needs(steps)).toEqual({ scopes: [], uncertain: [uncertain] });
  });

  it('is a token that the whole job sees, where a script reads it', () => {
    const env = 'env: { GH_TOKEN: "${{ github.token }}" }';
    expect(needs('- run: gh api /user\n- run: echo\n- run: gh pr list', env)).toEqual({
      scopes: ['pull-requests: read', 'contents: read'],
      uncertain: ['token-passed: gh api /user'],
    });
  });
});

describe('a called workflow', () => {
  const call = (others: Readonly<Record<string, string>>) =>
    permissionNeeds(jobOf(pipelineOf('on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n', others)));
  it('needs what its jobs ask for, or else use', () => {
    const called =
      'on: workflow_call\njobs:\n  x:\n    permissions: { id-token: write, contents: none }\n    steps: []\n  y:\n    steps: [{ uses: actions/checkout@v4 }]\n';
    expect(call({ '.github/workflows/b.yml': called })).toEqual({
      scopes: [
        { name: 'id-token', access: 'write' },
        { name: 'contents', access: 'read' },
      ],
      uncertain: [],
    });
  });

  it('of another repository is not known', () => {
    expect(call({})).toMatchObject({ scopes: [], uncertain: [{ reason: 'unknown-workflow' }] });
  });
});

it('looks into an action once, however many call it', () => {
  const level = (next: string) => `runs:\n  using: composite\n  steps:\n${`    - uses: ./l${next}\n`.repeat(20)}`;
  const others: Record<string, string> = {
    'l9/action.yml': 'runs:\n  using: composite\n  steps: [{ uses: actions/checkout@v4 }]\n',
  };
  for (let i = 0; i < 9; i++) others[`l${i}/action.yml`] = level(String(i + 1));
  expect(needs('- uses: ./l0', '', others)).toEqual({ scopes: ['contents: read'], uncertain: [] });
});

it('lists what a job would lose by a block of its own', () => {
  const inherited = (workflow: string, job = '') =>
    inheritedScopes(jobOf(pipelineOf(`on: push\n${workflow}\njobs:\n  a:\n    ${job}\n    steps: []\n`)));
  expect(inherited('permissions: { contents: read, issues: write, actions: none }')).toEqual([
    { name: 'contents', access: 'read' },
    { name: 'issues', access: 'write' },
  ]);
  expect(inherited('permissions: { contents: read }', 'permissions: {}')).toEqual([]);
  expect(inherited('')).toEqual([]);
  expect(inherited('permissions: read-all')).toBeUndefined();
  expect(scopesUsed(jobOf(pipelineOf('on: push\njobs:\n  a: {}\n')))).toEqual([]);
});
