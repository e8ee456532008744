import type { FederatedCredential } from '../credential.ts';
import { commonPrefix } from '../pattern-set/prefix.ts';
import { automatonOf } from '../subject-set.ts';
import type { TokenSubject } from '../token-subject.ts';
import { matchPrepared } from './matches.ts';
import { type PreparedCredential, prepareCredential } from './prepared-credential.ts';
import type { Match } from './verdict.ts';

export interface IndexedMatch<Key> {
  /** What the credential was added with. */
  readonly key: Key;
  readonly match: Match;
}

interface Entry<Key> {
  readonly key: Key;
  readonly prepared: PreparedCredential;
  /** What every subject that matches begins with. */
  readonly prefix: string;
}

/**
 * Many credentials, asked which of them accept tokens of a workload. Only those whose subjects can begin like the
 * workload's are looked at, so that thousands of credentials cost little more than the few that concern it.
 */
export class MatchIndex<Key> {
  readonly #byIssuer = new Map<string, readonly Entry<Key>[]>();

  constructor(credentials: Iterable<readonly [Key, FederatedCredential]>) {
    const byIssuer = new Map<string, Entry<Key>[]>();
    for (const [key, credential] of credentials) {
      const prepared = prepareCredential(credential);
      if (!prepared) continue;
      const { exactSubject, issuer } = prepared;
      const prefix = exactSubject ?? (prepared.subject ? commonPrefix(prepared.subject) : '');
      const entry = { key, prepared, prefix };
      const entries = byIssuer.get(issuer);
      if (entries) entries.push(entry);
      else byIssuer.set(issuer, [entry]);
    }
    for (const [issuer, entries] of byIssuer) {
      this.#byIssuer.set(
        issuer,
        entries.sort((a, b) => compare(a.prefix, b.prefix)),
      );
    }
  }

  /** The credentials that accept some or all of the tokens. */
  matching(subjects: readonly TokenSubject[]): readonly IndexedMatch<Key>[] {
    const candidates = new Set<Entry<Key>>();
    for (const token of subjects) {
      const entries = this.#byIssuer.get(token.issuer) ?? [];
      const prefix = commonPrefix(automatonOf(token.subject));
      for (const entry of startingLike(entries, prefix)) candidates.add(entry);
    }
    const found: IndexedMatch<Key>[] = [];
    for (const { key, prepared } of candidates) {
      const match = matchPrepared(prepared, subjects);
      if (match && match.verdict !== 'never') found.push({ key, match });
    }
    return found;
  }
}

/** The entries whose prefix begins with the text or the other way round. */
function* startingLike<Key>(entries: readonly Entry<Key>[], text: string): Generator<Entry<Key>> {
  for (let length = 0; length < text.length; length++) yield* withPrefix(entries, text.slice(0, length), true);
  yield* withPrefix(entries, text, false);
}

function* withPrefix<Key>(entries: readonly Entry<Key>[], prefix: string, isWhole: boolean): Generator<Entry<Key>> {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(entries[middle]?.prefix ?? '', prefix) < 0) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry || !(isWhole ? entry.prefix === prefix : entry.prefix.startsWith(prefix))) return;
    yield entry;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
