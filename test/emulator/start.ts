import type { Inventory } from '../../src/tenant/model/inventory.ts';
import type { Faults } from './faults.ts';
import type { LoginService } from './login/service.ts';
import { USER } from './login/service.ts';
import { EmulatorServer } from './server.ts';
import { type Behaviour, EmulatorState } from './state.ts';
import type { Statistics } from './statistics.ts';
import { tenantFromInventory } from './tenant/from-inventory.ts';
import { type GenerateOptions, generateTenant } from './tenant/generate.ts';
import { EmulatedTenant } from './tenant/tenant.ts';

export interface EmulatorOptions extends Partial<Behaviour> {
  /** The tenant to serve: one of its own, an inventory, or how to make one up. */
  readonly tenant: EmulatedTenant | Inventory | GenerateOptions;
  /** Any that is free where absent. */
  readonly port?: number;
  /** The clock of the service, milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Emulator {
  /** `http://127.0.0.1:1234`: the root of Graph, of Azure and the authority of sign-in alike. */
  readonly url: string;
  readonly tenant: EmulatedTenant;
  readonly faults: Faults;
  readonly statistics: Statistics;
  readonly behaviour: Behaviour;
  /** Sign-in: which errors come next, how long a device code takes. */
  readonly login: LoginService;
  /** Grants these permissions of Graph only; undefined for all. Tokens issued before keep theirs. */
  readonly consent: (scopes: readonly string[] | undefined) => void;
  /** A token without a sign-in. @param scopes with the resource: `https://graph.microsoft.com/.default` */
  readonly token: (scopes: readonly string[], options?: TokenOptions) => string;
  readonly stop: () => Promise<void>;
}

export interface TokenOptions {
  /** Application permissions instead of delegated ones. */
  readonly isApplication?: boolean;
  /** The claims challenge that the token answers, JSON. */
  readonly challenge?: string;
  readonly clientId?: string;
}

/** Starts a tenant's services on loopback. */
export async function startEmulator({ tenant, port = 0, now, ...behaviour }: EmulatorOptions): Promise<Emulator> {
  const state = new EmulatorState(tenantOf(tenant), behaviour, now);
  const server = new EmulatorServer(state);
  const actual = await server.listen(port);
  return {
    url: `http://127.0.0.1:${actual}`,
    tenant: state.tenant,
    faults: state.faults,
    statistics: state.statistics,
    behaviour: state.behaviour,
    login: server.login,
    consent: (scopes) => state.consents.set(scopes),
    token: (scopes, { isApplication = false, challenge, clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46' } = {}) =>
      server.login.accessToken({
        tenant: state.tenant.id,
        clientId,
        scopes,
        isApplication,
        objectId: USER.oid,
        ...(challenge === undefined ? {} : { challenge }),
      }),
    stop: () => server.close(),
  };
}

function tenantOf(tenant: EmulatorOptions['tenant']): EmulatedTenant {
  if (tenant instanceof EmulatedTenant) return tenant;
  return 'identities' in tenant ? tenantFromInventory(tenant) : generateTenant(tenant);
}
