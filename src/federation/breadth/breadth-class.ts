/** How far a federated credential reaches beyond one place of one repository, project or workload. */
export const BREADTH_SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** For an identity that can write. `critical`: people outside the organization can obtain a token. */
export type BreadthSeverity = (typeof BREADTH_SEVERITIES)[number];

interface ClassFacts {
  readonly severity: BreadthSeverity;
  /** Who or what matches, to follow "It matches". */
  readonly reach: string;
}

function facts(severity: BreadthSeverity, reach: string): ClassFacts {
  return { severity, reach };
}

const WRITERS = 'whoever can push to the repository';

/** Every class, broadest first: `any-` where a whole value is free, `-glob` where it is free inside a literal frame. */
export const BREADTH_CLASSES = {
  'any-owner': facts('critical', 'repositories of every GitHub account'),
  'owner-glob': facts('critical', 'repositories of other GitHub accounts whose name anyone can register'),
  'unanchored-template': facts('critical', 'every repository on GitHub that sets the same subject template'),
  'hyphen-ids': facts('critical', 'a repository whose name anyone can register, as hyphens are legal in names'),
  'any-group': facts('critical', 'projects of every GitLab group and user'),
  'group-glob': facts('critical', 'projects of other GitLab groups whose name anyone can register'),
  'any-project-id': facts('critical', 'every GitLab project'),
  'project-id-glob': facts('critical', 'other GitLab projects whose number begins alike'),
  'any-organization': facts('critical', 'every organization of the platform'),
  'organization-glob': facts('critical', 'other organizations whose name anyone can register'),
  'any-repo': facts('high', 'every repository of the organization'),
  'any-project': facts('high', 'every project of the organization or group'),
  'any-pipeline': facts('high', 'every pipeline of the organization'),
  'repo-any-context': facts('high', 'every branch, tag, environment and pull request of the repository'),
  'any-pull-request': facts('high', 'pull requests, whose code nobody has reviewed yet'),
  'pull-ref': facts('high', 'references of pull requests'),
  'any-environment': facts(
    'high',
    `environments of any name, also new ones without protection that ${WRITERS} can name`,
  ),
  'environment-glob': facts('medium', `environments by naming convention, which ${WRITERS} can name`),
  'repo-glob': facts('medium', 'repositories by naming convention'),
  'subgroup-glob': facts('medium', 'projects in every subgroup'),
  'project-glob': facts('medium', 'projects by naming convention'),
  'any-workspace': facts('high', 'every workspace'),
  'workspace-glob': facts('medium', 'workspaces by naming convention'),
  'any-stack': facts('high', 'every stack'),
  'stack-glob': facts('medium', 'stacks by naming convention'),
  'any-deployment': facts('high', 'every deployment of a stack'),
  'deployment-glob': facts('medium', 'deployments by naming convention'),
  'any-branch': facts('medium', `every branch, which ${WRITERS} can create`),
  'branch-glob': facts('medium', `branches by naming convention, which ${WRITERS} can create`),
  'any-tag': facts('medium', `every tag, which ${WRITERS} can create`),
  'tag-glob': facts('medium', `tags by naming convention, which ${WRITERS} can create`),
  'merge-queue': facts('medium', 'temporary branches of the merge queue'),
  'any-phase': facts('medium', 'plan and apply alike, so that a plan holds the rights of an apply'),
  'module-test': facts('medium', 'test runs of modules'),
  'default-sa': facts(
    'medium',
    'the default service account, which every pod of the namespace uses unless told otherwise',
  ),
  'default-namespace': facts('medium', 'the default namespace, where unrelated workloads end up'),
  'system-namespace': facts('medium', "a namespace of the cluster's own components"),
  unterminated: facts('medium', 'longer names that begin alike, as no separator follows the name'),
  'names-not-ids': facts(
    'low',
    'whoever holds the name, also after a rename or deletion, where the platform offers ids',
  ),
  'retire-2027': facts('low', 'tokens of an issuer that Azure DevOps retires on 2027-07-01'),
  'user-bound': facts('info', 'the runs of one user, and stops working when somebody else starts them'),
} as const satisfies Record<string, ClassFacts>;

export type BreadthClassName = keyof typeof BREADTH_CLASSES;

export const BREADTH_CLASS_NAMES = Object.keys(BREADTH_CLASSES) as readonly BreadthClassName[];

/** The narrower classes that say nothing more where a broader one holds. */
export const SUBSUMED_BY: Partial<Record<BreadthClassName, BreadthClassName>> = {
  'owner-glob': 'any-owner',
  'repo-glob': 'any-repo',
  'group-glob': 'any-group',
  'subgroup-glob': 'any-project',
  'project-glob': 'any-project',
  'project-id-glob': 'any-project-id',
  'organization-glob': 'any-organization',
  'workspace-glob': 'any-workspace',
  'stack-glob': 'any-stack',
  'deployment-glob': 'any-deployment',
  'environment-glob': 'any-environment',
  'branch-glob': 'any-branch',
  'tag-glob': 'any-tag',
};
