import type { Owner } from '../../model/access.ts';
import { isRisky } from '../../model/activity.ts';
import type { FederatedTrust, KeyCredential } from '../../model/credential.ts';
import { type Identity, INSTANCE_LOCKS } from '../../model/identity.ts';
import { isLive } from '../../model/lifetime.ts';
import type { SectionName } from '../../model/section.ts';
import { type Privilege, privilegesOf, privilegeText } from '../privilege.ts';
import { type AssessmentSeverity, compareSeverity } from '../severity.ts';
import { credentialName } from '../texts.ts';
import type { TrustJudge } from '../trust-judge.ts';
import { better, type ChangeOf, neutral, worse } from './change.ts';

export interface ChangeContext {
  /** Parts that were read in both inventories. */
  readonly comparable: ReadonlySet<SectionName>;
  readonly engine: TrustJudge;
  /** When the later inventory was read, milliseconds since 1970. */
  readonly now: number;
}

/** What is different about an identity that both inventories have. */
export function identityChanges(before: Identity, after: Identity, context: ChangeContext): readonly ChangeOf[] {
  const { comparable } = context;
  const privileges = privilegeChanges(before, after, context);
  return [
    ...(comparable.has('service-principals') ? stateChanges(before, after) : []),
    ...keyChanges(before, after, context),
    ...(comparable.has('federated-credentials') ? trustChanges(before, after, context) : []),
    ...(comparable.has('owners') ? ownerChanges(before.owners, after.owners) : []),
    ...(comparable.has('sponsors') ? sponsorChanges(before.sponsors, after.sponsors) : []),
    ...(comparable.has('applications') ? lockChanges(before, after) : []),
    ...privileges,
    ...(comparable.has('risk') ? riskChanges(before, after) : []),
  ];
}

/** What an identity has that was not there before. */
export function newIdentity(identity: Identity, context: ChangeContext): readonly ChangeOf[] {
  const empty: Identity = {
    ...identity,
    keyCredentials: [],
    federatedCredentials: [],
    directoryRoles: [],
    azureRoles: [],
    applicationPermissions: [],
    owners: identity.owners,
  };
  const { risk: _, ...harmless } = empty;
  return [neutral('identity-added', 'It is new.'), ...identityChanges(harmless, identity, context)];
}

function stateChanges(before: Identity, after: Identity): readonly ChangeOf[] {
  const changes: ChangeOf[] = [];
  if (before.isEnabled && !after.isEnabled) changes.push(better('identity-disabled', 'It was disabled.'));
  if (!before.isEnabled && after.isEnabled) changes.push(worse('identity-enabled', 'low', 'It was enabled again.'));
  const isWider =
    before.audience === 'AzureADMyOrg' && after.audience !== undefined && after.audience !== before.audience;
  if (isWider && after.ownership === 'own') {
    changes.push(worse('audience-widened', 'medium', `Other tenants can use it now (\`${after.audience}\`).`));
  }
  return changes;
}

const KINDS = {
  'client-secret': { added: 'secret-added', removed: 'secret-removed', noun: 'client secret', usual: 'medium' },
  certificate: { added: 'certificate-added', removed: 'certificate-removed', noun: 'certificate', usual: 'low' },
} as const;

function keyChanges(before: Identity, after: Identity, { comparable, now }: ChangeContext): readonly ChangeOf[] {
  const section = { application: 'applications', 'service-principal': 'service-principals' } as const;
  const held = ({ keyCredentials }: Identity) =>
    new Map(
      keyCredentials
        .filter(({ purpose, origin }) => purpose === undefined && comparable.has(section[origin]))
        .map((credential) => [keyOf(credential), credential]),
    );
  const [old, current] = [held(before), held(after)];
  const tier = privilegesOf(after)[0]?.tier;
  const isPrivileged = tier === 'critical' || tier === 'high';
  return [
    ...[...current].flatMap(([key, credential]): ChangeOf[] => {
      if (old.has(key) || !isLive(credential, now)) return [];
      const { added, noun, usual } = KINDS[credential.kind];
      const where = credential.origin === 'service-principal' ? ' on its service principal' : '';
      const severity = isPrivileged && credential.kind === 'client-secret' ? 'high' : usual;
      return [worse(added, severity, `The ${noun} ${credentialName(credential)} was added${where}.`)];
    }),
    ...[...old].flatMap(([key, credential]): ChangeOf[] => {
      const { removed, noun } = KINDS[credential.kind];
      return current.has(key) ? [] : [better(removed, `The ${noun} ${credentialName(credential)} was removed.`)];
    }),
  ];
}

/** Graph allows a credential without an id. */
function keyOf({ keyId, kind, thumbprint, start, end, displayName }: KeyCredential): string {
  return keyId?.toLowerCase() ?? [kind, thumbprint, start, end, displayName].join(' ');
}

function trustChanges(before: Identity, after: Identity, { engine }: ChangeContext): readonly ChangeOf[] {
  const old = new Map(before.federatedCredentials.map((trust) => [trust.name, trust]));
  const changes: ChangeOf[] = [];
  for (const trust of after.federatedCredentials) {
    const earlier = old.get(trust.name);
    old.delete(trust.name);
    if (!earlier) {
      const severity = severityOf(trust, engine);
      changes.push(
        worse('trust-added', severity, `The federated credential "${trust.name}" was added: ${trustText(trust)}.`),
      );
    } else if (trustText(earlier) !== trustText(trust)) {
      changes.push(changedTrust(earlier, trust, engine));
    }
  }
  for (const { name } of old.values())
    changes.push(better('trust-removed', `The federated credential "${name}" was removed.`));
  return changes;
}

function changedTrust(before: FederatedTrust, after: FederatedTrust, engine: TrustJudge): ChangeOf {
  const step = compareSeverity(severityOf(before, engine), severityOf(after, engine));
  const text = `The federated credential "${after.name}" trusts ${trustText(after)} instead of ${trustText(before)}`;
  if (step > 0) return worse('trust-broadened', severityOf(after, engine), `${text}, which is broader.`);
  return step < 0 ? better('trust-narrowed', `${text}, which is narrower.`) : worse('trust-changed', 'low', `${text}.`);
}

function severityOf(trust: FederatedTrust, engine: TrustJudge): AssessmentSeverity {
  const severity = engine.judge(trust).breadth[0]?.severity;
  return severity === undefined || severity === 'info' ? 'low' : severity;
}

function trustText({ issuer, subject, expression, audiences }: FederatedTrust): string {
  const usual = audiences.length === 1 && audiences[0]?.startsWith('api://AzureADTokenExchange');
  const audience = usual ? '' : ` for \`${audiences.join(', ')}\``;
  return `\`${subject ?? expression ?? ''}\` of \`${issuer}\`${audience}`;
}

function missing(from: readonly Owner[], to: readonly Owner[]): readonly Owner[] {
  return from.filter(({ objectId }) => !to.some((other) => other.objectId === objectId));
}

function name({ displayName, objectId }: Owner): string {
  return displayName ?? objectId;
}

function sponsorChanges(before: readonly Owner[], after: readonly Owner[]): readonly ChangeOf[] {
  const isLast = after.length === 0;
  const rest = isLast ? ', and nobody does' : '';
  return [
    ...missing(before, after).map((sponsor) =>
      worse('sponsor-lost', isLast ? 'medium' : 'low', `${name(sponsor)} no longer sponsors this agent${rest}.`),
    ),
    ...missing(after, before).map((sponsor) => neutral('sponsor-added', `${name(sponsor)} sponsors this agent now.`)),
  ];
}

/** Of instances that there can be. */
function lockChanges(
  { instanceLock: before }: Identity,
  { instanceLock: after, audience }: Identity,
): readonly ChangeOf[] {
  if (before === undefined || after === undefined || before === after || audience === 'AzureADMyOrg') return [];
  return INSTANCE_LOCKS.indexOf(after) > INSTANCE_LOCKS.indexOf(before)
    ? [worse('instance-unlocked', 'medium', 'Properties of its instances in other tenants are no longer locked.')]
    : [better('instance-locked', 'More properties of its instances in other tenants are locked.')];
}

function ownerChanges(before: readonly Owner[], after: readonly Owner[]): readonly ChangeOf[] {
  const isLast = after.length === 0;
  return [
    ...missing(before, after).map((owner) =>
      worse(
        'owner-lost',
        isLast ? 'medium' : 'low',
        `${name(owner)} no longer owns it${isLast ? ', and nobody does' : ''}.`,
      ),
    ),
    ...missing(after, before).map((owner) =>
      owner.userPrincipalName?.toUpperCase().includes('#EXT#')
        ? worse('owner-added', 'medium', `The guest ${name(owner)} owns it now.`)
        : neutral('owner-added', `${name(owner)} owns it now.`),
    ),
  ];
}

const PRIVILEGE_SECTIONS = {
  'directory-role': 'directory-roles',
  'application-permission': 'application-permissions',
  'azure-role': 'azure-roles',
} as const;

function privilegeChanges(before: Identity, after: Identity, { comparable }: ChangeContext): readonly ChangeOf[] {
  const held = (identity: Identity) =>
    new Map(
      privilegesOf(identity)
        .filter(({ kind }) => comparable.has(PRIVILEGE_SECTIONS[kind]))
        .map((privilege) => [privilegeKey(privilege), privilege]),
    );
  const [old, current] = [held(before), held(after)];
  return [
    ...[...current].flatMap(([key, privilege]) =>
      old.has(key) ? [] : [worse('privilege-added', privilege.tier, `It may use ${privilegeText(privilege)} now.`)],
    ),
    ...[...old].flatMap(([key, privilege]) =>
      current.has(key) ? [] : [better('privilege-removed', `It may no longer use ${privilegeText(privilege)}.`)],
    ),
  ];
}

function privilegeKey({ kind, name, scope, isEligible }: Privilege): string {
  return [kind, name, scope?.toLowerCase(), isEligible].join('\n');
}

function riskChanges(before: Identity, after: Identity): readonly ChangeOf[] {
  const [was, is] = [isRisky(before.risk), isRisky(after.risk)];
  if (was === is) return [];
  return is
    ? [worse('risk-found', 'high', `Entra calls it at risk (${after.risk?.level ?? 'unknown'}).`)]
    : [better('risk-ended', 'Entra no longer calls it at risk.')];
}
