import type { GraphClient } from '../graph/client.ts';
import type { Owner } from '../model/access.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { Fact } from '../store/facts.ts';
import { ownersOf } from './graph-facts.ts';
import { idOf, type Raw } from './raw.ts';
import type { Walk } from './walk.ts';

/** The kinds of agents, each a type of another collection. Source: Graph docs, "List agentIdentity sponsors" and its like. */
const AGENTS = [
  '/applications/microsoft.graph.agentIdentityBlueprint',
  '/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal',
  '/servicePrincipals/microsoft.graph.agentIdentity',
] as const;

const EXPAND = '&$expand=sponsors';
const WHAT = 'the sponsors of agents';

/** Who answers for agents: with the agents where Graph takes `$expand`, else in a batch for each page of agents. */
export function sponsorWalk(graph: GraphClient, signal: AbortSignal | undefined): Walk<'sponsors'> {
  const call = { what: WHAT, signal };
  return {
    section: 'sponsors',
    starts: async () => AGENTS.map((agents) => `${agents}?$select=id${EXPAND}`),
    async page(place) {
      try {
        const { value, nextLink } = await graph.page(place, call);
        return { facts: await sponsorFacts(graph, place, value, signal), next: nextLink };
      } catch (error) {
        const isRefused = error instanceof ServiceFailure && ['rejected', 'not-found'].includes(error.kind);
        if (!isRefused || !place.startsWith('/')) throw error;
        // A cloud that does not know agents either way has none.
        return { facts: [], next: place.endsWith(EXPAND) ? place.slice(0, -EXPAND.length) : undefined };
      }
    },
  };
}

async function sponsorFacts(
  graph: GraphClient,
  place: string,
  items: readonly unknown[],
  signal: AbortSignal | undefined,
): Promise<Fact<'sponsors'>[]> {
  const agents = items.flatMap((item) => {
    const { id, sponsors } = (item ?? {}) as Raw;
    const agentId = idOf(id);
    return agentId === undefined ? [] : [{ id: agentId, sponsors }];
  });
  const isExpanded = agents.every(({ sponsors }) => Array.isArray(sponsors));
  const ids = agents.map(({ id }) => id);
  const found = isExpanded
    ? agents.map(({ sponsors }) => ownersOf(sponsors))
    : await askedFor(graph, place, ids, signal);
  return ids.flatMap((id, index): Fact<'sponsors'>[] => {
    const value = found[index] ?? [];
    return value.length === 0 ? [] : [{ id, owner: id, value }];
  });
}

async function askedFor(
  graph: GraphClient,
  place: string,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Owner[])[]> {
  const agents = AGENTS.find((each) => new RegExp(`${each}(?:[?/(]|$)`, 'i').test(place)) ?? AGENTS[2];
  const [, collection, type] = agents.split('/');
  const path = `${type}/sponsors?$select=id,displayName,userPrincipalName`;
  const answers = await graph.batch(
    ids.map((id) => ({ what: WHAT, url: `/${collection}/${id}/${path}` })),
    { what: WHAT, signal },
  );
  return answers.map((answer) => {
    if ('body' in answer) return ownersOf((answer.body as Raw | null)?.['value']);
    // One that was deleted in the meantime is no failure of the reading.
    if (answer.failure.kind === 'not-found') return [];
    throw answer.failure;
  });
}
