import { type NamedLogin, namedLoginsOfJobs, namedLoginsOfProviders } from './federation/named-logins.ts';
import type { InventoryIdentity, InventoryView } from './inventory-view.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { dayOf } from './support/pipelines.ts';

type Message = 'expired' | 'none';
type Context = RuleContext<Message>;

/** A login with a client secret of which the tenant says that none is valid. Facts: Learn, "AADSTS error codes". */
export const expiredCredentialInUse = defineRule<Message>({
  id: 'expired-credential-in-use',
  title: 'Login with a client secret that has expired',
  severity: 'warning',
  tags: ['CWE-324', 'CICD-SEC-6'],
  messages: {
    expired:
      'Entra ID refuses this login (AADSTS7000222): the last client secret of "{identity}" expired on {end}. Do not ' +
      'renew it: log in with OIDC, and give the identity a federated credential for what signs in.',
    none:
      'Entra ID refuses this login (AADSTS7000215): "{identity}" has no client secret (inventory of {day}). Log in with ' +
      'OIDC, and give the identity a federated credential for what signs in.',
  },
  checks: {
    pipeline(pipeline, context) {
      if (context.inventory) check(namedLoginsOfJobs(pipeline, context.repository), context.inventory, context);
    },
    infrastructure(model, context) {
      if (context.inventory) check(namedLoginsOfProviders(model), context.inventory, context);
    },
  },
});

function check(logins: readonly NamedLogin[], inventory: InventoryView, context: Context): void {
  for (const { method, client, clientId } of logins) {
    const identity = method === 'secret' ? inventory.byClientId(client) : undefined;
    // A service principal's secrets may be those of its application, which is another object.
    if (identity?.kind !== 'application') continue;
    const report = { range: clientId.range, confidence: 'high' } as const;
    const ends = endsOfSecrets(identity);
    if (ends.length === 0 && inventory.unread?.has('applications')) continue;
    if (ends.length === 0) {
      const data = { identity: identity.displayName, day: dayOf(inventory.asOf) };
      context.report({ ...report, messageId: 'none', data });
    } else if (ends.every((end) => end !== undefined && Date.parse(end) < context.now.getTime())) {
      const last = [...ends].sort().at(-1);
      context.report({ ...report, messageId: 'expired', data: { identity: identity.displayName, end: dayOf(last) } });
    }
  }
}

function endsOfSecrets({ credentials }: InventoryIdentity): readonly (string | undefined)[] {
  return credentials.filter(({ kind }) => kind === 'client-secret').map(({ end }) => end);
}
