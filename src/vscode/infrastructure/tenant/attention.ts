import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { IdentityFilter } from '../../../tenant/store/query.ts';

/** How many of the tenant's own identities need somebody's attention. */
export interface Attention {
  readonly expired: number;
  readonly expiring: number;
  /** With the one or the other: an identity that has both is one. */
  readonly total: number;
}

/** Credentials expire although nothing is read: a count is good for this long. */
const GOOD_MILLISECONDS = 60_000;

/** Counts once for all who ask, until the source changes: in a large tenant, counting takes its time. */
export class AttentionCount {
  #counted: { readonly source: InventorySource; readonly at: number; readonly attention: Attention } | undefined;

  /** @param now milliseconds since 1970 */
  of(source: InventorySource, now: number): Attention {
    const known = this.#counted;
    if (known?.source === source && Math.abs(now - known.at) < GOOD_MILLISECONDS) return known.attention;
    const attention = count(source, now);
    this.#counted = { source, at: now, attention };
    return attention;
  }

  /** The source holds something else now, or is closed. */
  clear(): void {
    this.#counted = undefined;
  }
}

function count(source: InventorySource, now: number): Attention {
  const having = (filter: IdentityFilter) => source.query({ ...filter, ownership: ['own'], now, limit: 1 }).total;
  const expired = having({ expired: true });
  const expiring = having({ expiring: true });
  const both = expired === 0 || expiring === 0 ? 0 : having({ expired: true, expiring: true });
  return { expired, expiring, total: expired + expiring - both };
}
