import { badRequest } from '../odata/error.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

const LIMIT = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

/** `$batch`: parts are answered on their own, each with a status of its own. @throws GraphFailure for a malformed batch */
export function batch(request: GraphRequest, serve: (part: GraphRequest) => GraphAnswer): GraphAnswer {
  const parts = partsOf(request.body);
  const statuses = new Map<string, number>();
  const responses = parts.map((part) => {
    const failed = part.dependsOn?.some((id) => (statuses.get(id) ?? 424) >= 400) ?? false;
    const answer: GraphAnswer = failed ? FAILED_DEPENDENCY : serve(partRequest(request, part));
    statuses.set(part.id, answer.status);
    const text = answer.body?.['@text'];
    return {
      id: part.id,
      status: answer.status,
      headers: {
        ...answer.headers,
        ...(answer.body && text === undefined ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(answer.body ? { body: text ?? answer.body } : {}),
    };
  });
  // The order of the answers is not that of the requests.
  return { status: 200, body: { responses: responses.reverse() } };
}

const FAILED_DEPENDENCY: GraphAnswer = {
  status: 424,
  body: { error: { code: 'FailedDependency', message: 'A request that this request depends on failed.' } },
};

function partsOf(body: unknown): readonly Part[] {
  const { requests } = (typeof body === 'object' && body !== null ? body : {}) as { requests?: unknown };
  if (!Array.isArray(requests) || requests.length === 0)
    throw badRequest('Invalid batch payload format.', 'BadRequest');
  if (requests.length > LIMIT)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${LIMIT}.`, 'BadRequest');
  const parts = requests as readonly Part[];
  const ids = new Set(parts.map(({ id }) => id));
  if (ids.size !== parts.length) throw badRequest('The batch has requests with the same id.', 'BadRequest');
  for (const part of parts) {
    const isSound = typeof part.id === 'string' && typeof part.method === 'string' && typeof part.url === 'string';
    const hasType = Object.keys(part.headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
    if (!isSound || (part.body !== undefined && !hasType))
      throw badRequest('Invalid batch payload format.', 'BadRequest');
    if (part.dependsOn?.some((id) => !ids.has(id)))
      throw badRequest('dependsOn names a request that is not there.', 'BadRequest');
    if (/\$batch/.test(part.url)) throw badRequest('Batches cannot be nested.', 'BadRequest');
  }
  return parts;
}

function partRequest(whole: GraphRequest, part: Part): GraphRequest {
  const url = new URL(part.url.startsWith('/') ? part.url : `/${part.url}`, 'http://part');
  return {
    ...whole,
    method: part.method.toUpperCase(),
    path: url.pathname.replaceAll('%24', '$'),
    parameters: url.searchParams,
    headers: Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    body: part.body,
  };
}
