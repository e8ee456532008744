import { correctedId } from './federation/corrected-id.ts';
import { type NamedLogin, namedLoginsOfJobs, namedLoginsOfProviders } from './federation/named-logins.ts';
import type { InventoryView } from './inventory-view.ts';
import { defineRule, type RuleContext } from './rule.ts';

type Message = 'managedIdentity' | 'application';
type Context = RuleContext<Message>;

/** A login at another tenant than the identity's own. Facts: Learn, "AADSTS error codes" and "Multitenant applications". */
export const wrongTenant = defineRule<Message>({
  id: 'wrong-tenant',
  title: 'Login at another tenant than that of the identity',
  severity: 'warning',
  tags: ['CICD-SEC-2'],
  messages: {
    managedIdentity:
      'Entra ID refuses this login (AADSTS700016): it names the tenant {tenant}, and the managed identity "{identity}" ' +
      'lives in {own}. A managed identity can sign in at its own tenant only. Name that one.',
    application:
      'This login names the tenant {tenant}, and the application "{identity}" is registered in {own}. Unless it is ' +
      'multitenant and {tenant} has consented to it, Entra ID refuses the login (AADSTS700016). Name its own tenant.',
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
  const own = inventory.tenantId.toLowerCase();
  for (const { client, tenant, tenantId } of logins) {
    const identity = inventory.byClientId(client);
    // A service principal here may be of an application that is registered elsewhere.
    if (!tenantId || tenant === undefined || tenant === own || !identity || identity.kind === 'service-principal')
      continue;
    const isManaged = identity.kind === 'managed-identity';
    const fix = correctedId(tenantId, tenant, own, 'the tenant of the identity', context);
    context.report({
      messageId: isManaged ? 'managedIdentity' : 'application',
      data: { tenant, own, identity: identity.displayName },
      range: tenantId.range,
      severity: isManaged ? 'warning' : 'information',
      confidence: isManaged ? 'high' : 'low',
      fixes: fix ? [fix] : [],
    });
  }
}
