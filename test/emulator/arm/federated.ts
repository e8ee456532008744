import { randomUUID } from 'node:crypto';
import type { EmulatorState } from '../state.ts';
import type { GraphObject } from '../tenant/collection.ts';
import { ArmFailure } from './failure.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9-_]{2,119}$/;
const LIMIT = 20;
/** The first version with claims matching expressions. */
const FLEXIBLE_SINCE = '2025-01-31';

interface Trust extends GraphObject {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string | null;
  readonly audiences: readonly string[];
}

type Body = Readonly<Record<string, unknown>>;

export interface ArmCall {
  readonly method: string;
  readonly apiVersion: string;
  readonly body: unknown;
}

/** Federated credentials of a user-assigned identity. */
export class ManagedIdentityTrusts {
  readonly #state: EmulatorState;
  /** Identities with a write under way: a second one is refused. */
  readonly #writing = new Set<string>();

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  /** @param name undefined for the list */
  async serve(identityId: string, name: string | undefined, call: ArmCall): Promise<{ status: number; body?: Body }> {
    const principal = this.#principal(identityId);
    const shown = (trust: Trust) => armShape(identityId, trust, call.apiVersion);
    if (name === undefined) return { status: 200, body: { value: trustsOf(principal).map(shown) } };
    const before = trustsOf(principal).find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (call.method === 'GET') {
      if (!before) throw new ArmFailure(404, 'NotFound', `The federated identity credential '${name}' was not found.`);
      return { status: 200, body: shown(before) };
    }
    return this.#exclusively(principal, async () => {
      if (call.method === 'DELETE') {
        this.#write(
          principal,
          trustsOf(principal).filter((each) => each !== before),
        );
        return { status: before ? 200 : 204 };
      }
      const trust = checked(name, call, principal, before);
      this.#write(principal, [...trustsOf(principal).filter((each) => each !== before), trust]);
      return { status: before ? 200 : 201, body: shown(trust) };
    });
  }

  async #exclusively<T>(principal: GraphObject, work: () => Promise<T>): Promise<T> {
    if (this.#writing.has(principal.id)) {
      throw new ArmFailure(
        409,
        'ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity',
        'Too many Federated Identity Credentials are written concurrently for the managed identity.',
      );
    }
    this.#writing.add(principal.id);
    try {
      await new Promise((done) => setTimeout(done, this.#state.behaviour.federatedWriteMilliseconds));
      return await work();
    } finally {
      this.#writing.delete(principal.id);
    }
  }

  #write(principal: GraphObject, trusts: readonly Trust[]): void {
    this.#state.tenant.update('servicePrincipals', principal.id, { federatedIdentityCredentials: trusts });
  }

  #principal(identityId: string): GraphObject {
    const principals = this.#state.tenant.collection('servicePrincipals');
    for (const principal of principals.where('servicePrincipalType', 'ManagedIdentity')) {
      const names = principal['alternativeNames'];
      const isIt =
        Array.isArray(names) && names.some((name) => String(name).toLowerCase() === identityId.toLowerCase());
      if (isIt) return principal;
    }
    throw new ArmFailure(404, 'ResourceNotFound', `The Resource '${identityId}' was not found.`);
  }
}

function trustsOf(principal: GraphObject): readonly Trust[] {
  return (principal['federatedIdentityCredentials'] ?? []) as readonly Trust[];
}

function checked(name: string, call: ArmCall, principal: GraphObject, before: Trust | undefined): Trust {
  const bad = (message: string) => new ArmFailure(400, 'BadRequest', message);
  const properties = ((call.body as Body | undefined)?.['properties'] ?? {}) as Body;
  const { issuer, subject, audiences, claimsMatchingExpression } = properties;
  if (!NAME.test(name)) throw bad(`Federated Identity Credential name '${name}' is invalid.`);
  if (!Array.isArray(audiences) || audiences.length !== 1)
    throw bad('Federated identity credentials must have exactly one audience.');
  if (typeof issuer !== 'string' || issuer === '') throw bad('The issuer is required.');
  const isFlexible = claimsMatchingExpression !== undefined && call.apiVersion >= FLEXIBLE_SINCE;
  if (!isFlexible && (typeof subject !== 'string' || subject === '')) throw bad('The subject is required.');
  const others = trustsOf(principal).filter((each) => each !== before);
  if (typeof subject === 'string' && others.some((each) => each.issuer === issuer && each.subject === subject)) {
    throw bad('Issuer and subject combination already exists for this Managed Identity.');
  }
  if (others.length >= LIMIT)
    throw bad(`Too many Federated Identity Credentials: at most ${LIMIT} for a managed identity.`);
  return {
    id: before?.id ?? randomUUID(),
    name,
    issuer,
    subject: isFlexible ? null : String(subject),
    audiences: audiences.map(String),
    description: null,
    ...(isFlexible ? { claimsMatchingExpression } : {}),
  };
}

function armShape(identityId: string, trust: Trust, apiVersion: string): Body {
  const { issuer, subject, audiences, name } = trust;
  const expression = trust['claimsMatchingExpression'];
  return {
    id: `${identityId}/federatedIdentityCredentials/${name}`,
    name,
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
    properties: {
      issuer,
      ...(subject === null ? {} : { subject }),
      audiences,
      ...(expression && apiVersion >= FLEXIBLE_SINCE ? { claimsMatchingExpression: expression } : {}),
    },
  };
}
