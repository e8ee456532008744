import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { POLICY_OUTCOMES } from '../../../src/tenant/policy-simulation/policy-outcome.ts';
import { simulationCsv } from '../../../src/tenant/policy-simulation/report/csv.ts';
import { simulationJson } from '../../../src/tenant/policy-simulation/report/json.ts';
import { MAX_LISTED, simulationMarkdown } from '../../../src/tenant/policy-simulation/report/markdown.ts';
import { simulationText } from '../../../src/tenant/policy-simulation/report/text.ts';
import { newlyBlocked, simulatePolicies } from '../../../src/tenant/policy-simulation/simulation.ts';
import type { CustomDraft, DefaultDraft, DraftRestriction } from '../../../src/tenant/policy-writing/draft.ts';
import { POLICY_PRESETS, restriction } from '../../../src/tenant/policy-writing/presets.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';

function application(number: number, parts: Partial<Identity> = {}): Identity {
  return identity({
    clientId: guid(number),
    applicationId: guid(1_000 + number),
    displayName: `app ${number}`,
    created: '2024-01-01T00:00:00Z',
    ...parts,
  });
}

const SECRET = {
  kind: 'client-secret',
  origin: 'application',
  start: '2026-06-01T00:00:00Z',
  end: '2027-06-01T00:00:00Z',
} as const;
const CERTIFICATE = { ...SECRET, kind: 'certificate' } as const;
const EXPIRED = { ...SECRET, end: '2026-07-01T00:00:00Z' } as const;

function standard(...applications: readonly DraftRestriction[]): DefaultDraft {
  return { kind: 'default', isEnabled: true, applications, servicePrincipals: applications };
}

function outcomeOf(one: Identity, drafts: readonly (DefaultDraft | CustomDraft)[], policies?: Partial<TenantPolicies>) {
  const header = inventory([], policies ? { policies: { ...inventory([]).policies, ...policies } } : {});
  const [found] = simulatePolicies(header, [one], drafts, NOW).identities;
  return found && [found.outcome, found.nextSecret, found.nextCertificate, found.because.replaceAll('`', '')];
}

const DEFAULT = "of the tenant's default policy";
const NO_SECRETS = restriction('passwordAddition');

describe('what becomes of an identity', () => {
  const since = { ...NO_SECRETS, createdAfter: '2026-01-01T00:00:00Z' };
  const exempting: CustomDraft = {
    kind: 'custom',
    displayName: 'Legacy',
    isEnabled: true,
    restrictions: [{ ...NO_SECRETS, isEnabled: false }],
    appliesTo: [guid(1_001)],
  };

  it.each<readonly [string, Identity, readonly (DefaultDraft | CustomDraft)[], readonly string[]]>([
    [
      'blocked with a secret that works',
      application(1, { keyCredentials: [SECRET] }),
      [standard(NO_SECRETS)],
      ['blocked', 'refused', 'any', `passwordAddition ${DEFAULT}`],
    ],
    [
      'restricted with an expired one only',
      application(1, { keyCredentials: [EXPIRED] }),
      [standard(NO_SECRETS)],
      ['restricted', 'refused', 'any', `passwordAddition ${DEFAULT}`],
    ],
    [
      'to shorten a certificate that lives too long',
      application(1, { keyCredentials: [CERTIFICATE] }),
      [standard(restriction('asymmetricKeyLifetime', 181))],
      ['shortened', 'any', 'less than 181 days', `asymmetricKeyLifetime ${DEFAULT}`],
    ],
    [
      'grandfathered where it is older',
      application(1, { keyCredentials: [SECRET] }),
      [standard(since)],
      ['grandfathered', 'any', 'any', `passwordAddition ${DEFAULT}: only for those created since 2026-01-01`],
    ],
    [
      'exempt by a policy of its own',
      application(1, { keyCredentials: [SECRET] }),
      [standard(NO_SECRETS), exempting],
      ['exempt', 'any', 'any', 'passwordAddition of the policy "Legacy"'],
    ],
    [
      'held to a trusted authority',
      application(1),
      [standard(restriction('trustedCertificateAuthority'))],
      ['restricted', 'any', 'of a trusted authority', `trustedCertificateAuthority ${DEFAULT}`],
    ],
    [
      'free where the policy is off',
      application(1),
      [{ ...standard(NO_SECRETS), isEnabled: false }],
      ['free', 'any', 'any', ''],
    ],
  ])('is: %s', (_, one, drafts, expected) => {
    expect(outcomeOf(one, drafts)).toEqual(expected);
  });

  it('is compared with the policies of today', () => {
    const today = { defaultAppManagement: standard(NO_SECRETS) };
    const header = inventory([], { policies: { ...inventory([]).policies, ...today } });
    const apps = [application(1, { keyCredentials: [SECRET] }), application(2, { keyCredentials: [CERTIFICATE] })];
    const draft = standard(NO_SECRETS, restriction('asymmetricKeyLifetime', 30));
    const simulation = simulatePolicies(header, apps, [draft], NOW);
    expect(newlyBlocked(simulation)).toEqual([]);
    expect(simulation.identities.map(({ today: before, outcome }) => [before, outcome])).toEqual([
      ['blocked', 'blocked'],
      ['restricted', 'shortened'],
    ]);
  });

  it('is no outcome for managed identities, which are counted by themselves', () => {
    const managed = identity({ kind: 'managed-identity' });
    const simulation = simulatePolicies(inventory([]), [managed, application(1)], [standard(NO_SECRETS)], NOW);
    expect([simulation.identities.length, simulation.notConcerned]).toEqual([1, 1]);
  });
});

it('says what no inventory tells', () => {
  const restrictions = [
    restriction('customPasswordAddition'),
    restriction('symmetricKeyLifetime', 30),
    { ...NO_SECRETS, more: { excludeActors: { customSecurityAttributes: [] } } },
  ];
  const unread = inventory([], {
    sections: { 'app-management-policies': { problem: { kind: 'permission', needs: [] } } },
  });
  const { notes } = simulatePolicies(unread, [], [standard(...restrictions)], NOW, ['From the file.']);
  expect(notes.map((note) => note.split(' ').slice(0, 3).join(' '))).toEqual([
    'The policies that',
    'From the file.',
    '`customPasswordAddition` refuses secrets',
    '`symmetricKeyAddition` and `symmetricKeyLifetime`',
    '`excludeActors` exempts callers',
  ]);
  const off = simulatePolicies(inventory([]), [], [{ ...standard(NO_SECRETS), isEnabled: false }], NOW);
  expect(off.notes).toEqual([expect.stringContaining('The default policy is off')]);
});

describe('reports', () => {
  const demo = parseSnapshot(readFileSync(new URL('../../../media/demo-tenant.json', import.meta.url), 'utf8'));
  const restrictions = POLICY_PRESETS[0]?.restrictions ?? [];
  const simulation = simulatePolicies(demo, demo.identities, [standard(...restrictions)], NOW);

  it('count the demo tenant alike', () => {
    const total = POLICY_OUTCOMES.reduce((sum, each) => sum + simulation.counts[each], 0);
    expect(total).toBe(simulation.identities.length);
    expect(newlyBlocked(simulation).length).toBeGreaterThan(5);
    const json = JSON.parse(simulationJson(simulation, '1.0.0')) as { counts: { simulated: object }; identities: [] };
    expect(json.counts.simulated).toEqual(simulation.counts);
    expect(json.identities).toHaveLength(total);
    expect(simulationCsv(simulation).trimEnd().split('\r\n')).toHaveLength(total + 1);
    expect(simulationText(simulation, 2)).toContain(`... and ${simulation.counts.blocked - 2} more`);
    expect(simulationMarkdown(simulation)).toContain(`## Blocked (${simulation.counts.blocked})`);
  });

  it('list as many as a document bears, and count the others', () => {
    const many = Array.from({ length: MAX_LISTED + 7 }, (_, index) => application(index, { keyCredentials: [SECRET] }));
    const text = simulationMarkdown(simulatePolicies(inventory([]), many, [standard(NO_SECRETS)], NOW));
    expect(text).toContain('7 more are in the CSV and JSON reports.');
  });

  it('let no name make a row, a formula, a link or a control sequence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@|,"\n\r\t[](`<&*\u001b\u2028x') }), (displayName) => {
        const one = simulatePolicies(inventory([]), [application(1, { displayName })], [standard(NO_SECRETS)], NOW);
        const csv = simulationCsv(one);
        expect(csv.match(/"(?:[^"]|"")*"|[^,"\r\n]+|(?=,)/g)).not.toBeNull();
        expect(csv.split('\r\n').at(1)).not.toMatch(/^"?[=+\-@\t]/);
        const lines = simulationMarkdown(one)
          .split('\n')
          .filter((line) => line.includes('passwordAddition') && line.startsWith('|'));
        expect(lines.at(-1)?.replaceAll(/\\./g, '').split('|')).toHaveLength(6);
        const text = simulationText(one, undefined);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028]/u);
        expect(text.split('\n').filter((line) => line.includes('next secret'))).toHaveLength(1);
      }),
    );
  });
});
