import { describe, expect, it } from 'vitest';
import { azCommands, graphJson, terraformCode } from '../../../src/tenant/policy-writing/code.ts';
import { conditionalAccessBody } from '../../../src/tenant/policy-writing/conditional-access.ts';
import type { PolicyDraft } from '../../../src/tenant/policy-writing/draft.ts';
import { hclValue } from '../../../src/tenant/policy-writing/hcl.ts';
import { changeTo, conditionalAccessChange } from '../../../src/tenant/policy-writing/policy-change.ts';
import { POLICY_PRESETS, restriction } from '../../../src/tenant/policy-writing/presets.ts';
import { readPolicyFile } from '../../../src/tenant/policy-writing/read-policy-file.ts';
import { OpenApiValidator } from '../../emulator/openapi-validator.ts';
import { guid } from '../identities.ts';

const beta = new OpenApiValidator('beta');
const v1 = new OpenApiValidator('v1.0');
const NOBODY = new Map();

const DEFAULTS: readonly PolicyDraft[] = POLICY_PRESETS.map(({ restrictions }) => ({
  kind: 'default',
  isEnabled: true,
  applications: restrictions,
  servicePrincipals: restrictions,
}));

const CUSTOM: PolicyDraft = {
  kind: 'custom',
  displayName: `It's "$\{x}" %{y}`,
  isEnabled: true,
  restrictions: [
    { ...restriction('passwordAddition'), isEnabled: false },
    { ...restriction('asymmetricKeyLifetime', 90), createdAfter: '2026-01-01T00:00:00Z' },
  ],
  appliesTo: [guid(2)],
};

const HOLDER = { kind: 'application', objectId: guid(2), displayName: 'Legacy\nresource' } as const;

describe('drafts', () => {
  it.each(DEFAULTS.map((draft, index) => [POLICY_PRESETS[index]?.id ?? '', draft] as const))(
    'of the preset %s are what Graph takes, and read back as they were',
    (_, draft) => {
      const change = changeTo(draft, { body: {}, assigned: NOBODY });
      expect(beta.request('PATCH', '/policies/defaultAppManagementPolicy', change.after)).toEqual([]);
      expect(readPolicyFile({ path: 'a.json', text: graphJson(change) }).drafts).toEqual([draft]);
      expect(readPolicyFile({ path: 'a.tf', text: terraformCode(change) }).drafts).toEqual([draft]);
    },
  );

  it('of a custom policy read back with whom it is assigned to', () => {
    const change = changeTo(CUSTOM, { body: undefined, assigned: NOBODY }, [HOLDER]);
    expect(beta.request('POST', '/policies/appManagementPolicies', change.after)).toEqual([]);
    expect(readPolicyFile({ path: 'a.tf', text: terraformCode(change) }).drafts).toEqual([CUSTOM]);
    expect(readPolicyFile({ path: 'a.json', text: graphJson(change) }).drafts).toEqual([{ ...CUSTOM, appliesTo: [] }]);
  });

  it('of Conditional Access begin in report-only mode', () => {
    const draft = {
      displayName: 'Block',
      include: ['ServicePrincipalsInMyTenant'],
      exclude: [guid(3)],
      riskLevels: ['high'],
    };
    const body = conditionalAccessBody(draft);
    expect(body['state']).toBe('enabledForReportingButNotEnforced');
    expect(v1.request('POST', '/identity/conditionalAccess/policies', body)).toEqual([]);
    const outside = conditionalAccessBody({ ...draft, riskLevels: [], exceptFrom: ['AllTrusted'] });
    expect(v1.request('POST', '/identity/conditionalAccess/policies', outside)).toEqual([]);
    expect(terraformCode(conditionalAccessChange(draft))).toContain(
      'url         = "identity/conditionalAccess/policies"',
    );
  });
});

it('are resources of Terraform as terraform fmt lays them out', () => {
  const change = changeTo(CUSTOM, { body: undefined, assigned: NOBODY }, [HOLDER]);
  expect(terraformCode(change)).toBe(`resource "msgraph_resource" "app_management" {
  url         = "policies/appManagementPolicies"
  api_version = "beta"
  body = {
    displayName = "It's \\"$\${x}\\" %%{y}"
    description = ""
    isEnabled   = true
    restrictions = {
      passwordCredentials = [
        {
          restrictionType                     = "passwordAddition"
          state                               = "disabled"
          maxLifetime                         = null
          restrictForAppsCreatedAfterDateTime = null
        },
      ]
      keyCredentials = [
        {
          restrictionType                     = "asymmetricKeyLifetime"
          state                               = "enabled"
          maxLifetime                         = "P90D"
          restrictForAppsCreatedAfterDateTime = "2026-01-01T00:00:00Z"
        },
      ]
    }
  }
}

# Legacy resource
resource "msgraph_resource" "app_management_1" {
  url         = "applications/${guid(2)}/appManagementPolicies/$ref"
  api_version = "beta"
  body = {
    "@odata.id" = "https://graph.microsoft.com/beta/policies/appManagementPolicies/\${msgraph_resource.app_management.id}"
  }
}
`);
});

it('are az commands that hand the id of a new policy on', () => {
  const change = changeTo(CUSTOM, { body: undefined, assigned: NOBODY }, [HOLDER]);
  const [first, second, third, ...lines] = azCommands(change, 'https://graph.microsoft.com').split('\n');
  expect([first, second, third]).toEqual([
    '# Needs Policy.ReadWrite.ApplicationConfiguration and Application.Read.All, which the Azure CLI does not have for a person:',
    '# az login --service-principal, with one that was granted it.',
    '',
  ]);
  expect(lines[0]).toBe(
    "id=$(az rest --method POST --url 'https://graph.microsoft.com/beta/policies/appManagementPolicies' \\",
  );
  expect(lines[1]).toContain(`"displayName":"It'\\''s \\"$`);
  expect(lines[2]).toBe('  --query id --output tsv)');
  expect(lines.slice(3)).toEqual([
    '',
    '# Legacy resource',
    `az rest --method POST --url 'https://graph.microsoft.com/beta/applications/${guid(2)}/appManagementPolicies/$ref' \\`,
    `  --headers 'Content-Type=application/json' --body '{"@odata.id":"https://graph.microsoft.com/beta/policies/appManagementPolicies/'"$id"'"}'`,
    '',
  ]);
});

it('writes any plain value as HCL', () => {
  expect(hclValue({ 'a b': [], c: {}, d: [1, true, null], e: ['x', 'y', 'z', 'w'] }, '')).toBe(`{
  "a b" = []
  c     = {}
  d     = [1, true, null]
  e = [
    "x",
    "y",
    "z",
    "w",
  ]
}`);
});
