import { correctedId } from './federation/corrected-id.ts';
import { type NamedLogin, namedLoginsOfJobs, namedLoginsOfProviders } from './federation/named-logins.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { dayOf } from './support/pipelines.ts';

type Message = 'unknown' | 'objectId';
type Context = RuleContext<Message>;

/** A login as an application or managed identity that the tenant does not have. Facts: Learn, "AADSTS error codes". */
export const unknownClientId = defineRule<Message>({
  id: 'unknown-client-id',
  title: 'Login with a client id that the tenant does not know',
  severity: 'warning',
  tags: ['CICD-SEC-2'],
  messages: {
    unknown:
      'Entra ID refuses this login (AADSTS700016): no application or managed identity of the tenant {tenant} has the ' +
      'client id {id} (inventory of {day}). Correct the id, or read the inventory again where the identity is new.',
    objectId:
      'Entra ID refuses this login (AADSTS700016): {id} is the object id of "{identity}" and no client id. Its client id ' +
      'is {clientId}.',
  },
  checks: {
    pipeline(pipeline, context) {
      if (context.inventory) check(namedLoginsOfJobs(pipeline, context.repository), context);
    },
    infrastructure(model, context) {
      if (context.inventory) check(namedLoginsOfProviders(model), context);
    },
  },
});

function check(logins: readonly NamedLogin[], context: Context): void {
  const { inventory } = context;
  const isAllThere = !inventory?.unread?.has('applications') && !inventory?.unread?.has('service-principals');
  if (!inventory || !isAllThere) return;
  for (const login of logins) {
    const { client: id, tenant } = login;
    // Of another tenant nothing is known.
    const isOtherTenant = tenant !== undefined && tenant !== inventory.tenantId.toLowerCase();
    if (isOtherTenant || inventory.byClientId(id)) continue;
    const identity = inventory.byObjectId(id);
    const report = { range: login.clientId.range, confidence: tenant === undefined ? 'medium' : 'high' } as const;
    if (identity) {
      const { displayName, clientId } = identity;
      const fix = correctedId(login.clientId, id, clientId, `the client id of "${displayName}"`, context);
      const data = { id, identity: displayName, clientId };
      context.report({ ...report, messageId: 'objectId', data, fixes: fix ? [fix] : [] });
    } else {
      const data = { id, tenant: inventory.tenantId, day: dayOf(inventory.asOf) };
      context.report({ ...report, messageId: 'unknown', data });
    }
  }
}
