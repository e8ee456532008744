import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgedAs } from '../../../src/tenant/assessment/judged-as.ts';
import { TrustJudge } from '../../../src/tenant/assessment/trust-judge.ts';
import { trustBreadth } from '../../../src/tenant/model/federated-trust.ts';
import { guid } from '../identities.ts';
import { expression, GITHUB, trust } from './cases/parts.ts';

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,14}$/);
const lower = fc.stringMatching(/^[a-z0-9]{1,6}(?:-[a-z0-9]{1,6}){0,2}$/);
const id = fc.integer({ min: 1, max: 9_999 }).map(guid);

const trusts = fc.oneof(
  fc
    .tuple(name, name, name)
    .map(([owner, repository, environment]) => trust(`repo:${owner}/${repository}:environment:${environment}`)),
  fc
    .tuple(name, name, name)
    .map(([owner, repository, branch]) => trust(`repo:${owner}/${repository}:ref:refs/heads/${branch}`)),
  fc.tuple(name, name).map(([owner, repository]) => trust(`repo:${owner}/${repository}:pull_request`)),
  fc
    .tuple(name, name, name)
    .map(([group, project, branch]) =>
      trust(`project_path:${group}/${project}:ref_type:branch:ref:${branch}`, { issuer: 'https://gitlab.com' }),
    ),
  fc
    .tuple(id, name, name, name)
    .map(([organization, ...names]) =>
      trust(`sc://${names.join('/')}`, { issuer: `https://vstoken.dev.azure.com/${organization}` }),
    ),
  fc
    .tuple(id, fc.oneof(lower, fc.constantFrom('default', 'kube-system')), fc.oneof(lower, fc.constant('default')))
    .map(([cluster, namespace, account]) =>
      trust(`system:serviceaccount:${namespace}:${account}`, {
        issuer: `https://westeurope.oic.prod-aks.azure.com/${guid(1)}/${cluster}/`,
      }),
    ),
);

describe('credentials that are alike', () => {
  it('are judged as if each were judged alone', () => {
    const judge = new TrustJudge();
    fc.assert(
      fc.property(trusts, (each) => {
        const alone = trustBreadth(each)?.findings ?? [];
        expect(judge.judge(each).breadth.map(({ class: found, severity }) => [found, severity])).toEqual(
          alone.map(({ class: found, severity }) => [found, severity]),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('share a judgement, each with its own subject as the witness', () => {
    const one = trust('repo:contoso/one:environment:production');
    const other = trust('repo:fabrikam/two:environment:live');
    expect(judgedAs(one).subject).toBe(judgedAs(other).subject);
    const [finding] = new TrustJudge().judge(other).breadth;
    expect(finding?.witness).toBe('repo:fabrikam/two:environment:live');
  });

  it.each([
    trust('repo:contoso/app:ref:refs/heads/release/*'),
    trust('repo:contoso@1/app@2:environment:production'),
    trust('repo:contoso/app:environment:a b'),
    trust('repo:contoso/app:environment:production', { issuer: `${GITHUB}/` }),
    expression("claims['sub'] matches 'repo:contoso/app:*'"),
    trust('system:serviceaccount:kube-system:api', {
      issuer: `https://westeurope.oic.prod-aks.azure.com/${guid(1)}/${guid(2)}/`,
    }),
  ])('are not those with anything unusual: $subject', (each) => {
    expect(judgedAs(each)).toBe(each);
  });
});
