import type { TokenClaims } from '../login/access-token.ts';
import type { EmulatorState } from '../state.ts';
import type { GraphVersion, Operations } from './operations.ts';

/** A request to Graph, or one part of a batch. */
export interface GraphRequest {
  readonly method: string;
  readonly version: GraphVersion;
  /** After the version: `/applications/delta`. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly claims: TokenClaims;
  /** `http://127.0.0.1:1234`, for links. */
  readonly base: string;
}

/** What a handler works with. */
export interface GraphCall {
  readonly request: GraphRequest;
  /** Values of the path parameters, in order. */
  readonly values: readonly string[];
  readonly state: EmulatorState;
  readonly operations: Operations;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent for 204. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export type GraphHandler = (call: GraphCall) => GraphAnswer;

export const NO_CONTENT: GraphAnswer = { status: 204 };

export function ok(call: GraphCall, type: string, body: Readonly<Record<string, unknown>>, status = 200): GraphAnswer {
  const { base, version } = call.request;
  return { status, body: { '@odata.context': `${base}/${version}/$metadata#${type}/$entity`, ...body } };
}

/** The body of a request as an object. Everything in it is still to be checked. */
export function bodyOf({ request }: GraphCall): Readonly<Record<string, unknown>> {
  const { body } = request;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** The first path parameter. */
export function firstOf({ values }: GraphCall): string {
  return values[0] ?? '';
}
