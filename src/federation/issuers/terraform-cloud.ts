import type { Platform } from './platform.ts';

const NAME = 'A-Za-z0-9_-';
const NAMES = ['organization', 'project', 'workspace', 'stack'];

/** HashiCorp, "Workload identity tokens" and "Authenticate a Stack". */
export const terraformCloud: Platform = {
  id: 'terraform-cloud',
  name: 'HCP Terraform',
  issuers: [
    { template: 'https://app.terraform.io', isFlexible: true, product: 'HCP Terraform' },
    { template: 'https://app.eu.terraform.io', isFlexible: true, product: 'HCP Terraform Europe' },
  ],
  slots: {
    organization: { kind: 'text', chars: NAME, typical: 'evil' },
    // A project's name may contain blanks: `Default Project`.
    project: { kind: 'text', chars: 'A-Za-z0-9 _-', typical: 'other' },
    workspace: { kind: 'text', chars: NAME, typical: 'other' },
    phase: { kind: 'one-of', values: ['plan', 'apply'] },
    stack: { kind: 'text', chars: NAME, typical: 'other' },
    deployment: { kind: 'text', chars: NAME, typical: 'other' },
    module: { kind: 'text', chars: NAME, typical: 'other' },
  },
  subjects: [
    {
      id: 'workspace',
      template: 'organization:{organization}:project:{project}:workspace:{workspace}:run_phase:{phase}',
      mutable: NAMES,
      isRecommended: true,
    },
    {
      id: 'stack',
      template: 'organization:{organization}:project:{project}:stack:{stack}:deployment:{deployment}:operation:{phase}',
      mutable: NAMES,
    },
    {
      id: 'module',
      template: 'organization:{organization}:module:{module}:operation:test_run',
      mutable: NAMES,
      classes: ['module-test'],
    },
  ],
  parts: [
    {
      slots: ['organization'],
      anchors: ['organization'],
      any: 'any-organization',
      some: 'organization-glob',
      stranger: 'evil',
    },
    { slots: ['project'], anchors: ['project'], any: 'any-project', some: 'project-glob', stranger: 'other' },
    {
      slots: ['workspace'],
      anchors: ['workspace'],
      any: 'any-workspace',
      some: 'workspace-glob',
      stranger: 'other',
    },
    { slots: ['stack'], anchors: ['stack'], any: 'any-stack', some: 'stack-glob', stranger: 'other' },
    {
      slots: ['deployment'],
      anchors: ['deployment'],
      any: 'any-deployment',
      some: 'deployment-glob',
      stranger: 'other',
    },
    { slots: ['phase'], anchors: ['phase'], any: 'any-phase', some: 'any-phase', stranger: 'plan' },
  ],
  flexibleClaims: ['sub'],
  audience: 'api://AzureADTokenExchange',
  attackerPart: 'All parts are names: an organization that is deleted or renamed can be registered by somebody else.',
  narrowest: 'organization:{organization}:project:{project}:workspace:{workspace}:run_phase:{phase}',
  selfHosted: { product: 'Terraform Enterprise', subjectPrefix: 'organization:' },
  mistakes: [],
};
