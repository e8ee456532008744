import type { FederatedTrust } from '../../model/credential.ts';
import { identityCheck } from '../check.ts';
import { trustNames } from '../texts.ts';

const ISSUER =
  /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)\/([0-9a-f-]{36})\/v2\.0$/i;
const OBJECT_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Federated credentials for a managed identity of this tenant that is gone. Whether a repository or project elsewhere is
 * still there no inventory tells.
 */
export const danglingFederation = identityCheck({
  id: 'dangling-federation',
  area: 'federation',
  severity: 'low',
  title: 'Managed identities that are trusted exist',
  why:
    'The subject is the object id of a managed identity of this tenant, and no service principal has it: the workload was ' +
    'deleted, or the id is a wrong one. The credential lets nobody in and hides which ones matter.',
  fix:
    'Remove the credential, or put the object id (principal id) of the managed identity there, not its client id. An ' +
    'identity that was made anew under the same name has another one.',
  references: ['DS_030', 'DS_066', 'DS_085'],
  needs: ['federated-credentials', 'service-principals'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { header, hasServicePrincipal }) {
    const local = trusts.filter((trust) => isOfTenant(trust, header.tenant.id));
    if (local.length === 0) return 'not-applicable';
    const states = local.map(({ subject = '' }) => hasServicePrincipal(subject));
    const gone = local.filter((_, index) => states[index] === false);
    if (gone.length > 0)
      return { message: `No service principal has the object id that it trusts: ${trustNames(gone)}.` };
    return states.includes(undefined) ? 'undecided' : 'pass';
  },
});

/** Whether it trusts a workload that Entra of this tenant signs tokens for. Azure DevOps has subjects of another form. */
function isOfTenant({ issuer, subject }: FederatedTrust, tenantId: string): boolean {
  return (
    subject !== undefined &&
    OBJECT_ID.test(subject) &&
    ISSUER.exec(issuer)?.[1]?.toLowerCase() === tenantId.toLowerCase()
  );
}
