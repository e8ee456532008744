import type { FaultRule } from './faults.ts';
import { LoginFailure } from './login/grants.ts';
import { type LoginService, USER } from './login/service.ts';
import type { Behaviour, EmulatorState } from './state.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * What a test in another process, or a person with curl, may do to the emulator. Under `/control`:
 *
 * - `POST /faults` a {@link FaultRule}; `DELETE /faults` takes all away
 * - `PATCH /behaviour` part of {@link Behaviour}
 * - `PUT /consents` `{"scopes": [...]}` or `{}` for all
 * - `POST /sign-in-failures` `{"number": 65001, "error": "invalid_grant", "message": "..."}`
 * - `GET /token?scope=...[&application=true][&account=...]` a token, for a stand-in of `az` or of the editor's own sign-in
 * - `GET /statistics`, `DELETE /statistics`
 * - `POST /expire-page-tokens`, `POST /expire-delta-tokens`
 */
export function control(
  state: EmulatorState,
  login: LoginService,
  method: string,
  path: string,
  parameters: URLSearchParams,
  text: string,
): ControlAnswer {
  const body = (): unknown => JSON.parse(text === '' ? '{}' : text);
  switch (`${method} ${path.slice('/control'.length)}`) {
    case 'POST /faults':
      state.faults.add(body() as FaultRule);
      return { status: 204 };
    case 'DELETE /faults':
      state.faults.clear();
      return { status: 204 };
    case 'PATCH /behaviour':
      Object.assign(state.behaviour, body() as Partial<Behaviour>);
      return { status: 204 };
    case 'PUT /consents':
      state.consents.set((body() as { readonly scopes?: readonly string[] }).scopes);
      return { status: 204 };
    case 'POST /sign-in-failures': {
      const failure = body() as { readonly number: number; readonly error: string; readonly message: string };
      login.failures.push(new LoginFailure(failure.number, failure.error, failure.message));
      return { status: 204 };
    }
    case 'GET /token':
      return { status: 200, body: { ...tokenFor(state, login, parameters) } };
    case 'GET /statistics':
      return { status: 200, body: state.statistics.toJSON() };
    case 'DELETE /statistics':
      state.statistics.clear();
      return { status: 204 };
    case 'POST /expire-page-tokens':
      state.behaviour.pageTokensSince = state.now() + 1;
      return { status: 204 };
    case 'POST /expire-delta-tokens':
      state.behaviour.deltaSince = Number.POSITIVE_INFINITY;
      return { status: 204 };
    default:
      return { status: 404, body: { error: 'The emulator has no such control.' } };
  }
}

/** As `az account get-access-token` prints it. */
function tokenFor(
  state: EmulatorState,
  login: LoginService,
  parameters: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const accessToken = login.accessToken({
    tenant: state.tenant.id,
    clientId: parameters.get('client') ?? '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    scopes: (parameters.get('scope') ?? 'https://graph.microsoft.com/.default').split(' '),
    isApplication: parameters.get('application') === 'true',
    objectId: USER.oid,
    username: parameters.get('account') ?? USER.username,
  });
  const expires = Math.floor(state.now() / 1_000) + 3_600;
  return { accessToken, expires_on: expires, tenant: state.tenant.id, tokenType: 'Bearer' };
}
