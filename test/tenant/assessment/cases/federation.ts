import { guid } from '../../identities.ts';
import { application, type CheckCases, EXACT, expression, GITHUB, local, managed, of, PLAIN, trust } from './parts.ts';

export const FEDERATION: Readonly<Record<string, CheckCases>> = {
  'broad-federation': {
    fail: of(
      application({ federatedCredentials: [expression("claims['sub'] matches 'repo:contoso*'")] }),
      managed({ federatedCredentials: [trust('repo:contoso/app:pull_request')] }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'mutable-federation': {
    fail: of(application({ federatedCredentials: [EXACT] })),
    pass: of(application({ federatedCredentials: [trust('repo:contoso@12/app@34:environment:production')] })),
    notApplicable: of(PLAIN),
  },
  'dead-federation': {
    fail: of(
      application({ federatedCredentials: [trust('repo:contoso/app:ref:refs/heads/*')] }),
      application({ federatedCredentials: [trust('repo:contoso/app:ref:refs/heads/main', { issuer: `${GITHUB}/` })] }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'dangling-federation': {
    fail: of(application({ federatedCredentials: [EXACT, local(guid(95))] })),
    pass: [
      {
        identity: application({ federatedCredentials: [local(guid(95).toUpperCase())] }),
        others: [managed({ clientId: guid(96), displayName: 'worker', servicePrincipalId: guid(95) })],
      },
    ],
    notApplicable: of(
      PLAIN,
      application({ federatedCredentials: [EXACT] }),
      application({
        federatedCredentials: [
          trust(guid(95), { issuer: `https://login.microsoftonline.com/${guid(998)}/v2.0` }),
          trust('/eid1/c/pub/t/a/b', { issuer: `https://login.microsoftonline.com/${guid(999)}/v2.0` }),
        ],
      }),
    ),
  },
  'unknown-issuer': {
    fail: of(application({ federatedCredentials: [trust('worker', { issuer: 'https://tokens.factory.example' })] })),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'federation-audience': {
    fail: of(
      application({
        federatedCredentials: [trust('repo:contoso/app:environment:production', { audiences: ['api://mine'] })],
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'retiring-issuer': {
    fail: of(
      application({
        federatedCredentials: [
          trust('sc://contoso/app/production', { issuer: `https://vstoken.dev.azure.com/${guid(5)}` }),
        ],
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'duplicate-federation': {
    fail: of(application({ federatedCredentials: [EXACT, expression("claims['sub'] matches 'repo:contoso/app:*'")] })),
    pass: of(
      application({ federatedCredentials: [EXACT, expression("claims['sub'] matches 'repo:contoso/other:*'")] }),
      application({ federatedCredentials: [EXACT] }),
    ),
    notApplicable: of(PLAIN),
  },
  'federation-limit': {
    fail: of(
      application({
        federatedCredentials: Array.from({ length: 18 }, (_, index) =>
          trust(`repo:contoso/app${index}:environment:production`, { name: `github-${index}` }),
        ),
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'several-platforms': {
    fail: of(
      application({
        federatedCredentials: [
          EXACT,
          trust('project_path:contoso/app:ref_type:branch:ref:main', { issuer: 'https://gitlab.com', name: 'gitlab' }),
        ],
      }),
    ),
    pass: of(
      application({ federatedCredentials: [EXACT, trust('repo:contoso/app:pull_request', { name: 'other' })] }),
      application({
        federatedCredentials: [EXACT, trust('repo:contoso/app:pull_request', { name: 'dead', issuer: `${GITHUB}/` })],
      }),
    ),
    notApplicable: of(PLAIN),
  },
};
