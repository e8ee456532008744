import { randomUUID } from 'node:crypto';
import { type Fault, statusFailure } from '../faults.ts';
import { badRequest, GraphFailure } from '../odata/error.ts';
import { parseQuery } from '../odata/query.ts';
import type { EmulatorState } from '../state.ts';
import { authenticate, authorise, claimsChallenge, forbidden } from './access.ts';
import { batch } from './batch.ts';
import { CONDITIONAL_ACCESS } from './conditional-access.ts';
import { CREDENTIALS } from './credentials.ts';
import { resync } from './delta.ts';
import { FEDERATED } from './federated.ts';
import { checkLicence, licenceFailure } from './licence.ts';
import { Operations } from './operations.ts';
import { expiredPageToken } from './page.ts';
import { READS } from './reads.ts';
import type { GraphAnswer, GraphHandler, GraphRequest } from './request.ts';
import { WRITES } from './writes.ts';

/** An answer, and what the connection does with it. */
export interface Served extends GraphAnswer {
  readonly fault?: Fault | undefined;
}

const HANDLERS: Readonly<Record<string, GraphHandler>> = {
  ...READS,
  ...FEDERATED,
  ...CREDENTIALS,
  ...WRITES,
  ...CONDITIONAL_ACCESS,
};

/** Microsoft Graph, both versions. */
export class GraphService {
  readonly #state: EmulatorState;
  readonly #operations = { 'v1.0': new Operations('v1.0'), beta: new Operations('beta') } as const;

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  /** Answers a request whatever becomes of it: what Graph refuses is an answer too. */
  serve(request: Omit<GraphRequest, 'claims'>): Served {
    const { statistics } = this.#state;
    statistics.requests += 1;
    const requestId = randomUUID();
    let fault: Fault | undefined;
    let answer: GraphAnswer;
    try {
      const claims = authenticate(request.headers['authorization'], this.#state.now());
      fault = this.#state.faults.for(describe(request));
      const full = { ...request, claims };
      if (fault) this.#raise(fault, full);
      answer =
        request.method === 'POST' && request.path === '/$batch'
          ? batch(full, (part) => this.#part(part))
          : this.#answer(full);
      if (fault?.kind === 'fail-after') answer = failed(fault.status);
    } catch (error) {
      answer = refusal(error, requestId, request.headers['client-request-id'], this.#state.now());
    }
    if (answer.status === 429) statistics.throttled += 1;
    return { ...answer, headers: { ...commonHeaders(requestId, request), ...answer.headers }, fault };
  }

  #part(request: GraphRequest): GraphAnswer {
    this.#state.statistics.batchParts += 1;
    const requestId = randomUUID();
    let answer: GraphAnswer;
    try {
      const fault = this.#state.faults.for(describe(request));
      if (fault) this.#raise(fault, request);
      answer = this.#answer(request);
    } catch (error) {
      answer = refusal(error, requestId, undefined, this.#state.now());
    }
    if (answer.status === 429) this.#state.statistics.throttled += 1;
    return answer;
  }

  #answer(request: GraphRequest): GraphAnswer {
    const { tenant, quota, statistics, behaviour } = this.#state;
    const operations = this.#operations[request.version];
    const matched = operations.match(request.method, request.path);
    if (!matched) throw badRequest(`Resource not found for the segment '${request.path.split('/')[1]}'.`, 'BadRequest');
    const { operation } = matched;
    if (!operation)
      throw new GraphFailure(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
    statistics.see(`${request.method} /${request.version}${operation.template}`);
    authorise(operation, request.claims);
    const charge = quota.charge(
      request.method,
      request.path,
      parseQuery(request.parameters, request.headers),
      behaviour.isThrottling,
    );
    statistics.resourceUnits += charge.units;
    checkLicence(request.path, tenant);
    const handler = HANDLERS[`${request.method} ${operation.template.replace(/\{[^}]+\}/g, '{}')}`];
    if (!handler) throw new GraphFailure(501, 'NotImplemented', 'The emulator does not serve this operation.');
    const answer = handler({ request, values: matched.values, state: this.#state, operations });
    return { ...answer, headers: { ...charge.headers, ...answer.headers } };
  }

  /** @throws GraphFailure for the faults that take the place of the answer */
  #raise(fault: Fault, request: GraphRequest): void {
    switch (fault.kind) {
      case 'throttle':
      case 'status':
        throw statusFailure(fault);
      case 'expired-page-token':
        throw expiredPageToken();
      case 'resync':
        throw resync(`${request.base}/${request.version}${request.path}?$deltatoken=`);
      case 'permission':
        throw forbidden(request.path);
      case 'licence':
        throw licenceFailure(request.path);
      case 'claims-challenge': {
        const claims = fault.claims ?? '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
        const isAnswered = request.claims.challenge !== undefined;
        if (!isAnswered) throw claimsChallenge(claims);
        return;
      }
      default:
    }
  }
}

function describe({
  method,
  version,
  path,
  parameters,
}: Pick<GraphRequest, 'method' | 'version' | 'path' | 'parameters'>): string {
  const query = parameters.size === 0 ? '' : `?${[...parameters].map(([name, value]) => `${name}=${value}`).join('&')}`;
  return `${method} /${version}${path}${query}`;
}

function commonHeaders(
  requestId: string,
  { headers }: Pick<GraphRequest, 'headers'>,
): Readonly<Record<string, string>> {
  return {
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': requestId,
    'client-request-id': headers['client-request-id'] ?? requestId,
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"0","ScaleUnit":"000"}}',
  };
}

function failed(status: number): GraphAnswer {
  return {
    status,
    body: { error: { code: 'ServiceNotAvailable', message: 'The service is temporarily unavailable.' } },
  };
}

function refusal(error: unknown, requestId: string, clientId: string | undefined, now: number): GraphAnswer {
  if (!(error instanceof GraphFailure)) throw error;
  return {
    status: error.status,
    headers: error.headers,
    body: {
      error: {
        code: error.code,
        message: error.message,
        ...error.extra,
        innerError: {
          date: new Date(now).toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientId ?? requestId,
        },
      },
    },
  };
}
