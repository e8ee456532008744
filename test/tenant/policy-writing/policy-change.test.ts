import { describe, expect, it } from 'vitest';
import { differenceText } from '../../../src/tenant/policy-writing/difference.ts';
import { type CustomDraft, completed, type DefaultDraft, withDraft } from '../../../src/tenant/policy-writing/draft.ts';
import { defaultDraftOf, saysSame } from '../../../src/tenant/policy-writing/graph-body.ts';
import { callsOf } from '../../../src/tenant/policy-writing/policy-calls.ts';
import {
  changeLines,
  changeTo,
  isEmptyChange,
  isUpToDate,
  type PolicyHolder,
  undoOf,
} from '../../../src/tenant/policy-writing/policy-change.ts';
import { restriction } from '../../../src/tenant/policy-writing/presets.ts';
import { guid } from '../identities.ts';

const ROOT = 'https://graph.microsoft.com/beta';
const NOBODY = new Map();

/** As Graph beta answers: with what Keyless does not write, and what it does not know. */
const CURRENT = {
  '@odata.context': 'https://graph.microsoft.com/beta/$metadata#policies/defaultAppManagementPolicy/$entity',
  id: guid(0),
  displayName: 'Default app management tenant policy',
  isEnabled: true,
  applicationRestrictions: {
    identifierUris: { nonDefaultUriAddition: { state: 'enabled', isStateSetByMicrosoft: true } },
    audiences: { personalMicrosoftAccount: { state: 'disabled' } },
    passwordCredentials: [
      {
        restrictionType: 'passwordLifetime',
        state: 'enabled',
        maxLifetime: 'P365D',
        restrictForAppsCreatedAfterDateTime: '2026-01-01T00:00:00Z',
        excludeActors: { customSecurityAttributes: [{ id: 'a_b', operator: 'equals', value: 'c' }] },
      },
      { restrictionType: 'passwordTelepathy', state: 'enabled', maxLifetime: null },
    ],
    keyCredentials: [],
  },
  servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
};

const DRAFT: DefaultDraft = {
  kind: 'default',
  isEnabled: true,
  applications: [restriction('passwordLifetime', 181), restriction('asymmetricKeyLifetime', 181)],
  servicePrincipals: [],
};

describe("a change of the tenant's default", () => {
  const change = changeTo(DRAFT, { body: CURRENT, assigned: NOBODY });

  it('sends the section that changes, with what else is in it as it is', () => {
    expect(callsOf(change, ROOT)).toEqual([
      {
        method: 'PATCH',
        path: '/policies/defaultAppManagementPolicy',
        step: { kind: 'policy' },
        body: {
          applicationRestrictions: {
            identifierUris: { nonDefaultUriAddition: { state: 'enabled' } },
            audiences: { personalMicrosoftAccount: { state: 'disabled' } },
            passwordCredentials: [
              {
                restrictionType: 'passwordLifetime',
                state: 'enabled',
                maxLifetime: 'P181D',
                restrictForAppsCreatedAfterDateTime: null,
                excludeActors: { customSecurityAttributes: [{ id: 'a_b', operator: 'equals', value: 'c' }] },
              },
              { restrictionType: 'passwordTelepathy', state: 'enabled', maxLifetime: null },
            ],
            keyCredentials: [
              {
                restrictionType: 'asymmetricKeyLifetime',
                state: 'enabled',
                maxLifetime: 'P181D',
                restrictForAppsCreatedAfterDateTime: null,
              },
            ],
          },
        },
      },
    ]);
  });

  it('says what is made otherwise, and nothing else', () => {
    expect(changeLines(change).map(differenceText)).toEqual([
      'Applications: passwordLifetime: less than 365 days, for those created since 2026-01-01 → less than 181 days',
      'Applications: asymmetricKeyLifetime: not set → less than 181 days',
    ]);
  });

  it('is its own way back', () => {
    const made = { ...CURRENT, ...change.after };
    const back = undoOf(change, { body: made, assigned: NOBODY });
    expect(saysSame(back.after?.['applicationRestrictions'], CURRENT.applicationRestrictions)).toBe(true);
    expect(changeLines(back).map(differenceText)).toEqual([
      'Applications: passwordLifetime: less than 181 days → less than 365 days, for those created since 2026-01-01',
      'Applications: asymmetricKeyLifetime: less than 181 days → not set',
    ]);
    expect(isEmptyChange(undoOf(change, { body: CURRENT, assigned: NOBODY }))).toBe(true);
  });

  it('is out of date where somebody has changed the policy since', () => {
    expect(isUpToDate(change, { body: { ...CURRENT, displayName: 'another' }, assigned: NOBODY })).toBe(true);
    expect(isUpToDate(change, { body: { ...CURRENT, isEnabled: false }, assigned: NOBODY })).toBe(false);
    expect(isUpToDate(change, { body: undefined, assigned: NOBODY })).toBe(false);
  });

  it('is empty for what the tenant has, however it is spelt', () => {
    const same = defaultDraftOf(CURRENT);
    const spelt = { ...CURRENT, isEnabled: true, servicePrincipalRestrictions: null };
    expect(isEmptyChange(changeTo(same, { body: spelt, assigned: NOBODY }))).toBe(true);
    const off = changeTo({ ...same, isEnabled: false }, { body: CURRENT, assigned: NOBODY });
    expect(changeLines(off).map(differenceText)).toEqual(['The policy: on → off']);
    expect(callsOf(off, ROOT)).toMatchObject([{ body: { isEnabled: false } }]);
  });

  it('leaves what a file does not say as the tenant has it', () => {
    const file = defaultDraftOf({ applicationRestrictions: { keyCredentials: [] } });
    const whole = completed(file, defaultDraftOf(CURRENT));
    expect(isEmptyChange(changeTo(whole, { body: CURRENT, assigned: NOBODY }))).toBe(true);
  });

  it('shows a change that the words would hide', () => {
    const [lifetime, ...others] = defaultDraftOf(CURRENT).applications;
    const exempting = {
      ...DRAFT,
      applications: lifetime ? [{ ...lifetime, more: { excludeActors: { x: 1 } } }, ...others] : [],
    };
    const lines = changeLines(changeTo(exempting, { body: CURRENT, assigned: NOBODY })).map(differenceText);
    expect(lines).toEqual([expect.stringMatching(/passwordLifetime: .* → .*, with other details$/)]);
  });
});

describe('a change of a custom policy', () => {
  const holder = (number: number): PolicyHolder => ({
    kind: number % 2 === 0 ? 'application' : 'service-principal',
    objectId: guid(number),
    displayName: `app ${number}`,
  });
  const draft: CustomDraft = {
    kind: 'custom',
    displayName: 'Legacy',
    isEnabled: true,
    restrictions: [{ ...restriction('passwordAddition'), isEnabled: false }],
    appliesTo: [guid(2), guid(3)],
  };
  const other = { id: guid(50), displayName: 'Other' };
  const change = changeTo(draft, { body: undefined, assigned: new Map([[guid(3), other]]) }, [holder(2), holder(3)]);

  it('makes the policy before it assigns it, and takes another one away first', () => {
    expect(callsOf(change, ROOT).map(({ method, path, body }) => [method, path, body?.['@odata.id']])).toEqual([
      ['POST', '/policies/appManagementPolicies', undefined],
      ['POST', `/applications/${guid(2)}/appManagementPolicies/$ref`, `${ROOT}/policies/appManagementPolicies/{id}`],
      ['DELETE', `/servicePrincipals/${guid(3)}/appManagementPolicies/${guid(50)}/$ref`, undefined],
      [
        'POST',
        `/servicePrincipals/${guid(3)}/appManagementPolicies/$ref`,
        `${ROOT}/policies/appManagementPolicies/{id}`,
      ],
    ]);
    expect(changeLines(change).map(differenceText)).toEqual([
      'The policy: does not exist → on',
      'passwordAddition: not set → off',
      "Policy of app 2: the tenant's default → Legacy",
      'Policy of app 3: Other → Legacy',
    ]);
  });

  it('is out of date where an object has got another policy since', () => {
    const none = { body: undefined, assigned: new Map([[guid(3), other]]) };
    expect(isUpToDate(change, none)).toBe(true);
    expect(isUpToDate(change, { body: undefined, assigned: NOBODY })).toBe(false);
    expect(isUpToDate(change, { ...none, assigned: new Map([...none.assigned, [guid(2), other]]) })).toBe(false);
  });

  it('is taken back in the other order, but for what somebody else has changed since', () => {
    const made = { ...change, id: guid(60) };
    const now = (policy: string) => ({ id: policy, displayName: 'now' });
    const body = { ...change.after, id: guid(60) };
    const assigned = new Map([
      [guid(2), now(guid(60))],
      [guid(3), now(guid(60))],
    ]);
    const calls = (current: typeof assigned) =>
      callsOf(undoOf(made, { body, assigned: current }), ROOT).map(({ method, path }) => `${method} ${path}`);
    expect(calls(assigned)).toEqual([
      `DELETE /applications/${guid(2)}/appManagementPolicies/${guid(60)}/$ref`,
      `DELETE /servicePrincipals/${guid(3)}/appManagementPolicies/${guid(60)}/$ref`,
      `POST /servicePrincipals/${guid(3)}/appManagementPolicies/$ref`,
      `DELETE /policies/appManagementPolicies/${guid(60)}`,
    ]);
    expect(calls(new Map([[guid(2), now(guid(77))]]))).toEqual([`DELETE /policies/appManagementPolicies/${guid(60)}`]);
    expect(isEmptyChange(undoOf(made, { body: undefined, assigned: NOBODY }))).toBe(true);
  });

  it('assigns and releases those that it is asked to, and no others', () => {
    const present = { ...draft, id: guid(60) };
    const has = { id: guid(60), displayName: 'Legacy' };
    const current = { body: change.after, assigned: new Map([[guid(2), has]]) };
    const again = changeTo(present, current, [holder(2)], [holder(3)]);
    expect(isEmptyChange(again)).toBe(true);
    const released = changeTo(present, current, [], [holder(2)]);
    expect(callsOf(released, ROOT).map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /applications/${guid(2)}/appManagementPolicies/${guid(60)}/$ref`,
    ]);
  });
});

describe('the policies of a tenant with a draft', () => {
  const policies = {
    appManagement: [
      { id: guid(1), displayName: 'One', isEnabled: true, restrictions: [], appliesTo: [guid(10), guid(11)] },
      { id: guid(2), displayName: 'Two', isEnabled: true, restrictions: [], appliesTo: [guid(12)] },
    ],
    conditionalAccess: [],
    diagnosticSettings: [],
    accessReviews: [],
  };
  const draft: CustomDraft = { kind: 'custom', displayName: 'Two', isEnabled: true, restrictions: [], appliesTo: [] };

  it('have the draft in the place of the policy of its name, for the same objects unless it says others', () => {
    expect(withDraft(policies, { ...draft, isEnabled: false }).appManagement).toMatchObject([
      { id: guid(1) },
      { id: guid(2), isEnabled: false, appliesTo: [guid(12)] },
    ]);
  });

  it('have one policy for each object', () => {
    const after = withDraft(policies, { ...draft, displayName: 'Three', appliesTo: [guid(11).toUpperCase()] });
    expect(after.appManagement.map(({ displayName, appliesTo }) => [displayName, appliesTo])).toEqual([
      ['One', [guid(10)]],
      ['Two', [guid(12)]],
      ['Three', [guid(11)]],
    ]);
  });
});
