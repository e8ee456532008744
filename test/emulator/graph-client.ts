import { Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import type { Emulator } from './start.ts';

/** The client follows links to https only. */
const GRAPH = 'https://graph.keyless.test';

class Carrier implements Middleware {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers as Record<string, string> | undefined);
    headers.set('Authorization', `Bearer ${this.#token}`);
    headers.set('x-forwarded-proto', 'https');
    headers.set('x-forwarded-host', new URL(GRAPH).host);
    const url = String(context.request).replace(GRAPH, this.#url);
    context.response = await fetch(url, { ...(context.options as RequestInit), headers });
  }
}

/** The Graph client with the shortest chain: it signs requests and carries them to the emulator. */
export function graphClient(
  emulator: Emulator,
  scopes: readonly string[] = ['https://graph.microsoft.com/.default'],
): Client {
  const middleware = new Carrier(emulator.url, emulator.token(scopes));
  return Client.initWithMiddleware({ middleware, baseUrl: `${GRAPH}/` });
}
