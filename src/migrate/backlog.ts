import { type Privilege, privilegesOf } from '../tenant/assessment/privilege.ts';
import { type AssessmentSeverity, compareSeverity } from '../tenant/assessment/severity.ts';
import type { Identity } from '../tenant/model/identity.ts';
import type { InventorySource } from '../tenant/store/inventory-source.ts';
import { decide } from './decision.ts';
import { callersOf } from './evidence/callers.ts';
import { isLiveSecret, keyUses } from './evidence/keys.ts';
import type { KeyUse, Way } from './plan.ts';
import { QUIET_DAYS } from './quiet-days.ts';
import { documentsOf, type PlanSources } from './sources.ts';

/** An identity with client secrets, and what it takes to be rid of them. */
export interface BacklogItem {
  readonly clientId: string;
  readonly displayName: string;
  /** What whoever gets hold of a secret could do. */
  readonly risk: AssessmentSeverity;
  /** The worst of it: `Owner on /subscriptions/...`. */
  readonly privilege: string | undefined;
  readonly way: Way;
  /** 1: nobody has to change anything; 5: nobody knows yet who has to. */
  readonly effort: number;
  /** How many that have not expired. */
  readonly secrets: number;
  /** Whether somebody signs in with one of them: `used` where one is, `unknown` where that of one is not known. */
  readonly use: Exclude<KeyUse['use'], 'expired'>;
  /** Last sign-in with one of them, ISO 8601. */
  readonly lastUsed: string | undefined;
  /** Places in the workspace that sign in with one. */
  readonly callers: readonly string[];
}

export interface BacklogSources {
  readonly inventory: InventorySource;
  readonly now: Date;
  /** The code that is looked at; none where the tenant is all there is. */
  readonly folders: readonly PlanSources[];
}

/** The identities that have client secrets: the most dangerous first, among equals the easiest. */
export function backlog(sources: PlanSources, quietDays = QUIET_DAYS): readonly BacklogItem[] {
  const { inventory, now } = sources;
  return [...backlogItems({ inventory, now, folders: [sources] }, quietDays)]
    .filter((item) => item !== undefined)
    .sort(compareItems);
}

/** The most dangerous first, among equals the easiest. */
export function compareItems(a: BacklogItem, b: BacklogItem): number {
  return (
    compareSeverity(a.risk, b.risk) ||
    a.effort - b.effort ||
    (a.displayName < b.displayName ? -1 : a.displayName > b.displayName ? 1 : 0) ||
    (a.clientId < b.clientId ? -1 : 1)
  );
}

/**
 * The same in no order, one at a time, for whoever must not hold up others: undefined for an identity without a secret that
 * can be used. The code is searched once for ids, and looked into only for those that are there.
 */
export function* backlogItems(
  { inventory, now, folders }: BacklogSources,
  quietDays = QUIET_DAYS,
): Generator<BacklogItem | undefined> {
  const asOf = Date.parse(inventory.header?.asOf ?? now.toISOString());
  const { sections } = inventory;
  const searched = folders.map((sources) => ({ sources, ids: idsIn(sources) }));
  // One by one: a query gives all rows at once, which takes half a second where there are 100,000.
  for (const identity of inventory.identities()) {
    const { clientId, ownership, keyCredentials } = identity;
    const mayHave = ownership !== 'microsoft' && keyCredentials.some(({ kind }) => kind === 'client-secret');
    const keys = mayHave ? keyUses(identity, sections, asOf, quietDays) : [];
    if (!keys.some(isLiveSecret)) {
      yield undefined;
      continue;
    }
    const callers = searched
      .filter(({ ids }) => ids.has(clientId))
      .flatMap(({ sources }) => callersOf(clientId, [], sources))
      .map(({ caller }) => caller)
      .filter(({ method }) => method === 'secret');
    yield itemOf(identity, keys, callers);
  }
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;

/** Every id that code or configuration names, lower case: what is not there has no caller. */
function idsIn({ workspace, configuration }: PlanSources): ReadonlySet<string> {
  const texts = [...documentsOf(workspace).map(({ source }) => source.text), JSON.stringify(configuration.repository)];
  return new Set(texts.flatMap((text) => text.match(GUID) ?? []).map((id) => id.toLowerCase()));
}

function itemOf(
  identity: Identity,
  keys: readonly KeyUse[],
  callers: Parameters<typeof decide>[1]['callers'],
): BacklogItem {
  const secrets = keys.filter(isLiveSecret);
  const { way } = decide(
    identity,
    { keys, signIns: [], callers, places: [], hosts: [], access: [], gaps: [] },
    undefined,
  );
  const [worst] = privilegesOf(identity);
  return {
    clientId: identity.clientId,
    displayName: identity.displayName,
    risk: worst?.tier ?? 'low',
    privilege: worst && privilegeText(worst),
    way,
    effort: EFFORT[way],
    secrets: secrets.length,
    use: USES.find((use) => secrets.some((each) => each.use === use)) ?? 'unknown',
    lastUsed: secrets
      .flatMap(({ lastUsed }) => lastUsed ?? [])
      .sort()
      .at(-1),
    callers: callers.map(({ path, line }) => `${path}:${line}`),
  };
}

const USES = ['used', 'unknown', 'unused'] as const;

const EFFORT: Readonly<Record<Way, number>> = {
  nothing: 1,
  delete: 1,
  federation: 2,
  'managed-identity': 3,
  'managed-identity-as-credential': 4,
  certificate: 4,
  'ask-owner': 5,
};

function privilegeText({ kind, name, scope }: Privilege): string {
  if (kind === 'directory-role' && scope === '/') return `${name} in the directory`;
  return scope === undefined ? name : `${name} on ${scope}`;
}
