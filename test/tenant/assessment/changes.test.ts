import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/tenant/assessment/changes/change.ts';
import { compareInventories } from '../../../src/tenant/assessment/changes/compare.ts';
import { changesJson, changesText } from '../../../src/tenant/assessment/changes/report.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import type { TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { SECTIONS, type SectionName } from '../../../src/tenant/model/section.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { guid, identity, inventory } from '../identities.ts';
import { certificate, day, expression, NO_POLICIES, secret, trust } from './cases/parts.ts';

const sections = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: day(0) }]));

function tenant(parts: Partial<Identity> | undefined, policies: TenantPolicies = NO_POLICIES): Inventory {
  return inventory(parts ? [identity({ applicationId: guid(2), servicePrincipalId: guid(3), ...parts })] : [], {
    sections,
    policies,
  });
}

function told(before: Inventory, after: Inventory): readonly string[] {
  return compareInventories(before, after).changes.map(({ kind, severity }) =>
    severity ? `${kind} ${severity}` : kind,
  );
}

const ADMINISTRATOR = { roleId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', scope: '/', assignment: 'active' } as const;
const MIRA = { objectId: guid(80), kind: 'user', displayName: 'Mira' } as const;
const GUEST = { objectId: guid(82), kind: 'user', userPrincipalName: 'lena#EXT#@contoso.onmicrosoft.com' } as const;
const AT_RISK = { risk: { level: 'high', state: 'at-risk', detections: [] } } as const;
const EXACT = trust('repo:contoso/app:environment:production');

/** What each change is told as, forwards and backwards. */
const PAIRS: readonly (readonly [
  string,
  Partial<Identity> | undefined,
  Partial<Identity> | undefined,
  string[],
  string[],
])[] = [
  ['an identity', undefined, {}, ['identity-added'], ['identity-removed']],
  ['a secret', {}, { keyCredentials: [secret()] }, ['secret-added medium'], ['secret-removed']],
  [
    'a secret of a privileged identity',
    { directoryRoles: [ADMINISTRATOR] },
    { directoryRoles: [ADMINISTRATOR], keyCredentials: [secret()] },
    ['secret-added high'],
    ['secret-removed'],
  ],
  ['a certificate', {}, { keyCredentials: [certificate()] }, ['certificate-added low'], ['certificate-removed']],
  [
    'a broad trust',
    {},
    { federatedCredentials: [expression("claims['sub'] matches 'repo:contoso*'")] },
    ['trust-added critical'],
    ['trust-removed'],
  ],
  [
    'the breadth of a trust',
    { federatedCredentials: [EXACT] },
    { federatedCredentials: [trust('repo:contoso/app:pull_request')] },
    ['trust-broadened high'],
    ['trust-narrowed'],
  ],
  [
    'the place that a trust names',
    { federatedCredentials: [EXACT] },
    { federatedCredentials: [trust('repo:contoso/other:environment:production')] },
    ['trust-changed low'],
    ['trust-changed low'],
  ],
  ['the last owner', { owners: [MIRA] }, {}, ['owner-lost medium'], ['owner-added']],
  ['one of two owners', { owners: [MIRA, GUEST] }, { owners: [MIRA] }, ['owner-lost low'], ['owner-added medium']],
  [
    'a sponsor',
    { agent: 'identity', sponsors: [MIRA] },
    { agent: 'identity' },
    ['sponsor-lost medium'],
    ['sponsor-added'],
  ],
  [
    'an instance lock',
    { audience: 'AzureADMultipleOrgs', instanceLock: 'all' },
    { audience: 'AzureADMultipleOrgs', instanceLock: 'some' },
    ['instance-unlocked medium'],
    ['instance-locked'],
  ],
  ['a lock that was not asked for before', { instanceLock: 'all' }, {}, [], []],
  ['a role', {}, { directoryRoles: [ADMINISTRATOR] }, ['privilege-added critical'], ['privilege-removed']],
  ['whether it is enabled', { isEnabled: false }, {}, ['identity-enabled low'], ['identity-disabled']],
  [
    'who can use it',
    { audience: 'AzureADMyOrg' },
    { audience: 'AzureADMultipleOrgs' },
    ['audience-widened medium'],
    [],
  ],
  ['a risk', {}, AT_RISK, ['risk-found high'], ['risk-ended']],
];

describe('what has changed', () => {
  it.each(PAIRS)('tells of %s', (_, before, after, forwards, backwards) => {
    expect(told(tenant(before), tenant(after))).toEqual(forwards);
    expect(told(tenant(after), tenant(before))).toEqual(backwards);
  });

  it('is nothing where nothing has', () => {
    expect(compareInventories(demo, demo).changes).toEqual([]);
    expect(compareInventories(demo, { ...demo, identities: demo.identities.toReversed() }).changes).toEqual([]);
  });

  it('is no added secret where one had ended before it was seen, nor for letter case', () => {
    expect(told(tenant({}), tenant({ keyCredentials: [secret({ end: day(-1) })] }))).toEqual([]);
    const upper = secret({ keyId: 'ABCDEF00-0000-4000-8000-000000000001' });
    const lower = secret({ keyId: 'abcdef00-0000-4000-8000-000000000001' });
    expect(told(tenant({ keyCredentials: [upper] }), tenant({ keyCredentials: [lower] }))).toEqual([]);
  });

  it('is told with everything that a new identity brings', () => {
    const brought = { keyCredentials: [secret()], directoryRoles: [ADMINISTRATOR], owners: [MIRA], ...AT_RISK };
    expect(told(tenant(undefined), tenant(brought))).toEqual([
      'privilege-added critical',
      'risk-found high',
      'secret-added high',
      'identity-added',
    ]);
  });

  it('is not guessed from what was not read in both', () => {
    const without = (name: SectionName): Inventory => {
      const { [name]: _, ...rest } = sections;
      return { ...tenant({}), sections: rest };
    };
    const rich = tenant({
      keyCredentials: [secret()],
      owners: [MIRA],
      directoryRoles: [ADMINISTRATOR],
      federatedCredentials: [EXACT],
    });
    expect(told(without('owners'), rich)).not.toContain('owner-added');
    expect(told(without('directory-roles'), rich)).not.toContain('privilege-added critical');
    expect(told(without('federated-credentials'), rich)).not.toContain('trust-added low');
    expect(told(without('applications'), rich)).not.toContain('secret-added high');
    expect(compareInventories(without('applications'), tenant(undefined)).changes).toEqual([]);
    expect(compareInventories(without('owners'), rich).uncompared).toEqual(['owners']);
  });
});

describe('policies', () => {
  const restricted = (days: string, createdAfter?: string): TenantPolicies => ({
    ...NO_POLICIES,
    defaultAppManagement: {
      isEnabled: true,
      applications: [
        {
          credential: 'client-secret',
          type: 'passwordLifetime',
          isEnabled: true,
          maxLifetime: days,
          ...(createdAfter !== undefined && { createdAfter }),
        },
      ],
      servicePrincipals: [],
    },
  });
  const access = (state: 'enabled' | 'report-only' | 'disabled', exclude: readonly string[] = []): TenantPolicies => ({
    ...NO_POLICIES,
    conditionalAccess: [
      {
        id: guid(1),
        displayName: 'locations',
        state,
        include: [],
        exclude,
        riskLevels: [],
        includeLocations: [],
        excludeLocations: [],
        blocks: true,
      },
    ],
  });

  it.each<readonly [string, TenantPolicies, TenantPolicies]>([
    ['a lifetime', restricted('P90D'), restricted('P180D')],
    ['a date', restricted('P90D'), restricted('P90D', day(-1))],
    ['a whole policy', restricted('P90D'), NO_POLICIES],
    ['the state of Conditional Access', access('enabled'), access('report-only')],
    ['a Conditional Access policy', access('enabled'), NO_POLICIES],
  ])('are weaker or stronger by %s', (_, strong, weak) => {
    expect(told(tenant({}, strong), tenant({}, weak))).toEqual(['policy-weakened medium']);
    expect(told(tenant({}, weak), tenant({}, strong))).toEqual(['policy-strengthened']);
  });

  it('are weaker by an exclusion', () => {
    expect(told(tenant({}, access('enabled')), tenant({}, access('enabled', [guid(3)])))).toEqual([
      'policy-weakened medium',
    ]);
  });
});

it('tells every kind of change somewhere above', () => {
  const all = [
    ...PAIRS.flatMap(([, , , forwards, backwards]) => [...forwards, ...backwards]),
    'policy-weakened',
    'policy-strengthened',
  ];
  const kinds = new Set(all.map((each) => each.split(' ')[0] as ChangeKind));
  expect(CHANGE_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
});

describe('the reports of changes', () => {
  const before = tenant({});
  const after = tenant({ displayName: 'a\u001b[31m\nb', keyCredentials: [secret()] });

  it('name the days, the changes, and keep names on their line', () => {
    const text = changesText(compareInventories(before, after), before, after);
    expect(text).toContain('from 2026-11-20 to 2026-11-20');
    expect(text).toContain('Worse (1)\n  medium    a [31m b: The client secret "ci" was added.');
    expect(changesText(compareInventories(before, before), before, before)).toContain('Nothing has changed.');
  });

  it('hold the same for programs', () => {
    const { changes } = JSON.parse(changesJson(compareInventories(before, after), before, after, '1.2.3')) as {
      changes: object[];
    };
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'secret-added', severity: 'medium', effect: 'worse', clientId: guid(1) }),
    ]);
  });
});
