import type { Workload } from './decision.ts';

/** The shape of plans; a later one that readers of this one would misread raises it. */
export const PLAN_VERSION = 1;

/**
 * How one identity gets rid of its client secrets: plain data, written into a Markdown file that people review. It holds
 * names, ids and places, never the value of a secret.
 */
export interface Plan {
  readonly version: number;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly identity: PlanIdentity;
  /** When it was made, ISO 8601. */
  readonly made: string;
  /** When the inventory was read that it was made from, ISO 8601. */
  readonly inventory: string;
  /** A secret counts as used for so long after its last sign-in. */
  readonly quietDays: number;
  /** What a person said when it was made; a plan that is made anew begins with that. */
  readonly told?: Told;
  readonly evidence: Evidence;
  readonly decision: Decision;
  /** In the order in which nothing breaks. */
  readonly steps: readonly Step[];
  /** What is no longer as the plan before this one found it. */
  readonly drift: readonly string[];
  /** What people wrote below the plan, as Markdown. */
  readonly notes: string;
}

/** What neither files nor tenant tell. */
export interface Told {
  /** Places that sign in as the identity although their files do not say so. */
  readonly callers: readonly { readonly path: string; readonly line: number }[];
  readonly runsOn?: Workload;
  readonly clusterIssuer?: string;
  /** The managed identity that becomes the credential of an application: client id. */
  readonly managedIdentity?: string;
}

export interface PlanIdentity {
  /** Lower case. */
  readonly clientId: string;
  readonly displayName: string;
  readonly kind: string;
  readonly applicationId?: string;
  readonly servicePrincipalId?: string;
  readonly tenantId: string;
}

/** What was found out about the secrets of an identity, and where that ends. */
export interface Evidence {
  readonly keys: readonly KeyUse[];
  /** The last sign-in of each kind, in words: `as itself on 2026-11-19`. */
  readonly signIns: readonly string[];
  readonly callers: readonly Caller[];
  readonly places: readonly Place[];
  /** Resource ids of what runs as it, or reaches it as a managed identity that it trusts. */
  readonly hosts: readonly string[];
  /** What it may do: `Contributor on /subscriptions/...`. */
  readonly access: readonly string[];
  /** What could not be seen, and what would show it. */
  readonly gaps: readonly string[];
}

export const KEY_USES = ['used', 'unused', 'expired', 'unknown'] as const;

/** A client secret or certificate, and when somebody last signed in with it. */
export interface KeyUse {
  /** Absent where the directory has none: then nothing can be said or done about it alone. */
  readonly keyId?: string;
  readonly kind: 'client-secret' | 'certificate';
  readonly origin: 'application' | 'service-principal';
  readonly displayName?: string;
  readonly end?: string;
  readonly lastUsed?: string;
  readonly use: (typeof KEY_USES)[number];
}

export const CALLER_KINDS = ['job', 'connection', 'terraform', 'pod', 'host'] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** Something in the workspace that signs in as the identity. */
export interface Caller {
  readonly kind: CallerKind;
  /** The id of a job, the name of a service connection, provider, object or resource. */
  readonly name: string;
  readonly path: string;
  /** From one. */
  readonly line: number;
  readonly method: 'secret' | 'token';
  /** False where a person said that it is this identity: the file does not tell. */
  readonly isNamed: boolean;
}

export const PLACE_ROLES = ['creates', 'uses', 'names'] as const;

/** A place in the workspace that has to do with the secret. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly role: (typeof PLACE_ROLES)[number];
  /** What Keyless finds there: rule and message, `client-secret/loginCreds`; absent where an id only stands there. */
  readonly finding?: string;
}

export const WAYS = [
  'nothing',
  'delete',
  'federation',
  'managed-identity',
  'managed-identity-as-credential',
  'certificate',
  'ask-owner',
] as const;
export type Way = (typeof WAYS)[number];

export interface Decision {
  readonly way: Way;
  /** Whole sentences. */
  readonly reasons: readonly string[];
}

/** In the order in which nothing breaks. */
export const STEP_KINDS = ['identity', 'trust', 'roles', 'switch', 'verify', 'remove', 'close', 'forbid'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/**
 * `unclear`: it was sent and no answer came, and reading did not tell. `refused`: the service said no; the outcome says
 * why. Both are tried again like `open` ones, after a look at how things are.
 */
export const STEP_STATES = ['open', 'done', 'refused', 'unclear'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** `keyless`: edits or a call it can make. `person`: whoever follows the plan. `other`: another team or an administrator. */
export const ACTORS = ['keyless', 'person', 'other'] as const;

export interface Step {
  /** Stays the same from one plan to the next. */
  readonly id: string;
  readonly kind: StepKind;
  /** Imperative. */
  readonly title: string;
  readonly state: StepState;
  readonly by: (typeof ACTORS)[number];
  /** What it changes, in sentences. */
  readonly changes: string;
  /** Changes of files that fixes of rules make. */
  readonly edits: readonly Edit[];
  readonly call?: TenantCall;
  readonly commands: readonly string[];
  /** What a person must do besides. */
  readonly tasks: readonly string[];
  /** What is true once it is done. */
  readonly claims: readonly Claim[];
  readonly undo: string;
  /** What can break, in sentences. */
  readonly breaks: readonly string[];
  readonly outcome?: Outcome;
}

/** The fix of one finding, to be made anew from the file as it is then. */
export interface Edit {
  readonly path: string;
  /** `fingerprints` of src/lint; `host` for the exchange of a host's secret settings, which no rule finds. */
  readonly finding: string;
  /** The fix's title. */
  readonly fix: string;
}

export const OPERATIONS = ['add-trust', 'remove-secret', 'forbid-secrets'] as const;

/** One change of the tenant. What is sent is exactly this. */
export interface TenantCall {
  readonly operation: (typeof OPERATIONS)[number];
  /** Whose federated credential it is: client id. */
  readonly clientId: string;
  /** Of the application, service principal or managed identity that is changed. */
  readonly objectId: string;
  /** What the object is. */
  readonly object: 'application' | 'service-principal' | 'managed-identity';
  /** Azure resource id of a managed identity. */
  readonly resourceId?: string;
  readonly trust?: NewTrust;
  readonly keyId?: string;
}

/** A federated credential for exactly one subject. */
export interface NewTrust {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

export const CLAIM_KINDS = [
  'trust',
  'no-key',
  'key-quiet',
  'code-clean',
  'signs-in-with-token',
  'managed-identity-on',
  'role',
  'secrets-forbidden',
  'confirmed',
] as const;

/**
 * Something that can be looked up. `trust`: the identity has a federated credential for subject and issuer. `no-key`:
 * the key is gone. `key-quiet`: nobody signed in with it for the plan's quiet days. `code-clean`: nothing in the file
 * uses a secret of the identity. `signs-in-with-token`: the caller `name` in the file. `managed-identity-on`: a managed
 * identity on the host `name`. `role`: the identity has it. `secrets-forbidden`: a policy keeps new secrets out.
 * `confirmed`: a person has ticked the step.
 */
export interface Claim {
  readonly kind: (typeof CLAIM_KINDS)[number];
  readonly clientId?: string;
  readonly keyId?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly path?: string;
  readonly name?: string;
  /** Fingerprints that must not be found. */
  readonly findings: readonly string[];
  readonly role?: string;
  readonly scope?: string;
}

export interface Outcome {
  /** ISO 8601. */
  readonly at: string;
  /** A sentence: what happened, or why it did not. */
  readonly text: string;
  /** For the service's support. */
  readonly requestId?: string;
}

/** The ways on which callers change: all others end with the old credential or a question. */
export function needsSwitch(way: Way): boolean {
  return way === 'federation' || way === 'managed-identity' || way === 'managed-identity-as-credential';
}

/** The name of a plan's file: letters, digits and hyphens of the identity's name, and the start of its id. */
export function planName({ displayName, clientId }: Pick<PlanIdentity, 'displayName' | 'clientId'>): string {
  const words = displayName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);
  return `${words === '' ? 'identity' : words}-${clientId.slice(0, 8).toLowerCase()}`;
}

/** Where plans are kept in a workspace. */
export const PLANS_FOLDER = '.keyless/plans';
