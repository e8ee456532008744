import type { LastUse } from '../../tenant/change/last-use.ts';
import type { TenantCall } from '../plan.ts';
import { type CallResult, type ChangeOptions, makeChange, type Standing } from './make-change.ts';
import type { TenantPort } from './port.ts';

export type { CallResult } from './make-change.ts';

/** `unknown-use`: the person knows that nobody uses the secret. `recent-use`: it goes although somebody does. */
export type Acknowledgement = 'unknown-use' | 'recent-use';

export interface UseOptions {
  /** Something counts as used for so long after its last sign-in. */
  readonly quietDays: number;
  readonly acknowledged?: readonly Acknowledgement[];
}

export interface CallOptions extends ChangeOptions, UseOptions {}

const DAY = 86_400_000;

/** Makes a change that a plan asks for at most once; see `makeChange`. */
export function makeCall(call: TenantCall, port: TenantPort, options: CallOptions): Promise<CallResult> {
  return makeChange(
    {
      stands: () => stands(call, port),
      objection: async () =>
        call.operation === 'remove-secret'
          ? objectionToLoss(await port.lastUse(call), 'with it', options, options.clock.now())
          : undefined,
      send: () => send(call, port),
      requestId: () => port.requestId?.(),
    },
    options,
  );
}

/**
 * Why what somebody signs in with, or as, must stay: it was used within the threshold, or nobody can tell.
 * @param how follows "signed in"
 * @param now milliseconds since 1970
 */
export function objectionToLoss(
  use: LastUse,
  how: string,
  { quietDays, acknowledged = [] }: UseOptions,
  now: number,
): string | undefined {
  if (use.kind === 'unknown') {
    return acknowledged.includes('unknown-use')
      ? undefined
      : `Whether somebody still signs in ${how} is not known: that takes AuditLog.Read.All.`;
  }
  if (use.at === undefined || now - Date.parse(use.at) > quietDays * DAY) return undefined;
  return acknowledged.includes('recent-use') ? undefined : `Somebody signed in ${how} on ${use.at.slice(0, 10)}.`;
}

/** Whether the tenant is as the change would make it. @throws ServiceFailure */
async function stands(call: TenantCall, port: TenantPort): Promise<Standing> {
  switch (call.operation) {
    case 'add-trust': {
      const { trust } = call;
      if (!trust) return { obstacle: 'The plan does not say what to trust.' };
      const existing = await port.trusts(call);
      const same = existing.find(({ issuer, subject }) => issuer === trust.issuer && subject === trust.subject);
      if (same) {
        const hasAudience = trust.audiences.every((audience) => same.audiences.includes(audience));
        return hasAudience ? 'made' : { obstacle: `It has the same trust for another audience, "${same.name}".` };
      }
      const named = existing.some(({ name }) => name.toLowerCase() === trust.name.toLowerCase());
      return named ? { obstacle: `It has a federated credential named "${trust.name}" for another subject.` } : 'open';
    }
    case 'remove-secret': {
      if (call.keyId === undefined) return { obstacle: 'The plan does not say which secret.' };
      return (await port.secretIds(call)).includes(call.keyId.toLowerCase()) ? 'open' : 'made';
    }
    case 'forbid-secrets': {
      const policy = await port.secretPolicy(call);
      if (policy === 'other-policy') return { obstacle: 'Another policy is assigned to it, and it can have one only.' };
      return policy === 'forbidden' ? 'made' : 'open';
    }
  }
}

async function send(call: TenantCall, port: TenantPort): Promise<void> {
  switch (call.operation) {
    case 'add-trust':
      if (call.trust) await port.addTrust(call, call.trust);
      return;
    case 'remove-secret':
      return port.removeSecret(call);
    case 'forbid-secrets':
      return port.forbidSecrets(call);
  }
}
