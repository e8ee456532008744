import * as vscode from 'vscode';
import type { SectionName } from '../../../tenant/model/section.ts';
import type { IdentityFilter } from '../../../tenant/store/query.ts';
import type { IdentitySummary } from '../../../tenant/store/summary.ts';
import { CONCERNS, type Concern, type Tally, tallyAttention, tallyText } from '../../infrastructure/tenant/concerns.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { groupIcon, groupName } from './group-names.ts';
import { IdentityNode, type TreeContext } from './identity-node.ts';
import { type InventoryNode, PlainNode } from './node.ts';
import { problemNode } from './problem-node.ts';
import type { ViewOptions } from './view-state.ts';

/** Rows that a group shows at first, and that each "load more" adds. */
const PAGE = 200;

/** The concerns that a group counts, by the filter that finds them. */
const COUNTED: { readonly [Name in Concern]?: IdentityFilter } = {
  risky: { risky: true },
  expired: { expired: true },
  expiring: { expiring: true },
};

/** Sections without which there is nothing to show: their problems stand at the top. */
const ESSENTIAL: readonly SectionName[] = ['applications', 'service-principals'];

/** The rows of the view "Workload Identities". Loaded with the first tenant. */
export class InventoryTree {
  readonly #session: TenantSession;
  readonly #pages = new Map<string, number>();
  readonly #usesOf: TreeContext['usesOf'];
  readonly #jobsOf: TreeContext['jobsOf'];
  /** What was asked for last: its row is in its group, however far down the page it would be. */
  #revealed: string | undefined;

  constructor(session: TenantSession, usesOf: TreeContext['usesOf'], jobsOf: TreeContext['jobsOf']) {
    this.#session = session;
    this.#usesOf = usesOf;
    this.#jobsOf = jobsOf;
  }

  roots(options: ViewOptions): readonly InventoryNode[] {
    const context = this.#context;
    if (!context) return [];
    const { source, now } = context;
    const problems = ESSENTIAL.flatMap((section) => {
      const problem = source.sections[section]?.problem;
      return problem ? [problemNode(undefined, 'root', section, problem)] : [];
    });
    const subscriptions = source.header?.subscriptions ?? [];
    const concerns = this.#concernsOf(options, context);
    const groups = source.groups(options.grouping, { ...options.filter, now }).map(({ key, count }): PlainNode => {
      const concern = concerns(key);
      const state = tallyText(concern);
      const id = `group:${options.grouping}:${key}`;
      const label = groupName(options.grouping, key, subscriptions);
      const node: PlainNode = new PlainNode(undefined, id, {
        label,
        description: [count.toLocaleString(), state].filter((part) => part !== '').join(' · '),
        icon: groupIcon(options.grouping, key),
        attention: tallyAttention(concern),
        context: 'group',
        accessibility: [
          label,
          count === 1 ? vscode.l10n.t('1 identity') : vscode.l10n.t('{0} identities', count),
          state,
        ]
          .filter((part) => part !== '')
          .join(', '),
        children: () => this.#identities(node, key, options, context),
      });
      return node;
    });
    return [...problems, ...groups];
  }

  /** Shows another page of a group. */
  loadMore(groupId: string): void {
    this.#pages.set(groupId, (this.#pages.get(groupId) ?? 1) + 1);
  }

  resolve(node: InventoryNode, item: vscode.TreeItem): vscode.TreeItem {
    const context = this.#context;
    if (context && node instanceof IdentityNode) {
      const tooltip = node.tooltip(context);
      if (tooltip) item.tooltip = tooltip;
    }
    return item;
  }

  /** The row of an identity, for those who want to show it; it is found in the grouping of the moment. */
  find(clientId: string, options: ViewOptions): InventoryNode | undefined {
    const context = this.#context;
    const summary = context?.source.summary(clientId);
    if (!context || !summary) return undefined;
    this.#revealed = summary.clientId;
    for (const group of this.roots(options)) {
      if (!(group instanceof PlainNode) || group.options.context !== 'group') continue;
      const [, by, key] = /^group:([^:]+):(.*)$/s.exec(group.id) ?? [];
      if (by !== options.grouping || key === undefined) continue;
      const isHere = this.#inGroup(summary.clientId, key, options, context).length > 0;
      if (isHere) return new IdentityNode(group, summary, context);
    }
    return undefined;
  }

  get #context(): TreeContext | undefined {
    const { source, now } = this.#session;
    return source && { source, now, usesOf: this.#usesOf, jobsOf: this.#jobsOf };
  }

  /** How many identities of each group have which concern: three more questions, however many groups there are. */
  #concernsOf({ grouping, filter }: ViewOptions, { source, now }: TreeContext): (key: string) => Tally {
    const counts = new Map<Concern, ReadonlyMap<string, number>>();
    for (const concern of CONCERNS) {
      const narrowed = COUNTED[concern];
      if (!narrowed) continue;
      const groups = source.groups(grouping, { ...filter, ...narrowed, now });
      counts.set(concern, new Map(groups.map(({ key, count }) => [key, count])));
    }
    return (key) => Object.fromEntries([...counts].map(([concern, of]) => [concern, of.get(key) ?? 0]));
  }

  #identities(group: PlainNode, key: string, options: ViewOptions, context: TreeContext): InventoryNode[] {
    const limit = PAGE * (this.#pages.get(group.id) ?? 1);
    const { rows, total } = context.source.query({
      ...options.filter,
      group: { by: options.grouping, key },
      sort: options.sorting,
      limit,
      now: context.now,
    });
    const shown = rows.length < total ? this.#withRevealed(rows, key, options, context) : rows;
    const nodes: InventoryNode[] = shown.map((summary) => new IdentityNode(group, summary, context));
    if (rows.length < total) {
      nodes.push(
        new PlainNode(group, `${group.id}/more`, {
          label: vscode.l10n.t('Load More'),
          description: vscode.l10n.t('{0} of {1}', rows.length.toLocaleString(), total.toLocaleString()),
          icon: 'ellipsis',
          context: 'more',
          command: {
            command: 'keyless.inventory.loadMore',
            title: vscode.l10n.t('Load More'),
            arguments: [group.id],
          },
        }),
      );
    }
    return nodes;
  }

  #withRevealed(
    rows: readonly IdentitySummary[],
    key: string,
    options: ViewOptions,
    context: TreeContext,
  ): readonly IdentitySummary[] {
    const clientId = this.#revealed;
    if (clientId === undefined || rows.some((row) => row.clientId === clientId)) return rows;
    return [...this.#inGroup(clientId, key, options, context), ...rows];
  }

  #inGroup(clientId: string, key: string, { filter, grouping }: ViewOptions, { source, now }: TreeContext) {
    return source.query({ ...filter, clientIds: [clientId], group: { by: grouping, key }, now }).rows;
  }
}
