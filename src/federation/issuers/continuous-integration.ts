import type { Platform } from './platform.ts';

const ID = 'A-Za-z0-9_-';
const TEXT = '^\u0000-\u001f:*?';

/** Buildkite docs, "OIDC with Azure" and the agent's `oidc request-token` reference. */
export const buildkite: Platform = {
  id: 'buildkite',
  name: 'Buildkite',
  issuers: [{ template: 'https://agent.buildkite.com', isFlexible: false, product: 'Buildkite' }],
  slots: { id: { kind: 'uuid' } },
  subjects: [{ id: 'id', template: '{id}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart:
    'Whoever can start a build of the pipeline; of every pipeline where the id is one of an organization or cluster.',
  narrowest: '<the id of the pipeline, with --subject-claim pipeline_id>',
  mistakes: [],
  singleUse: {
    contains: ':commit:',
    explanation:
      'The default subject of Buildkite holds the commit, so that it never comes again; ask for the token with --subject-claim pipeline_id.',
  },
};

/** CircleCI docs, "Using OpenID Connect tokens in jobs". */
export const circleci: Platform = {
  id: 'circleci',
  name: 'CircleCI',
  issuers: [
    { template: 'https://oidc.circleci.com/org/{org}', isFlexible: false, product: 'CircleCI' },
    { template: 'https://oidc.circleci.com', isFlexible: false, product: 'CircleCI with the root issuer' },
  ],
  slots: {
    org: { kind: 'text', chars: ID },
    project: { kind: 'text', chars: ID },
    user: { kind: 'text', chars: ID },
    rest: { kind: 'text', chars: '^\u0000- *?' },
  },
  subjects: [
    { id: 'user', template: 'org/{org}/project/{project}/user/{user}', classes: ['user-bound'] },
    {
      id: 'user-ref',
      template: 'org/{org}/project/{project}/user/{user}/vcs-origin/{rest}',
      classes: ['user-bound'],
    },
  ],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'The subject holds the user who started the build; others who start it are refused.',
  narrowest: 'org/{org}/project/{project}/user/{user}',
  mistakes: [],
};

/** Spacelift docs, "OIDC". */
export const spacelift: Platform = {
  id: 'spacelift',
  name: 'Spacelift',
  issuers: [{ template: 'https://{account}.app.spacelift.io', isFlexible: false, product: 'Spacelift' }],
  slots: {
    account: { kind: 'text', chars: 'A-Za-z0-9-' },
    space: { kind: 'text', chars: TEXT },
    kind: { kind: 'one-of', values: ['stack', 'module'] },
    caller: { kind: 'text', chars: TEXT },
    runType: { kind: 'one-of', values: ['TRACKED', 'PROPOSED', 'TASK', 'TESTING', 'DESTROY'] },
    scope: { kind: 'one-of', values: ['read', 'write'] },
    // An account can set a template of its own.
    custom: { kind: 'text', chars: '^\u0000- *?', neverBegins: ['space:'] },
  },
  subjects: [
    { id: 'run', template: 'space:{space}:{kind}:{caller}:run_type:{runType}:scope:{scope}' },
    { id: 'custom', template: '{custom}' },
  ],
  parts: [],
  values: [{ slot: 'runType', values: ['PROPOSED'], class: 'any-pull-request' }],
  flexibleClaims: [],
  attackerPart: 'Proposed runs execute the code of pull requests.',
  narrowest: 'space:{space}:{kind}:{caller}:run_type:TRACKED:scope:{scope}',
  mistakes: [],
};

/** Scalr docs, "Azure provider configuration with OIDC". */
export const scalr: Platform = {
  id: 'scalr',
  name: 'Scalr',
  issuers: [{ template: 'https://scalr.io', isFlexible: false, product: 'Scalr' }],
  slots: { account: { kind: 'text', chars: TEXT }, environment: { kind: 'text', chars: TEXT } },
  subjects: [
    { id: 'environment', template: 'account:{account}:environment:{environment}', classes: ['any-workspace'] },
  ],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Every workspace of the environment presents the same subject.',
  narrowest: 'account:{account}:environment:{environment}',
  mistakes: [],
};

/** env zero docs, "OIDC with Azure": the subject is the organization's. */
export const env0: Platform = {
  id: 'env0',
  name: 'env zero',
  issuers: [{ template: 'https://login.app.env0.com/', isFlexible: false, product: 'env zero' }],
  slots: { id: { kind: 'text', chars: ID } },
  subjects: [{ id: 'organization', template: 'auth0|{id}', classes: ['any-project'] }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Every project of the organization presents the same subject.',
  narrowest: 'auth0|{id}',
  mistakes: [],
};

/**
 * Octopus Deploy docs, "OpenID Connect". The issuer is the server's own URL; which keys the subject has is selectable,
 * their order is not. A key that is left out leaves its values open.
 */
export const octopus: Platform = {
  id: 'octopus',
  name: 'Octopus Deploy',
  issuers: [{ template: 'https://{server}.octopus.app', isFlexible: false, product: 'Octopus Cloud' }],
  slots: {
    server: { kind: 'text', chars: 'A-Za-z0-9-' },
    space: { kind: 'text', chars: TEXT },
    project: { kind: 'text', chars: TEXT },
    tenant: { kind: 'text', chars: TEXT },
    environment: { kind: 'text', chars: TEXT },
    rest: { kind: 'text', chars: '^\u0000-\u001f*?' },
  },
  subjects: [
    { id: 'deployment', template: 'space:{space}:project:{project}:environment:{environment}' },
    { id: 'tenanted', template: 'space:{space}:project:{project}:tenant:{tenant}:environment:{environment}' },
    { id: 'project', template: 'space:{space}:project:{project}', classes: ['any-environment'] },
    {
      id: 'project-tenant',
      template: 'space:{space}:project:{project}:tenant:{tenant}',
      classes: ['any-environment'],
    },
    { id: 'environment', template: 'space:{space}:environment:{environment}', classes: ['any-project'] },
    { id: 'space', template: 'space:{space}', classes: ['any-project', 'any-environment'] },
    // Health checks, tests of accounts, runbooks, and keys that are added.
    { id: 'other', template: 'space:{rest}' },
  ],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever can deploy the project; of every environment where the key environment is left out.',
  narrowest: 'space:{space}:project:{project}:environment:{environment}',
  mistakes: [],
};

/** Pulumi docs, "OIDC issuer". */
export const pulumi: Platform = {
  id: 'pulumi',
  name: 'Pulumi Cloud',
  issuers: [{ template: 'https://api.pulumi.com/oidc', isFlexible: false, product: 'Pulumi Cloud' }],
  slots: { rest: { kind: 'text', chars: '^\u0000-\u001f*?' } },
  subjects: [{ id: 'any', template: 'pulumi:{rest}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever can run the stack or open the environment.',
  narrowest: '<the subject of the deployment>',
  mistakes: [],
};

/** Atlassian docs, "Integrate Pipelines with resource servers using OIDC". */
export const bitbucket: Platform = {
  id: 'bitbucket',
  name: 'Bitbucket Pipelines',
  issuers: [
    {
      template: 'https://api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/identity/oidc',
      isFlexible: false,
      product: 'Bitbucket Pipelines',
    },
  ],
  slots: { workspace: { kind: 'text', chars: 'A-Za-z0-9_-' }, rest: { kind: 'text', chars: '^\u0000- *?' } },
  subjects: [{ id: 'step', template: '{rest}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'The subject holds the id of one step of one run, so an exact credential does not fit the next run.',
  narrowest: '<none: the subject changes with every run>',
  mistakes: [],
};

/** Jenkins plugin "OpenID Connect Provider". */
export const jenkins: Platform = {
  id: 'jenkins',
  name: 'Jenkins',
  issuers: [{ template: 'https://{host}/oidc', isFlexible: false, product: 'Jenkins' }],
  slots: { host: { kind: 'text', chars: 'A-Za-z0-9.:-' }, rest: { kind: 'text', chars: '^\u0000- *?' } },
  subjects: [{ id: 'job', template: '{rest}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever can configure the job; every job where the claim template leaves the job out.',
  narrowest: '<the URL of the job>',
  mistakes: [],
};

/** Sigstore Fulcio's configuration of public issuers. */
export const codefresh: Platform = {
  id: 'codefresh',
  name: 'Codefresh',
  issuers: [{ template: 'https://oidc.codefresh.io', isFlexible: false, product: 'Codefresh' }],
  slots: {
    account: { kind: 'text', chars: TEXT },
    user: { kind: 'text', chars: TEXT },
    rest: { kind: 'text', chars: '^\u0000-\u001f*?' },
    ref: { kind: 'text', chars: '^\u0000-\u001f*?' },
  },
  subjects: [
    { id: 'user', template: 'account:{account}:pipeline:{rest}:scm_user_name:{user}', classes: ['user-bound'] },
    {
      id: 'user-ref',
      template: 'account:{account}:pipeline:{rest}:scm_user_name:{user}:scm_ref:{ref}',
      classes: ['user-bound'],
    },
    { id: 'pipeline', template: 'account:{account}:pipeline:{rest}' },
  ],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'The subject holds the user who started the build where the build came from a commit.',
  narrowest: 'account:{account}:pipeline:{rest}',
  mistakes: [],
};

/** Sigstore Fulcio's configuration of public issuers. */
export const buddy: Platform = {
  id: 'buddy',
  name: 'Buddy',
  issuers: [
    { template: 'https://oidc.buddyusercontent.com', isFlexible: false, product: 'Buddy' },
    { template: 'https://{region}oidc.buddyusercontent.com', isFlexible: false, product: 'Buddy in a region' },
  ],
  slots: {
    region: { kind: 'one-of', values: ['eu-', 'asia-'] },
    rest: { kind: 'text', chars: '^\u0000- *?' },
  },
  subjects: [{ id: 'pipeline', template: '{rest}' }],
  parts: [],
  flexibleClaims: [],
  attackerPart: 'Whoever can start the pipeline.',
  narrowest: '<the URL of the pipeline>',
  mistakes: [],
};
