import { describe, expect, it } from 'vitest';
import { decide, type Workload } from '../../src/migrate/decision.ts';
import type { Caller, Evidence, KeyUse, Way } from '../../src/migrate/plan.ts';
import type { Identity } from '../../src/tenant/model/identity.ts';
import { guid, identity } from '../tenant/identities.ts';

const SECRET: KeyUse = { kind: 'client-secret', origin: 'application', keyId: guid(5), use: 'used' };
const APP = { applicationId: guid(2), servicePrincipalId: guid(3), audience: 'AzureADMyOrg' };

function caller(kind: Caller['kind']): Caller {
  return { kind, name: 'x', path: 'x.yml', line: 1, method: 'secret', isNamed: true };
}

interface Given {
  readonly keys?: readonly KeyUse[];
  readonly callers?: readonly Caller[];
  readonly told?: Workload;
  readonly parts?: Partial<Identity>;
}

function decided({ keys = [SECRET], callers = [], told, parts = {} }: Given) {
  const evidence: Evidence = { keys, signIns: [], callers, places: [], hosts: [], access: [], gaps: [] };
  return decide(identity({ ...APP, ...parts }), evidence, told);
}

const CASES: readonly (readonly [string, Given, Way])[] = [
  ['no secret at all', { keys: [] }, 'nothing'],
  ['a certificate and nothing else', { keys: [{ ...SECRET, kind: 'certificate' }] }, 'nothing'],
  ['secrets that nobody used', { keys: [{ ...SECRET, use: 'unused' }] }, 'delete'],
  ['secrets that have expired', { keys: [{ ...SECRET, use: 'expired' }] }, 'delete'],
  [
    'an unused secret that code signs in with',
    { keys: [{ ...SECRET, use: 'unused' }], callers: [caller('job')] },
    'federation',
  ],
  ['a secret of which nobody knows whether it is used', { keys: [{ ...SECRET, use: 'unknown' }] }, 'ask-owner'],
  ['a secret that is used from nobody knows where', {}, 'ask-owner'],
  ['a job', { callers: [caller('job')] }, 'federation'],
  ['Terraform', { callers: [caller('terraform')] }, 'federation'],
  ['a pod', { callers: [caller('pod')] }, 'federation'],
  ['a service connection', { callers: [caller('connection')] }, 'federation'],
  ['another cloud', { told: 'cloud' }, 'federation'],
  ['a host in Azure', { callers: [caller('host')] }, 'managed-identity'],
  ['what runs in Azure as somebody says', { told: 'azure' }, 'managed-identity'],
  [
    'an app of several tenants in Azure',
    { told: 'azure', parts: { audience: 'AzureADMultipleOrgs' } },
    'managed-identity-as-credential',
  ],
  [
    'an app in Azure that users sign in to',
    { told: 'azure', parts: { signIns: { delegated: '2026-11-01T00:00:00Z' } } },
    'managed-identity-as-credential',
  ],
  [
    'an API in Azure',
    { told: 'azure', parts: { signIns: { applicationResource: '2026-11-01T00:00:00Z' } } },
    'managed-identity-as-credential',
  ],
  ['an app with a host in Azure and a job', { callers: [caller('host'), caller('job')] }, 'federation'],
  ['a machine of its own', { told: 'elsewhere' }, 'certificate'],
  ['the app of another tenant', { callers: [caller('job')], parts: { ownership: 'third-party' } }, 'ask-owner'],
];

describe('the decision', () => {
  it.each(CASES)('for %s', (_, given, way) => {
    const { way: actual, reasons } = decided(given);
    expect(actual).toBe(way);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^\S.*\.$/su);
  });

  it('says why only a certificate is left', () => {
    expect(decided({ told: 'elsewhere' }).reasons[0]).toContain('no platform issues tokens');
  });
});
