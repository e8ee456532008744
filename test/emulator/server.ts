import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ArmService } from './arm/service.ts';
import { type ControlAnswer, control } from './control.ts';
import type { Fault } from './faults.ts';
import { GraphService } from './graph/service.ts';
import { LoginService } from './login/service.ts';
import type { EmulatorState } from './state.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | string;
  readonly fault?: Fault | undefined;
}

const MAX_BODY = 4_000_000;

/** One service for everything: Graph under `/v1.0` and `/beta`, sign-in under `/{tenant}/...`, Azure under the rest. */
export class EmulatorServer {
  readonly login: LoginService;
  readonly #state: EmulatorState;
  readonly #graph: GraphService;
  readonly #arm: ArmService;
  readonly #server: Server;

  constructor(state: EmulatorState) {
    this.#state = state;
    this.#graph = new GraphService(state);
    this.#arm = new ArmService(state);
    this.login = new LoginService(state);
    this.#server = createServer((request, response) => {
      this.#respond(request, response).catch((error: unknown) => {
        response.writeHead(500, { 'Content-Type': 'application/json' });
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        response.end(JSON.stringify({ error: { code: 'EmulatorFailed', message } }));
      });
    });
  }

  /** @param port 0 for any that is free */
  async listen(port: number): Promise<number> {
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail);
      this.#server.listen(port, '127.0.0.1', done);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const path = url.pathname
      .replaceAll('%24', '$')
      .replaceAll('%27', "'")
      .replaceAll('%28', '(')
      .replaceAll('%29', ')');
    const answer = await this.#serve(request, url, path, text);
    const delay = path.startsWith('/control/') ? 0 : this.#state.behaviour.latencyMilliseconds;
    const fault = answer.fault;
    const wait = delay + (fault?.kind === 'delay' ? fault.milliseconds : 0);
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    if (!response.destroyed) send(response, answer);
  }

  async #serve(request: IncomingMessage, url: URL, path: string, text: string): Promise<Answer> {
    const method = request.method ?? 'GET';
    const base = originOf(request);
    if (path.startsWith('/control/')) {
      const answer: ControlAnswer = control(this.#state, this.login, method, path, url.searchParams, text);
      return answer;
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    );
    const common = { method, headers, parameters: url.searchParams, body: jsonOf(text) };
    const graph = /^\/(v1\.0|beta)(\/.*)$/.exec(path);
    if (graph?.[1] && graph[2]) {
      return this.#graph.serve({ ...common, version: graph[1] === 'beta' ? 'beta' : 'v1.0', path: graph[2], base });
    }
    if (LoginService.isFor(path)) {
      return this.login.serve({
        method,
        path,
        base,
        form: method === 'POST' ? new URLSearchParams(text) : url.searchParams,
      });
    }
    return this.#arm.serve({ ...common, path });
  }
}

/** The origin that the client sees, which differs where something stands in between. */
function originOf({ headers }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-proto'];
  const host = headers['x-forwarded-host'] ?? headers.host ?? '127.0.0.1';
  return `${typeof forwarded === 'string' ? forwarded : 'http'}://${String(host)}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('The request is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, headers = {}, body, fault }: Answer): void {
  if (fault?.kind === 'fail-after' && fault.status === 0) {
    response.destroy();
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const isText = typeof body === 'string' || '@text' in body;
  const type = isText ? {} : { 'Content-Type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers });
  if (fault?.kind === 'drop') {
    const text = Buffer.from(JSON.stringify(body));
    // Without a length the client cannot tell that something is missing but by the broken connection.
    response.write(text.subarray(0, Math.floor(text.length * (fault.share ?? 0.5))), () => response.destroy());
    return;
  }
  if (isText) response.end(typeof body === 'string' ? body : String(body['@text']));
  else writeJson(response, body);
}

/** A page is written object by object, so that no text as long as the page is built. */
function writeJson(response: ServerResponse, body: Readonly<Record<string, unknown>>): void {
  const { value, ...head } = body;
  if (!Array.isArray(value) || value.length < 50) {
    response.end(JSON.stringify(body));
    return;
  }
  const start = JSON.stringify(head).slice(0, -1);
  let chunk = `${start}${start.length > 1 ? ',' : ''}"value":[`;
  for (const [index, item] of value.entries()) {
    chunk += `${index === 0 ? '' : ','}${JSON.stringify(item)}`;
    if (chunk.length > 65_536) {
      response.write(chunk);
      chunk = '';
    }
  }
  response.end(`${chunk}]}`);
}
