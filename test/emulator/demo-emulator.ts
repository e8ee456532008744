import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import type { GraphVersion } from './graph/operations.ts';
import { OpenApiValidator } from './openapi-validator.ts';
import { type Emulator, startEmulator } from './start.ts';

/** The tenant that these tests are about. */
export const demo = parseSnapshot(readFileSync(new URL('../../media/demo-tenant.json', import.meta.url), 'utf8'));
export const validators = { 'v1.0': new OpenApiValidator('v1.0'), beta: new OpenApiValidator('beta') };
/** An id that nothing has. */
export const NEVER = '00000000-0000-0000-0000-00000000dead';

export function identityCalled(name: string, kind = 'application') {
  const found = demo.identities.find((each) => each.displayName === name && each.kind === kind);
  if (!found) throw new Error(`The demo tenant has no ${kind} called ${name}.`);
  return found;
}

export interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly version?: GraphVersion;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look at is said by their expectations
  readonly body: any;
}

/** An emulator of the demo tenant for the tests of a file, and the ways to call it. */
export class DemoEmulator {
  #emulator: Emulator | undefined;

  constructor() {
    beforeAll(async () => {
      this.#emulator = await startEmulator({ tenant: demo, isThrottling: false });
    });
    beforeEach(() => {
      this.get.faults.clear();
      this.get.consent(undefined);
    });
    afterAll(() => this.get.stop());
  }

  get get(): Emulator {
    if (!this.#emulator) throw new Error('The emulator is started before the first test.');
    return this.#emulator;
  }

  readonly graph = async (path: string, { version = 'v1.0', ...sent }: Sent = {}): Promise<Answer> =>
    this.#send(`/${version}${path}`, 'https://graph.microsoft.com/.default', sent);

  readonly arm = async (path: string, sent: Sent = {}): Promise<Answer> =>
    this.#send(path, 'https://management.azure.com/.default', sent);

  async #send(path: string, scope: string, { method = 'GET', body, headers = {} }: Sent): Promise<Answer> {
    const response = await fetch(`${this.get.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.get.token([scope])}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = text !== '' && (response.headers.get('content-type')?.includes('json') ?? false);
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}
