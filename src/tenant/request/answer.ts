import { type FailureKind, failureKind, ServiceFailure } from './failure.ts';
import { BrokenJsonError, type ListBody, readListBody } from './json-list.ts';

/** The body of an error, from Graph or Azure Resource Manager. */
interface ErrorBody {
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly details?: unknown;
    readonly innerError?: { readonly 'request-id'?: unknown };
  };
}

/**
 * The body of an answer; undefined where it has none.
 * @throws BrokenJsonError where it ends too early, an error of `fetch` where the connection does
 */
export async function bodyOf(response: Response): Promise<unknown> {
  const source = await response.text();
  if (source === '') return undefined;
  try {
    return JSON.parse(source);
  } catch {
    throw new BrokenJsonError();
  }
}

/** The same of an answer with a list, whose items are parsed when they are gone through. */
export async function listBodyOf(response: Response, list: string): Promise<ListBody> {
  return readListBody(new Uint8Array(await response.arrayBuffer()), list);
}

/** What an answer that is none says, as a failure. Reads the body. */
export async function failureOf(response: Response, what: string): Promise<ServiceFailure> {
  const text = await response.text().catch(() => '');
  return failureFromBody(parsed(text), response.status, response.headers, what);
}

/** The same for a part of a batch, whose body is parsed already. */
export function failureFromBody(body: unknown, status: number, headers: Headers, what: string): ServiceFailure {
  const error = (body as ErrorBody | undefined)?.error ?? {};
  const code = text(error.code);
  const detail = text(error.message);
  const claims = claimsOf(headers);
  const kind: FailureKind = claims === undefined ? failureKind(status, code, detail) : 'sign-in';
  return new ServiceFailure({
    kind,
    what,
    status,
    code,
    detail,
    claims,
    requestId: text(error.innerError?.['request-id']) || headers.get('request-id') || undefined,
    retryAfterMilliseconds: retryAfter(headers),
  });
}

/** How long `Retry-After` asks to wait: seconds, also fractional ("2.128"), or a date. */
export function retryAfter(headers: Headers, now: number = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * The claims a `WWW-Authenticate` challenge asks for, as JSON. Several challenges may stand in one header.
 * Source: "Claims challenges, claims requests, and client capabilities", Microsoft identity platform.
 */
export function claimsOf(headers: Headers): string | undefined {
  const header = headers.get('www-authenticate');
  if (!header || !/error="?insufficient_claims"?/i.test(header)) return undefined;
  const encoded = /claims="([^"]+)"/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const base64 = encoded.replaceAll('-', '+').replaceAll('_', '/');
    const decoded = new TextDecoder().decode(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)));
    JSON.parse(decoded);
    return decoded;
  } catch {
    return undefined;
  }
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
