/** As much of `fetch` as is used, so that tests can put a server of their own behind it. */
export type Fetch = (url: string, init: { headers: Record<string, string>; signal: AbortSignal }) => Promise<Response>;

export interface GitHubAccess {
  /** Without a slash at its end: see `apiOf`. */
  readonly api: string;
  readonly token: string;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
}

/** `status` is undefined where nobody answered, or with something that is no JSON. */
export type Answer =
  | { readonly kind: 'found'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number | undefined };

const TIMEOUT_MILLISECONDS = 15_000;
/** More than anybody has: 3,000 variables. What is longer counts as not read. */
const MAX_PAGES = 100;

/** The REST API of a host (GitHub docs, "Getting started with the REST API" of each product). */
export function apiOf(host: string): string {
  if (host === 'github.com') return 'https://api.github.com';
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `https://${host}/api/v3`;
}

/** Reads from GitHub's REST API. It sends GET requests to one address only, and follows no links of an answer. */
export class GitHubClient {
  readonly #access: GitHubAccess;

  constructor(access: GitHubAccess) {
    this.#access = access;
  }

  /** @param path begins with a slash */
  async get(path: string): Promise<Answer> {
    const { api, token, fetch, signal } = this.#access;
    try {
      const response = await fetch(`${api}${path}`, {
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'x-github-api-version': '2022-11-28',
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
      });
      if (response.status !== 200) return { kind: 'refused', status: response.status };
      return { kind: 'found', body: await response.json() };
    } catch {
      return { kind: 'refused', status: undefined };
    }
  }

  /**
   * The members of a list that comes in pages, as `{ total_count, [member]: [...] }`. Undefined unless all were read:
   * from a part nothing follows about what is missing.
   * @param perPage at most what GitHub allows for this list
   */
  async list(path: string, member: string, perPage: number): Promise<readonly unknown[] | undefined> {
    const items: unknown[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const answer = await this.get(`${path}?per_page=${perPage}&page=${page}`);
      const body = answer.kind === 'found' ? fieldsOf(answer.body) : {};
      const { [member]: found, total_count: total } = body;
      if (!Array.isArray(found) || typeof total !== 'number') return undefined;
      items.push(...found);
      if (items.length >= total) return items;
      if (found.length === 0) return undefined;
    }
    return undefined;
  }
}

/** The members of an object; none of anything else. */
export function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
