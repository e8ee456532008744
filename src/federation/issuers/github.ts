import { REF_CHARS_SPEC } from '../patterns/git-reference.ts';
import { githubTemplates } from './github-template.ts';
import type { Platform, SubjectForm, SubjectMistake } from './platform.ts';

const NAME_PREFIX = 'repo:{owner}/{repository}';
const ID_PREFIX = 'repo:{ownerName}@{ownerId}/{repositoryName}@{repositoryId}';

/** GitHub docs, "OpenID Connect reference": the default subject is the repository and one context. */
function defaultForms(id: string, prefix: string, mutable: readonly string[]): readonly SubjectForm[] {
  const mergeQueue = { template: `${prefix}:ref:refs/heads/gh-readonly-queue/{branch}`, class: 'merge-queue' } as const;
  return [
    { id: `${id}/branch`, template: `${prefix}:ref:refs/heads/{branch}`, mutable, lookalikes: [mergeQueue] },
    { id: `${id}/tag`, template: `${prefix}:ref:refs/tags/{tag}`, mutable },
    { id: `${id}/pull-ref`, template: `${prefix}:ref:refs/pull/{pull}`, mutable, classes: ['pull-ref'] },
    { id: `${id}/environment`, template: `${prefix}:environment:{environment}`, mutable, isRecommended: true },
    { id: `${id}/pull-request`, template: `${prefix}:pull_request`, mutable, classes: ['any-pull-request'] },
  ];
}

/**
 * The short-lived form of April 2026, `repo:octo-org-123456/octo-repo-456789:`: hyphens are legal in names, so anyone
 * can register it. Ids below 10,000 date from 2008 and would take names like `lab-2025` for ids.
 */
const HYPHEN_IDS = {
  template: 'repo:{ownerName}-{longId}/{repositoryName}-{longId}:{context}',
  class: 'hyphen-ids',
} as const;

export const github: Platform = {
  id: 'github',
  name: 'GitHub Actions',
  issuers: [
    { template: 'https://token.actions.githubusercontent.com', isFlexible: true, product: 'GitHub.com' },
    {
      template: 'https://token.actions.githubusercontent.com/{enterprise}',
      isFlexible: false,
      product: 'GitHub Enterprise Cloud with its own issuer',
    },
    { template: 'https://token.actions.{subdomain}.ghe.com', isFlexible: false, product: 'GHE.com' },
    {
      template: 'https://token.actions.{subdomain}.ghe.com/{enterprise}',
      isFlexible: false,
      product: 'GHE.com with its own issuer',
    },
    {
      template: 'https://{host}/_services/token',
      isFlexible: false,
      product: 'GitHub Enterprise Server',
      withoutIds: true,
    },
  ],
  slots: {
    enterprise: { kind: 'text', chars: 'A-Za-z0-9_-' },
    subdomain: { kind: 'text', chars: 'A-Za-z0-9-' },
    host: { kind: 'text', chars: 'A-Za-z0-9.:-' },
    owner: { kind: 'text', chars: 'A-Za-z0-9_-', typical: 'evil' },
    ownerName: { kind: 'text', chars: 'A-Za-z0-9_-', typical: 'evil' },
    ownerId: { kind: 'text', chars: '0-9' },
    repository: { kind: 'text', chars: 'A-Za-z0-9._-', typical: 'other' },
    repositoryName: { kind: 'text', chars: 'A-Za-z0-9._-', typical: 'other' },
    repositoryId: { kind: 'text', chars: '0-9' },
    branch: { kind: 'text', chars: REF_CHARS_SPEC, isPath: true, typical: 'main' },
    tag: { kind: 'text', chars: REF_CHARS_SPEC, isPath: true, typical: 'v1' },
    pull: { kind: 'text', chars: REF_CHARS_SPEC, isPath: true, typical: '1/merge' },
    environment: { kind: 'text', chars: '^\u0000-\u001f:*?', isTrimmed: true, typical: 'production' },
    // Slots of customised templates.
    longId: { kind: 'text', chars: '0-9', atLeast: 5 },
    context: { kind: 'text', chars: '^' },
    templateOwnerId: { kind: 'text', chars: '0-9' },
    templateRepositoryId: { kind: 'text', chars: '0-9' },
    workflowFile: { kind: 'text', chars: '^\u0000- @:*?' },
    workflowRef: { kind: 'text', chars: REF_CHARS_SPEC },
    value: { kind: 'text', chars: '^\u0000-\u001f:*?', isTrimmed: true },
  },
  subjects: [
    ...defaultForms('name', NAME_PREFIX, ['owner', 'repository']).map((form) => ({
      ...form,
      lookalikes: [...(form.lookalikes ?? []), HYPHEN_IDS],
    })),
    ...defaultForms('id', ID_PREFIX, []),
  ],
  customSubjects: githubTemplates,
  unknownShapes: [
    '{a}',
    '{a}/{b}',
    'repo:{a}/{b}',
    '{a}@{b}',
    'refs/heads/{a}',
    'ref:refs/heads/{a}',
    'environment:{a}',
    'repo:{a}/{b}:ref:refs/heads/{c}',
    'repo:{a}/{b}:environment:{c}',
  ],
  parts: [
    { slots: ['owner'], anchors: ['owner'], any: 'any-owner', some: 'owner-glob', stranger: 'evil' },
    {
      slots: ['ownerName', 'ownerId'],
      anchors: ['ownerId', 'repositoryId'],
      any: 'any-owner',
      some: 'owner-glob',
      reportsUnterminated: true,
      stranger: 'evil',
    },
    {
      slots: ['repository'],
      anchors: ['repository'],
      any: 'any-repo',
      some: 'repo-glob',
      reportsUnterminated: true,
      stranger: 'other',
    },
    {
      slots: ['repositoryName', 'repositoryId'],
      anchors: ['repositoryId'],
      any: 'any-repo',
      some: 'repo-glob',
      reportsUnterminated: true,
      stranger: 'other',
    },
    {
      slots: ['templateOwnerId'],
      anchors: ['templateOwnerId', 'templateRepositoryId'],
      any: 'any-owner',
      some: 'owner-glob',
      stranger: '1',
    },
    {
      slots: ['templateRepositoryId'],
      anchors: ['templateRepositoryId'],
      any: 'any-repo',
      some: 'repo-glob',
      stranger: '1',
    },
    { slots: ['branch'], anchors: ['branch'], any: 'any-branch', some: 'branch-glob', stranger: 'evil' },
    { slots: ['tag'], anchors: ['tag'], any: 'any-tag', some: 'tag-glob', stranger: 'evil' },
    {
      slots: ['environment'],
      anchors: ['environment'],
      any: 'any-environment',
      some: 'environment-glob',
      stranger: 'evil',
    },
  ],
  flexibleClaims: ['sub', 'job_workflow_ref'],
  audience: 'api://AzureADTokenExchange',
  attackerPart:
    'Whoever can push chooses branch, tag and environment names; owner and repository names can be registered anew after a rename or deletion.',
  narrowest: 'repo:{ownerName}@{ownerId}/{repositoryName}@{repositoryId}:environment:{environment}',
  subjectPrefixes: ['repo:'],
  mistakes: [
    ...[':pull-request', ':pull_requests', ':pull-requests', ':pullrequest', ':pr'].map(
      (wrong): SubjectMistake => ({
        wrong,
        right: ':pull_request',
        at: 'end',
        explanation: 'GitHub writes pull_request, in the singular and with an underscore.',
      }),
    ),
    {
      wrong: ':refs:refs/',
      right: ':ref:refs/',
      at: 'anywhere',
      explanation: 'GitHub writes ref, not refs, before the reference.',
    },
    {
      wrong: ':refs/',
      right: ':ref:refs/',
      at: 'anywhere',
      unlessPrecededBy: ':ref',
      explanation: 'GitHub writes ref: before the reference.',
    },
    ...(
      [
        [':ref:heads/', ':ref:refs/heads/'],
        [':ref:tags/', ':ref:refs/tags/'],
        [':ref:refs/head/', ':ref:refs/heads/'],
        [':ref:refs/branches/', ':ref:refs/heads/'],
        [':ref:refs/tag/', ':ref:refs/tags/'],
      ] as const
    ).map(
      ([wrong, right]): SubjectMistake => ({
        wrong,
        right,
        at: 'anywhere',
        explanation: 'GitHub writes the whole reference, which begins with refs/heads/ or refs/tags/.',
      }),
    ),
    {
      wrong: ':ref:',
      right: ':ref:refs/heads/',
      at: 'anywhere',
      unlessFollowedBy: ['refs/', 'heads/', 'tags/'],
      explanation: 'GitHub writes the whole reference, which begins with refs/heads/ or refs/tags/.',
    },
    {
      wrong: ':branch:',
      right: ':ref:refs/heads/',
      at: 'anywhere',
      explanation: 'GitHub has no branch context; it writes ref:refs/heads/ before the branch.',
    },
    {
      wrong: ':tag:',
      right: ':ref:refs/tags/',
      at: 'anywhere',
      explanation: 'GitHub has no tag context; it writes ref:refs/tags/ before the tag.',
    },
    ...[':environments:', ':env:'].map(
      (wrong): SubjectMistake => ({
        wrong,
        right: ':environment:',
        at: 'anywhere',
        explanation: 'GitHub writes environment, in full and in the singular.',
      }),
    ),
  ],
};
