import { REF_CHARS_SPEC } from '../patterns/git-reference.ts';
import type { Platform, SubjectForm } from './platform.ts';

const PATH = 'project_path:{group}/{subgroups}{project}';
const ID = 'project_id:{projectId}';

/** GitLab refuses branch and tag names that look like whole references. */
const EXPANDED = ['refs/heads/', 'refs/tags/', 'refs/remotes/'];

/** GitLab docs, "ID tokens", with the components and orders that `ci_id_token_sub_claim_components` allows. */
function forms(id: string, prefix: string, mutable: readonly string[]): readonly SubjectForm[] {
  return [
    { id: `${id}/branch`, template: `${prefix}:ref_type:branch:ref:{branch}`, mutable, isRecommended: true },
    { id: `${id}/tag`, template: `${prefix}:ref_type:tag:ref:{tag}`, mutable },
    { id: `${id}/ref-branch`, template: `${prefix}:ref:{branch}:ref_type:branch`, mutable },
    { id: `${id}/ref-tag`, template: `${prefix}:ref:{tag}:ref_type:tag`, mutable },
    // A branch and a tag of one name look alike without their type.
    { id: `${id}/ref`, template: `${prefix}:ref:{branch}`, mutable },
    { id: `${id}/any-branch`, template: `${prefix}:ref_type:branch`, mutable, classes: ['any-branch'] },
    { id: `${id}/any-tag`, template: `${prefix}:ref_type:tag`, mutable, classes: ['any-tag'] },
  ];
}

export const gitlab: Platform = {
  id: 'gitlab',
  name: 'GitLab CI/CD',
  issuers: [
    { template: 'https://gitlab.com', isFlexible: true, product: 'GitLab.com' },
    { template: 'https://gitlab.{domain}.com', isFlexible: true, product: 'GitLab self-managed' },
    { template: 'https://gitlab.{domain}.ca', isFlexible: true, product: 'GitLab self-managed' },
    { template: 'https://gitlab.{domain}', isFlexible: false, product: 'GitLab self-managed' },
  ],
  slots: {
    domain: { kind: 'text', chars: 'A-Za-z0-9.-' },
    group: { kind: 'text', chars: 'A-Za-z0-9._-', typical: 'evil' },
    subgroups: { kind: 'path', chars: 'A-Za-z0-9._-' },
    project: { kind: 'text', chars: 'A-Za-z0-9._-', typical: 'other' },
    projectId: { kind: 'text', chars: '0-9' },
    branch: { kind: 'text', chars: REF_CHARS_SPEC, neverBegins: EXPANDED, typical: 'main' },
    tag: { kind: 'text', chars: REF_CHARS_SPEC, neverBegins: EXPANDED, typical: 'v1' },
  },
  subjects: [...forms('path', PATH, ['group', 'project']), ...forms('id', ID, [])],
  parts: [
    { slots: ['group'], anchors: ['group'], any: 'any-group', some: 'group-glob', stranger: 'evil' },
    {
      slots: ['subgroups'],
      anchors: ['subgroups'],
      any: 'subgroup-glob',
      some: 'subgroup-glob',
      stranger: 'evil/',
    },
    { slots: ['project'], anchors: ['project'], any: 'any-project', some: 'project-glob', stranger: 'other' },
    {
      slots: ['projectId'],
      anchors: ['projectId'],
      any: 'any-project-id',
      some: 'project-id-glob',
      stranger: '1',
    },
    { slots: ['branch'], anchors: ['branch'], any: 'any-branch', some: 'branch-glob', stranger: 'evil' },
    { slots: ['tag'], anchors: ['tag'], any: 'any-tag', some: 'tag-glob', stranger: 'evil' },
  ],
  flexibleClaims: ['sub'],
  attackerPart: 'Whoever may push a branch chooses its name; anyone can own another top-level group.',
  narrowest: 'project_id:{projectId}:ref_type:branch:ref:{branch}',
  unknownShapes: ['{a}', '{a}/{b}', 'project_path:{a}/{b}'],
  subjectPrefixes: ['project_path:', 'project_id:'],
  selfHosted: { product: 'GitLab self-managed', subjectPrefix: 'project_' },
  mistakes: [
    {
      wrong: ':ref:refs/heads/',
      right: ':ref:',
      at: 'anywhere',
      explanation: 'GitLab writes the plain branch or tag name without refs/heads/.',
    },
    {
      wrong: ':ref:refs/tags/',
      right: ':ref:',
      at: 'anywhere',
      explanation: 'GitLab writes the plain branch or tag name without refs/tags/.',
    },
  ],
};
