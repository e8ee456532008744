import { Collection, type GraphObject, type Source } from './collection.ts';
import { application, lastSignIn, servicePrincipal } from './generated-objects.ts';
import { idOf } from './ids.ts';
import { date, type Plan } from './plan.ts';
import { LOG_DAYS, type SignIn, signInEntry } from './sign-in-log.ts';

/** Reports on sign-ins of a generated tenant, and the log of them. */
export function activity(plan: Plan) {
  return {
    servicePrincipalSignIns: new Collection({
      size: plan.servicePrincipals,
      at: (number) => principalReport(plan, number),
      positionOf: () => undefined,
    }),
    credentialSignIns: new Collection({
      size: plan.applications,
      at: (number) => credentialReport(plan, number),
      positionOf: () => undefined,
    }),
    signInLogs: new Collection(logSource(plan)),
  };
}

function lastActivity(time: string) {
  return { lastSignInDateTime: time, lastSignInRequestId: null };
}

function principalReport(plan: Plan, number: number): GraphObject | undefined {
  const time = lastSignIn(plan, number);
  if (time === undefined) return undefined;
  const { appId } = servicePrincipal(plan, number);
  const id = Buffer.from(String(appId)).toString('base64url');
  return {
    id,
    appId,
    lastSignInActivity: lastActivity(time),
    applicationAuthenticationClientSignInActivity: lastActivity(time),
    applicationAuthenticationResourceSignInActivity: null,
    delegatedClientSignInActivity: null,
    delegatedResourceSignInActivity: null,
  };
}

interface Secret {
  readonly keyId: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** Applications sign in with their first secret. */
function credentialReport(plan: Plan, number: number): GraphObject | undefined {
  const time = lastSignIn(plan, number);
  const { id, appId, passwordCredentials } = application(plan, number);
  const [secret] = passwordCredentials as readonly Secret[];
  if (time === undefined || !secret) return undefined;
  return {
    id: Buffer.from(`${secret.keyId}|application`).toString('base64'),
    keyId: secret.keyId,
    keyType: 'clientSecret',
    keyUsage: 'verify',
    appId,
    appObjectId: id,
    servicePrincipalObjectId: idOf('service-principal', number),
    resourceId: null,
    credentialOrigin: 'application',
    createdDateTime: secret.startDateTime,
    expirationDateTime: secret.endDateTime,
    signInActivity: lastActivity(time),
  };
}

/** The last sign-ins that the log still holds, the newest first; looked for when somebody asks. */
function logSource(plan: Plan): Source {
  let numbers: Int32Array | undefined;
  const recent = () => {
    numbers ??= recentNumbers(plan);
    return numbers;
  };
  return {
    get size() {
      return recent().length;
    },
    at: (position) => {
      const number = recent()[position];
      return number === undefined ? undefined : signInEntry(signInOf(plan, number));
    },
    positionOf: (id) => {
      const found = recent().findIndex((number) => signInEntry(signInOf(plan, number)).id === id.toLowerCase());
      return found < 0 ? undefined : found;
    },
  };
}

function recentNumbers(plan: Plan): Int32Array {
  const first = date(plan, -LOG_DAYS);
  const found: { readonly number: number; readonly time: string }[] = [];
  for (let number = 0; number < plan.servicePrincipals; number += 1) {
    const time = lastSignIn(plan, number);
    if (time !== undefined && time >= first) found.push({ number, time });
  }
  found.sort((a, b) => (a.time === b.time ? a.number - b.number : a.time < b.time ? 1 : -1));
  return Int32Array.from(found, ({ number }) => number);
}

function signInOf(plan: Plan, number: number): SignIn {
  const principal = servicePrincipal(plan, number);
  const holder = number < plan.applications ? application(plan, number) : principal;
  const [secret] = (number < plan.applications ? holder['passwordCredentials'] : []) as readonly Secret[];
  const trusts = holder['federatedIdentityCredentials'] as readonly unknown[];
  const isManaged = principal['servicePrincipalType'] === 'ManagedIdentity';
  return {
    appId: String(principal['appId']),
    name: String(principal['displayName']),
    principalId: principal.id,
    time: lastSignIn(plan, number) ?? '',
    proof: isManaged
      ? 'managedIdentity'
      : secret
        ? 'clientSecret'
        : trusts.length > 0
          ? 'federatedIdentityCredential'
          : 'none',
    keyId: secret?.keyId,
  };
}
