import {
  addFederatedCredential,
  type ChangeClients,
  readFederatedCredentials,
} from '../../tenant/change/federated-credentials.ts';
import type { CredentialHolder } from '../../tenant/change/holder.ts';
import { lastUseOfKey } from '../../tenant/change/last-use.ts';
import type { GraphClient } from '../../tenant/graph/client.ts';
import type { TenantCall } from '../plan.ts';
import type { SecretPolicy, TenantPort } from './port.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The policy that plans make; found again by its name, so that there is only ever one. */
export const POLICY_NAME = 'Keyless: no new client secrets';

/**
 * A tenant behind Microsoft Graph and Azure Resource Manager. Sources: Microsoft Graph, "application: removePassword",
 * "List appCredentialSignInActivities" (beta), "Create appManagementPolicy", "Assign appliesTo".
 */
export function graphPort(clients: ChangeClients): TenantPort {
  const { graph, signal } = clients;
  let requestId: string | undefined;
  const onRequestId = (id: string) => {
    requestId = id;
  };
  const options = (what: string) => ({ what, signal });
  const changing = (what: string) => ({ what, signal, onRequestId });
  return {
    requestId: () => requestId,
    trusts: (call) => readFederatedCredentials(holderOf(call), clients),
    addTrust: async (call, trust) => {
      await addFederatedCredential(holderOf(call), trust, { ...clients, onRequestId });
    },
    secretIds: async (call) => {
      const item = (await graph.read(`${pathOf(call)}?$select=id,passwordCredentials`, options('the secrets'))) as Raw;
      const list = (item?.['passwordCredentials'] ?? []) as readonly Raw[];
      return list.flatMap(({ keyId }) => (typeof keyId === 'string' ? [keyId.toLowerCase()] : []));
    },
    lastUse: ({ keyId = '' }) => lastUseOfKey(keyId, clients),
    removeSecret: async (call) => {
      await graph.change('POST', `${pathOf(call)}/removePassword`, { keyId: call.keyId }, changing('the secret'));
    },
    secretPolicy: (call) => secretPolicy(call, graph, signal),
    forbidSecrets: async (call) => {
      const id = (await policyId(graph, signal)) ?? (await createPolicy(graph, signal));
      const body = { '@odata.id': `${POLICIES_ADDRESS}/${id}` };
      await graph.change('POST', `${pathOf(call)}/appManagementPolicies/$ref`, body, changing('the policy'));
    },
  };
}

function pathOf({ object, objectId }: TenantCall): string {
  return `/${object === 'application' ? 'applications' : 'servicePrincipals'}/${objectId}`;
}

function holderOf({ object, objectId, clientId, resourceId }: TenantCall): CredentialHolder {
  const common = { displayName: 'the identity', clientId, objectId };
  return object === 'managed-identity'
    ? { kind: 'managed-identity', ...common, resourceId: resourceId ?? '' }
    : { kind: 'application', ...common };
}

/** Graph takes the address of the object as its own documentation writes it, in every cloud. */
const POLICIES_ADDRESS = 'https://graph.microsoft.com/v1.0/policies/appManagementPolicies';
const WHAT = 'the app management policies';

async function policyId(graph: GraphClient, signal: AbortSignal | undefined): Promise<string | undefined> {
  let link: string | undefined = '/policies/appManagementPolicies';
  while (link !== undefined) {
    const page: Awaited<ReturnType<GraphClient['page']>> = await graph.page(link, { what: WHAT, signal });
    const found = (page.value as readonly Raw[]).find(
      (policy) => policy['displayName'] === POLICY_NAME && policy['isEnabled'] === true && forbids(policy),
    );
    if (found) return String(found['id']);
    link = page.nextLink;
  }
  return undefined;
}

async function createPolicy(graph: GraphClient, signal: AbortSignal | undefined): Promise<string> {
  const body = {
    displayName: POLICY_NAME,
    description: 'Applications that have a way to sign in without a client secret.',
    isEnabled: true,
    restrictions: {
      passwordCredentials: [{ restrictionType: 'passwordAddition', state: 'enabled', maxLifetime: null }],
      keyCredentials: [],
    },
  };
  const created = (await graph.change('POST', '/policies/appManagementPolicies', body, { what: WHAT, signal })) as Raw;
  return String(created['id']);
}

async function secretPolicy(
  call: TenantCall,
  graph: GraphClient,
  signal: AbortSignal | undefined,
): Promise<SecretPolicy> {
  const { value } = await graph.page(`${pathOf(call)}/appManagementPolicies`, { what: WHAT, signal });
  const policies = value as readonly Raw[];
  if (policies.some(forbids)) return 'forbidden';
  return policies.length > 0 ? 'other-policy' : 'allowed';
}

function forbids(policy: Raw): boolean {
  const restrictions = (policy['restrictions'] as Raw | null | undefined)?.['passwordCredentials'];
  const list = Array.isArray(restrictions) ? (restrictions as readonly Raw[]) : [];
  return list.some(({ restrictionType, state }) => restrictionType === 'passwordAddition' && state !== 'disabled');
}
