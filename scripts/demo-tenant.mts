/**
 * `npm run demo-tenant`: writes media/demo-tenant.json anew, the tenant that Keyless shows without a sign-in. It belongs
 * to examples/contoso. A test holds the file to this script.
 */
import { writeFileSync } from 'node:fs';
import type { Inventory } from '../src/tenant/model/inventory.ts';
import { SECTIONS, type Sections } from '../src/tenant/model/section.ts';
import { snapshotText } from '../src/tenant/snapshot/write.ts';
import {
  AS_OF,
  azureRole,
  day,
  directoryRole,
  guid,
  resourceGroup,
  SANDBOX,
  SUBSCRIPTION,
  TENANT,
} from './demo-tenant/build.mts';
import { COMPANY } from './demo-tenant/company.mts';
import { PAYMENTS } from './demo-tenant/payments.mts';

export const DEMO_TENANT_FILE = new URL('../media/demo-tenant.json', import.meta.url);

/** Everything could be read but what the reader has no role for. */
function sections(): Sections {
  return {
    ...Object.fromEntries(SECTIONS.map((name) => [name, { asOf: AS_OF }])),
    'diagnostic-settings': {
      problem: {
        kind: 'role',
        needs: ['Reader at /providers/microsoft.aadiam'],
        code: 'AuthorizationFailed',
        message: 'The diagnostic settings of Microsoft Entra ID need a role in Azure.',
      },
    },
  };
}

export function demoTenant(): Inventory {
  const identities = [...PAYMENTS, ...COMPANY];
  const idOf = (name: string) => identities.find(({ displayName }) => displayName === name);
  return {
    asOf: AS_OF,
    tenant: {
      id: TENANT,
      displayName: 'Contoso',
      defaultDomain: 'contoso.onmicrosoft.com',
      cloud: 'public',
    },
    sections: sections(),
    subscriptions: [
      { id: SUBSCRIPTION, displayName: 'Contoso production' },
      { id: SANDBOX, displayName: 'Contoso sandbox' },
    ],
    policies: {
      defaultAppManagement: {
        isEnabled: true,
        applications: [
          {
            credential: 'client-secret',
            type: 'passwordLifetime',
            isEnabled: true,
            maxLifetime: 'P180D',
            createdAfter: day(-320),
          },
          {
            credential: 'certificate',
            type: 'asymmetricKeyLifetime',
            isEnabled: true,
            maxLifetime: 'P365D',
            createdAfter: day(-320),
          },
        ],
        servicePrincipals: [
          { credential: 'client-secret', type: 'passwordAddition', isEnabled: false, createdAfter: day(-320) },
        ],
      },
      appManagement: [
        {
          id: guid('policy no secrets'),
          displayName: 'Payments: no new secrets',
          isEnabled: true,
          restrictions: [{ credential: 'client-secret', type: 'passwordAddition', isEnabled: true }],
          appliesTo: ['payments-gitlab', 'payments-production'].map((name) => idOf(name)?.applicationId ?? guid(name)),
        },
      ],
      conditionalAccess: [
        {
          id: guid('conditional access locations'),
          displayName: 'HR provisioning from the data centre only',
          state: 'enabled',
          include: [idOf('HR provisioning')?.servicePrincipalId ?? guid('HR provisioning')],
          exclude: [],
          riskLevels: [],
          includeLocations: ['All'],
          excludeLocations: [guid('named location data centre')],
          blocks: true,
        },
        {
          id: guid('conditional access risk'),
          displayName: 'Block risky workload identities',
          state: 'report-only',
          include: ['ServicePrincipalsInMyTenant'],
          exclude: [],
          riskLevels: ['high', 'medium'],
          includeLocations: [],
          excludeLocations: [],
          blocks: true,
        },
      ],
      diagnosticSettings: [],
      accessReviews: [
        {
          id: guid('access review'),
          displayName: 'Application administrators, every quarter',
          status: 'InProgress',
          roles: [directoryRole('Application Administrator').roleId],
          isRecurring: true,
          lastStarted: day(-10),
          principals: [idOf('Platform bootstrap')?.servicePrincipalId ?? guid('Platform bootstrap')],
        },
      ],
    },
    orphanedRoles: {
      asOf: AS_OF,
      roles: [
        {
          ...azureRole('Contributor', `/subscriptions/${SANDBOX}`, 'Decommissioned importer'),
          principalId: guid('service principal of the decommissioned importer'),
        },
        {
          ...azureRole('Storage Blob Data Contributor', resourceGroup('rg-archive'), 'Decommissioned importer'),
          principalId: guid('service principal of the decommissioned importer'),
        },
      ],
    },
    identities,
  };
}

if (import.meta.main) writeFileSync(DEMO_TENANT_FILE, snapshotText(demoTenant()));
