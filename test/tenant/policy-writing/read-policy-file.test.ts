import { describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../../src/tenant/policy-writing/read-policy-file.ts';
import { guid } from '../identities.ts';

function read(path: string, text: string, neighbours: readonly { path: string; text: string }[] = []) {
  return readPolicyFile({ path, text }, neighbours);
}

const ADDITION = '{ "restrictionType": "passwordAddition", "state": "enabled" }';

describe('Graph JSON', () => {
  it('holds the default policy, with what it leaves out', () => {
    const text = `\uFEFF// of the tenant\r\n{ "applicationRestrictions": { "passwordCredentials": [${ADDITION},] }, }`;
    expect(read('policy.json', text).drafts).toEqual([
      {
        kind: 'default',
        isEnabled: false,
        applications: [{ credential: 'client-secret', type: 'passwordAddition', isEnabled: true }],
        servicePrincipals: [],
        omits: [
          'isEnabled',
          'applications/certificate',
          'servicePrincipals/client-secret',
          'servicePrincipals/certificate',
        ],
      },
    ]);
  });

  it('holds a custom policy with whom it is assigned to, alone or in an answer', () => {
    const policy = {
      '@odata.type': '#microsoft.graph.appManagementPolicy',
      id: guid(1).toUpperCase(),
      displayName: 'Legacy',
      isEnabled: false,
      restrictions: { passwordCredentials: [], keyCredentials: [] },
      appliesTo: [{ id: guid(2).toUpperCase() }],
    };
    const expected = {
      kind: 'custom',
      id: guid(1),
      displayName: 'Legacy',
      isEnabled: false,
      restrictions: [],
      appliesTo: [guid(2)],
    };
    expect(read('policy.json', JSON.stringify(policy)).drafts).toEqual([expected]);
    expect(read('answer.jsonc', JSON.stringify({ value: [policy, policy] })).drafts).toEqual([expected, expected]);
  });

  it('keeps what else Graph says of a restriction, and not what is empty', () => {
    const entry = {
      restrictionType: 'trustedCertificateAuthority',
      state: 'enabled',
      maxLifetime: null,
      certificateBasedApplicationConfigurationIds: [guid(3)],
      excludeActors: null,
    };
    const text = JSON.stringify({ displayName: 'x', restrictions: { keyCredentials: [entry] } });
    const [draft] = read('policy.json', text).drafts;
    expect(draft?.kind === 'custom' && draft.restrictions).toEqual([
      {
        credential: 'certificate',
        type: 'trustedCertificateAuthority',
        isEnabled: true,
        more: { certificateBasedApplicationConfigurationIds: [guid(3)] },
      },
    ]);
  });

  it.each([
    ['a half-typed line', '{ "isEnabled": true,\n  "applicationRes', /^policy\.json:2:\d+: /],
    ['brackets without end', '['.repeat(20_000), /nest deeper/],
    ['nothing', '', /holds no app management policy/],
    ['another thing', '{ "displayName": "x" }', /holds no app management policy/],
    ['no object', '[1, null, "restrictions"]', /holds no app management policy/],
    ['null for a section', '{ "restrictions": null }', /holds no app management policy/],
  ])('refuses %s, and says where and why', (_, text, expected) => {
    expect(() => read('policy.json', text)).toThrow(expected);
  });
});

describe('Terraform', () => {
  const DEFAULT = `
resource "msgraph_update_resource" "default" {
  url = "policies/defaultAppManagementPolicy"
  body = {
    isEnabled = true
    applicationRestrictions = {
      passwordCredentials = [{
        restrictionType                     = "passwordLifetime"
        maxLifetime                         = "P\${var.days}D"
        restrictForAppsCreatedAfterDateTime = local.since
      }]
    }
  }
}
`;

  it('is read with its variables and locals, those of other files too', () => {
    const values = {
      path: 'values.tf',
      text: 'variable "days" { default = 90 }\nlocals { since = "2026-01-01T00:00:00Z" }\n',
    };
    const [draft] = read('policy.tf', DEFAULT.replaceAll('\n', '\r\n'), [values]).drafts;
    expect(draft).toMatchObject({
      kind: 'default',
      isEnabled: true,
      applications: [{ type: 'passwordLifetime', maxLifetime: 'P90D', createdAfter: '2026-01-01T00:00:00Z' }],
    });
  });

  it('is refused where only Terraform knows a value, with the line', () => {
    const values = { path: 'values.tf', text: 'variable "days" {}\nlocals { since = timestamp() }\n' };
    expect(() => read('policy.tf', DEFAULT, [values])).toThrow(
      /^policy\.tf:9: what `body\.applicationRestrictions\.passwordCredentials\[0\]\.maxLifetime` is cannot be known/,
    );
  });

  it('assigns custom policies by their symbols', () => {
    const policy = (symbol: string) => `
resource "msgraph_resource" "${symbol}" {
  url  = "policies/appManagementPolicies"
  body = { displayName = "${symbol}", restrictions = { passwordCredentials = [] } }
}
`;
    const assignment = (number: number, symbol: string) => `
resource "msgraph_resource" "a${number}" {
  url  = "applications/${guid(number)}/appManagementPolicies/$ref"
  body = { "@odata.id" = "https://graph.microsoft.com/v1.0/policies/appManagementPolicies/\${msgraph_resource.${symbol}.id}" }
}
`;
    const unknown = `
resource "msgraph_resource_collection" "c" {
  url           = "applications/\${azuread_application.x.object_id}/appManagementPolicies/$ref"
  reference_ids = [msgraph_resource.one.id]
}
`;
    const text = [policy('one'), policy('two'), assignment(1, 'two'), assignment(2, 'one'), unknown].join('');
    const { drafts, notes } = read('policy.tf', text);
    expect(drafts.map((draft) => draft.kind === 'custom' && [draft.displayName, draft.appliesTo])).toEqual([
      ['one', [guid(2)]],
      ['two', [guid(1)]],
    ]);
    expect(notes).toEqual(['Whom `msgraph_resource_collection.c` is about is known to Terraform only.']);
  });

  it('takes an id for a policy that is there', () => {
    const text = `resource "msgraph_update_resource" "x" {
  url  = "/policies/appManagementPolicies/${guid(5)}"
  body = { isEnabled = false, restrictions = {} }
}`;
    expect(read('policy.tf', text).drafts).toMatchObject([{ kind: 'custom', id: guid(5), isEnabled: false }]);
  });

  it.each([
    ['resource "msgraph_resource" "x" {\n  url = "applications"\n}', /holds no app management policy/],
    [
      'data "msgraph_resource" "x" {\n  url = "policies/defaultAppManagementPolicy"\n}',
      /holds no app management policy/,
    ],
    ['resource "msgraph_resource" "x" {{{', /holds no app management policy/],
    ['', /holds no app management policy/],
  ])('holds none in %j', (text, expected) => {
    expect(() => read('main.tf', text)).toThrow(expected);
  });
});

it('says that Bicep has no such policies, and of other files what they should be', () => {
  expect(() => read('main.bicep', '')).toThrow(/is Bicep, in which app management policies cannot be written/);
  expect(() => read('policy.yaml', '')).toThrow(/is neither Graph JSON \(\.json\) nor Terraform \(\.tf\)\.$/);
});
