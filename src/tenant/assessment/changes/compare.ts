import type { Identity } from '../../model/identity.ts';
import type { Inventory } from '../../model/inventory.ts';
import { SECTIONS, type SectionName } from '../../model/section.ts';
import { gapOf } from '../gaps.ts';
import { compareSeverity } from '../severity.ts';
import { TrustJudge } from '../trust-judge.ts';
import type { Change, ChangeOf, Comparison } from './change.ts';
import { identityChanges, newIdentity } from './identity-changes.ts';
import { policyChanges } from './policy-changes.ts';

/** What has changed from one inventory of a tenant to a later one. */
export function compareInventories(before: Inventory, after: Inventory): Comparison {
  const isComparable = (section: SectionName) =>
    gapOf([section], before.sections) === undefined && gapOf([section], after.sections) === undefined;
  const comparable = new Set(SECTIONS.filter(isComparable));
  const engine = new TrustJudge();
  const now = Date.parse(after.asOf);
  const old = byClientId(before.identities);
  const changes: Change[] = policyChanges(before.policies, after.policies, comparable).map((change) => ({
    ...change,
    clientId: undefined,
    displayName: after.tenant.displayName ?? after.tenant.id,
  }));
  const add = ({ clientId, displayName }: Identity, found: readonly ChangeOf[]) => {
    for (const change of found) changes.push({ ...change, clientId, displayName });
  };
  for (const identity of after.identities) {
    const clientId = identity.clientId.toLowerCase();
    const earlier = old.get(clientId);
    old.delete(clientId);
    if (earlier) add(identity, identityChanges(earlier, identity, { comparable, engine, now }));
    else if (comparable.has(sectionOf(identity))) add(identity, newIdentity(identity, { comparable, engine, now }));
  }
  for (const identity of old.values()) {
    if (!comparable.has(sectionOf(identity))) continue;
    add(identity, [{ kind: 'identity-removed', effect: 'better', severity: undefined, message: 'It is gone.' }]);
  }
  const uncompared = SECTIONS.filter((section) => !comparable.has(section));
  return { changes: changes.sort(compareChanges), uncompared };
}

function byClientId(identities: readonly Identity[]): Map<string, Identity> {
  return new Map(identities.map((identity) => [identity.clientId.toLowerCase(), identity]));
}

/** The part without which it would be missing although it exists. */
function sectionOf({ kind }: Identity): SectionName {
  return kind === 'application' ? 'applications' : 'service-principals';
}

const EFFECTS: readonly Change['effect'][] = ['worse', 'neutral', 'better'];

function compareChanges(a: Change, b: Change): number {
  return (
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    (a.severity && b.severity ? compareSeverity(a.severity, b.severity) : 0) ||
    compareText(a.displayName, b.displayName) ||
    compareText(a.clientId ?? '', b.clientId ?? '') ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
