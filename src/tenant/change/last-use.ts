import type { GraphClient } from '../graph/client.ts';
import { isServiceFailure } from '../request/failure.ts';
import { type Raw, timeOf } from '../sync/raw.ts';

/** When something was used last, ISO 8601. `unknown`: the tenant does not show that to this person. */
export type LastUse = { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly at: string | undefined };

interface Asking {
  readonly graph: GraphClient;
  readonly signal?: AbortSignal | undefined;
}

/** The last sign-in with a client secret or certificate. Source: Microsoft Graph beta, `appCredentialSignInActivity`. */
export function lastUseOfKey(keyId: string, asking: Asking): Promise<LastUse> {
  const path = `/reports/appCredentialSignInActivities?$filter=${filter('keyId', keyId)}`;
  return lastUse(path, 'the use of the credential', ['signInActivity'], asking);
}

/**
 * The last sign-in as an identity, or of a person to it. Source: Microsoft Graph beta,
 * `servicePrincipalSignInActivity`.
 */
export function lastUseOfIdentity(clientId: string, asking: Asking): Promise<LastUse> {
  const path = `/reports/servicePrincipalSignInActivities?$filter=${filter('appId', clientId)}`;
  return lastUse(path, 'the sign-ins of the identity', SIGN_INS, asking);
}

const SIGN_INS = [
  'lastSignInActivity',
  'delegatedClientSignInActivity',
  'delegatedResourceSignInActivity',
  'applicationAuthenticationClientSignInActivity',
  'applicationAuthenticationResourceSignInActivity',
];

function filter(property: string, value: string): string {
  return encodeURIComponent(`${property} eq '${value.replaceAll("'", "''")}'`);
}

async function lastUse(
  path: string,
  what: string,
  activities: readonly string[],
  { graph, signal }: Asking,
): Promise<LastUse> {
  try {
    const { value } = await graph.page(path, { what, version: 'beta', signal });
    const times = (value as readonly Raw[]).flatMap((item) =>
      activities.flatMap((name) => timeOf((item[name] as Raw | null | undefined)?.['lastSignInDateTime']) ?? []),
    );
    return { kind: 'known', at: times.sort().at(-1) };
  } catch (error) {
    if (isServiceFailure(error)) return { kind: 'unknown' };
    throw error;
  }
}
