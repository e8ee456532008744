import type { SourceDocument, Workspace } from '../model/document.ts';
import type { KubernetesModel, Manifest } from '../model/kubernetes/index.ts';
import type { Job, Pipeline, Step } from '../model/pipeline/pipeline.ts';
import type { InfrastructureModel, Resource } from '../model/resource.ts';
import type { Script } from '../model/script.ts';
import type { SettingsFile } from '../model/settings/index.ts';
import type { Variable } from '../model/variable.ts';
import type { Range } from '../text/range.ts';
import type { Confidence, Fix, RelatedLocation, Severity } from './finding.ts';
import type { InventoryView } from './inventory-view.ts';

/**
 * A rule: one file that exports one of these. It reads models and reports; it never parses, reads files or knows
 * the editor. Its page is docs/rules/<id>.md, its fixtures are in test/rules/<id>/.
 */
export interface Rule<MessageId extends string = string> {
  /** Kebab-case, names the problem: `client-secret`. */
  readonly id: string;
  /** A short noun phrase or sentence for lists: `Client secret created, stored or used`. */
  readonly title: string;
  /** The severity of its findings unless one says otherwise. */
  readonly severity: Severity;
  /** CWE, OWASP CI/CD, Zero Trust Workshop, CIS ... identifiers: `CWE-798`, `CICD-SEC-6`. */
  readonly tags: readonly string[];
  /** Message texts by id; `{name}` is filled from the report's data. Each says what, why and what to do. */
  readonly messages: Readonly<Record<MessageId, string>>;
  /** JSON Schema of the rule's options in keyless.yaml, by option name, each with a `default`. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly checks: RuleChecks<MessageId>;
}

export interface RuleOption {
  readonly type: 'integer' | 'string' | 'boolean' | 'array';
  readonly description: string;
  readonly default: number | string | boolean | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: { readonly type: 'string' };
}

/** What a rule looks at, from whole to part; every function is called once per object of that kind. */
export interface RuleChecks<MessageId extends string = string> {
  readonly infrastructure?: (model: InfrastructureModel, context: RuleContext<MessageId>) => void;
  readonly resource?: (resource: Resource, context: RuleContext<MessageId>) => void;
  readonly pipeline?: (pipeline: Pipeline, context: RuleContext<MessageId>) => void;
  readonly job?: (job: Job, context: RuleContext<MessageId>) => void;
  readonly step?: (step: Step, context: RuleContext<MessageId>) => void;
  readonly settings?: (settings: SettingsFile, context: RuleContext<MessageId>) => void;
  /** A file of Kubernetes objects or of values for a Helm chart, as a whole. */
  readonly kubernetes?: (model: KubernetesModel, context: RuleContext<MessageId>) => void;
  /** Every Kubernetes object of the file. */
  readonly manifest?: (object: Manifest, context: RuleContext<MessageId>) => void;
  /** Every script of the file, in whatever kind of file it stands. */
  readonly script?: (script: Script, context: RuleContext<MessageId>) => void;
  /** Every environment variable the file sets, in whatever kind of file. */
  readonly variable?: (variable: Variable, context: RuleContext<MessageId>) => void;
}

export interface RuleContext<MessageId extends string = string> {
  readonly document: SourceDocument;
  readonly workspace: Workspace;
  /** What the tenant holds, where a snapshot or sign-in gives it. */
  readonly inventory: InventoryView | undefined;
  /** The repository as `keyless.yaml`, GitHub or git describe it. */
  readonly repository: RepositoryFacts;
  /** When the run began: rules never read a clock. */
  readonly now: Date;
  /** The value of one of the rule's options: configured or default. */
  option<T extends RuleOption['default']>(name: string): T;
  report(report: Report<MessageId>): void;
}

export interface Report<MessageId extends string = string> {
  readonly messageId: MessageId;
  /** Fills the `{placeholders}`. Never put a secret value here. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** In the linted document. */
  readonly range: Range;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: readonly Fix[];
}

/** What is known of the repository the workspace is a clone of. Everything is optional: offline nothing is known. */
export interface RepositoryFacts {
  /** `owner/name` as GitHub spells it. */
  readonly fullName?: string;
  readonly ownerId?: number;
  readonly repositoryId?: number;
  /** `github.com` or the host of an enterprise server. */
  readonly host?: string;
  readonly defaultBranch?: string;
  /** Whether subjects carry ids (`repo:owner@1/name@2:`). */
  readonly useImmutableSubject?: boolean;
  /** What an enterprise adds to the issuer of its tokens. */
  readonly enterpriseSlug?: string;
  /** The claims of a customised subject; the default subject where absent. */
  readonly subjectClaims?: readonly string[];
  /**
   * What variables hold, and secrets that are no secrets: client and tenant ids, by name in any letter case. What GitHub
   * says of variables is here as `vars.NAME`, for a secret of that name may hold something else.
   */
  readonly variables?: { readonly [name: string]: string };
  /** Environments by name in any letter case. One that is not here is not known. */
  readonly environments?: { readonly [name: string]: EnvironmentFacts };
}

export interface EnvironmentFacts {
  /** The protection rules that keep out whoever can push; empty where it is known that there are none. */
  readonly protection?: readonly EnvironmentProtection[];
  /** Those of the environment win over those of the repository. */
  readonly variables?: { readonly [name: string]: string };
}

/** `reviewers`: somebody must approve. `branches`: only certain, protected branches may deploy. */
export const ENVIRONMENT_PROTECTIONS = ['reviewers', 'branches'] as const;
export type EnvironmentProtection = (typeof ENVIRONMENT_PROTECTIONS)[number];

/** Keeps the message ids of a rule in its type, so that a report with an unknown one does not compile. */
export function defineRule<MessageId extends string>(rule: Rule<MessageId>): Rule<MessageId> {
  return rule;
}
