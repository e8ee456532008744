import { modelOf } from '../model/model.ts';
import { loginsOfJob } from '../rules/federation/job-logins.ts';
import type { Identity } from '../tenant/model/identity.ts';
import { isRead, type SectionName } from '../tenant/model/section.ts';
import { callersOf } from './evidence/callers.ts';
import { declaredApplication } from './evidence/declared.ts';
import { findingsOf } from './evidence/places.ts';
import type { Claim, Plan, Step } from './plan.ts';
import { forbidsSecrets } from './policies.ts';
import { coversScope } from './scopes.ts';
import { credentialFindings, type MarkedFinding, type PlanSources } from './sources.ts';
import { isTrusted } from './steps/trust-steps.ts';

/** `unknown`: nothing here tells, since no inventory was given or a part of it could not be read. */
export type Holds = 'holds' | 'fails' | 'unknown';

export interface Checked {
  readonly step: Step;
  readonly claim: Claim;
  readonly holds: Holds;
  /** Why not, in a sentence. */
  readonly reason: string;
}

/** Sources without which claims about the tenant stay open. */
export type VerifySources = PlanSources & { readonly hasInventory: boolean };

/** Looks up every claim of a plan. Nothing is changed. */
export function verifyPlan(plan: Plan, sources: VerifySources): readonly Checked[] {
  const check = checker(plan, sources);
  return plan.steps.flatMap((step) => step.claims.map((claim) => ({ step, claim, ...check(claim, step) })));
}

type Answer = Pick<Checked, 'holds' | 'reason'>;

const HOLDS: Answer = { holds: 'holds', reason: '' };
const fails = (reason: string): Answer => ({ holds: 'fails', reason });
const unknown = (reason: string): Answer => ({ holds: 'unknown', reason });

/** Looks up claims one by one; what they have in common is found out once. */
export function checker(plan: Plan, sources: VerifySources): (claim: Claim, step: Step) => Answer {
  let places: readonly MarkedFinding[] | undefined;
  const findings = () => (places ??= findingsFor(plan, sources));
  return (claim, step) => {
    switch (claim.kind) {
      case 'confirmed':
        return step.state === 'done' ? HOLDS : fails('Nobody has ticked it.');
      case 'code-clean':
        return codeIsClean(claim, plan, findings(), sources);
      case 'signs-in-with-token':
        return signsInWithToken(claim, sources);
      case 'managed-identity-on':
        return hasManagedIdentity(claim, sources);
      default:
        return inTenant(claim, plan, sources);
    }
  };
}

function findingsFor({ identity }: Plan, sources: PlanSources): readonly MarkedFinding[] {
  const declared = declaredApplication(identity, sources);
  return findingsOf(identity, declared, callersOf(identity.clientId, [], sources), [], sources);
}

function codeIsClean(
  { path = '', findings: marks }: Claim,
  plan: Plan,
  all: readonly MarkedFinding[],
  sources: PlanSources,
): Answer {
  const document = sources.workspace.get(path);
  if (!document) return goneWithFile(path, plan, all);
  const left = [
    ...all.filter((one) => one.document.path === path),
    ...credentialFindings(document, sources).filter(({ fingerprint }) => marks.includes(fingerprint)),
  ];
  const [first] = left;
  if (!first) return HOLDS;
  const line = document.source.positionAt(first.finding.range.start).line + 1;
  return fails(`${path}:${line} still does (${first.finding.ruleId}).`);
}

/** A file that is gone uses nothing, unless it lives on under another name. */
function goneWithFile(path: string, { steps }: Plan, all: readonly MarkedFinding[]): Answer {
  const known = new Set(steps.flatMap(({ claims }) => claims.map((claim) => claim.path)));
  const other = all.find(({ document }) => !known.has(document.path));
  return other ? fails(`${path} is gone, and ${other.document.path} holds or uses a secret.`) : HOLDS;
}

function signsInWithToken({ path = '', name }: Claim, { workspace }: PlanSources): Answer {
  const document = workspace.get(path);
  const job = document && modelOf(document, workspace).pipeline?.jobs.find(({ id }) => id === name);
  // A job that is gone signs in nowhere.
  if (!job) return HOLDS;
  const logins = loginsOfJob(job);
  if (logins.some(({ method }) => method === 'secret')) return fails(`The job ${name} still signs in with a secret.`);
  return logins.length > 0 ? HOLDS : unknown(`Keyless sees no login in the job ${name}.`);
}

function hasManagedIdentity({ path = '', name }: Claim, { workspace }: PlanSources): Answer {
  const document = workspace.get(path);
  const resources = (document && modelOf(document, workspace).infrastructure?.resources) ?? [];
  const host = resources.find(({ symbol, mode }) => mode === 'resource' && symbol === name);
  if (!host) return HOLDS;
  return host.find('identity').length > 0 ? HOLDS : fails(`${name} has no identity.`);
}

function inTenant(claim: Claim, plan: Plan, sources: VerifySources): Answer {
  const { inventory, hasInventory } = sources;
  const needed = SECTIONS[claim.kind as keyof typeof SECTIONS];
  if (!hasInventory) return unknown('An inventory of the tenant would tell: --inventory.');
  const clientId = claim.clientId ?? plan.identity.clientId;
  const identity = inventory.identity(clientId);
  const unread = needed.find((section) => !isRead(inventory.sections[section]) || identity?.problems?.[section]);
  if (unread !== undefined) return unknown(`The inventory does not hold this part: ${unread}.`);
  if (!identity) {
    // With the application its secrets are gone.
    return claim.kind === 'no-key' || claim.kind === 'key-quiet' ? HOLDS : fails('The identity is gone.');
  }
  switch (claim.kind) {
    case 'trust':
      return isTrustedFrom(identity, claim) ? HOLDS : fails('No federated credential accepts it.');
    case 'no-key':
      return keyOf(identity, claim) ? fails('The secret is still there.') : HOLDS;
    case 'key-quiet':
      return isQuiet(identity, claim, plan, inventory.header?.asOf);
    case 'role':
      return identity.azureRoles.some(
        ({ roleId, scope }) => roleId === claim.role && coversScope(scope, claim.scope ?? ''),
      )
        ? HOLDS
        : fails('It does not have the role.');
    default:
      return inventory.header && forbidsSecrets(identity, inventory.header.policies)
        ? HOLDS
        : fails('New client secrets can still be added.');
  }
}

const SECTIONS: Readonly<
  Record<'trust' | 'no-key' | 'key-quiet' | 'role' | 'secrets-forbidden', readonly SectionName[]>
> = {
  trust: ['federated-credentials'],
  'no-key': ['applications', 'service-principals'],
  'key-quiet': ['credential-sign-ins'],
  role: ['azure-roles'],
  'secrets-forbidden': ['app-management-policies'],
};

/** An issuer that nobody knew when the plan was made may be any: the subject tells. */
function isTrustedFrom(identity: Identity, { issuer = '', subject = '' }: Claim): boolean {
  const issuers = /<[^>]+>/u.test(issuer) ? identity.federatedCredentials.map((trust) => trust.issuer) : [issuer];
  const exact = /<[^>]+>/u.test(subject) ? undefined : subject;
  const gap = exact === undefined ? gapPattern(subject) : undefined;
  return issuers.some((each) =>
    exact === undefined
      ? identity.federatedCredentials.some((trust) => trust.issuer === each && gap?.test(trust.subject ?? ''))
      : isTrusted(identity, each, exact),
  );
}

/** `repo:contoso/app:ref:refs/heads/<branch>` with anything for the gap. */
function gapPattern(subject: string): RegExp {
  const parts = subject.split(/<[^>]+>/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('[^<>]+')}$`, 'u');
}

function keyOf({ keyCredentials }: Identity, { keyId }: Claim) {
  return keyCredentials.find((key) => key.keyId?.toLowerCase() === keyId?.toLowerCase());
}

const DAY = 86_400_000;

function isQuiet(identity: Identity, claim: Claim, { quietDays }: Plan, asOf: string | undefined): Answer {
  const key = keyOf(identity, claim);
  if (key?.lastUsed === undefined || asOf === undefined) return HOLDS;
  const days = (Date.parse(asOf) - Date.parse(key.lastUsed)) / DAY;
  return days > quietDays ? HOLDS : fails(`Somebody signed in with it on ${key.lastUsed.slice(0, 10)}.`);
}
