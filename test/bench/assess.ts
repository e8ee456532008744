/**
 * `npm run bench -- assess [--identities N] [--json]`: how fast a tenant is judged. The inventory is made up in memory:
 * one identity in five a managed one, secrets, certificates and federated credentials as tenants of some years have them.
 * Budget: 100,000 identities in 3 s, 500,000 in 15 s; the report of either in a second and a megabyte.
 */
import { parseArgs } from 'node:util';
import { assess } from '../../src/tenant/assessment/assess.ts';
import { assessmentHtml } from '../../src/tenant/assessment/report/html.ts';
import type { KeyCredential } from '../../src/tenant/model/credential.ts';
import type { Identity } from '../../src/tenant/model/identity.ts';
import type { InventoryHeader } from '../../src/tenant/model/inventory.ts';
import { SECTIONS } from '../../src/tenant/model/section.ts';

const NOW = Date.parse('2026-11-20T06:00:00Z');
const DAY = 86_400_000;
const GITHUB = 'https://token.actions.githubusercontent.com';
const TENANT = guid(0);

export function benchAssess(argv: readonly string[]): void {
  const { values } = parseArgs({
    args: [...argv],
    options: { identities: { type: 'string', default: '100000' }, json: { type: 'boolean' } },
  });
  const count = Number(values.identities);
  if (!Number.isInteger(count) || count < 1) throw new Error('--identities takes a number of identities.');
  const identities = Array.from({ length: count }, (_, index) => identity(index));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const assessment = assess(header(identities), identities, { now: NOW, preset: 'microsoft' });
  const { results } = assessment;
  const milliseconds = Math.round(performance.now() - start);
  const { user, system } = process.cpuUsage(cpu);
  // Of all threads, those of the garbage collector included: what counts where others use the machine.
  const cpuMilliseconds = Math.round((user + system) / 1000);
  globalThis.gc?.();
  const megabytes = Math.round((process.memoryUsage().heapUsed - before) / 1e6);
  const beforePage = process.cpuUsage();
  const pageBytes = Buffer.byteLength(assessmentHtml(assessment));
  const pageMilliseconds = Math.round(process.cpuUsage(beforePage).user / 1000);
  const failures = results.reduce((sum, result) => sum + result.failures.length, 0);
  const trusts = identities.reduce((sum, each) => sum + each.federatedCredentials.length, 0);
  const figures = {
    identities: count,
    federatedCredentials: trusts,
    checks: results.length,
    failures,
    milliseconds,
    cpuMilliseconds,
    megabytes,
    pageMilliseconds,
    pageBytes,
  };
  console.log(
    values.json
      ? JSON.stringify(figures)
      : `${count} identities, ${trusts} federated credentials, ${results.length} checks: ${(milliseconds / 1000).toFixed(2)} s (${(cpuMilliseconds / 1000).toFixed(2)} s of processor time), ${failures} failures, ${megabytes} MB kept; report of ${Math.round(pageBytes / 1000)} kB in ${pageMilliseconds} ms`,
  );
}

function header(identities: readonly Identity[]): InventoryHeader {
  const asOf = time(0);
  return {
    tenant: { id: TENANT, cloud: 'public' },
    asOf,
    sections: Object.fromEntries(SECTIONS.map((name) => [name, { asOf }])),
    subscriptions: [],
    policies: {
      defaultAppManagement: {
        isEnabled: true,
        applications: [
          {
            credential: 'client-secret',
            type: 'passwordLifetime',
            isEnabled: true,
            maxLifetime: 'P181D',
            createdAfter: time(-400),
          },
        ],
        servicePrincipals: [{ credential: 'client-secret', type: 'passwordAddition', isEnabled: true }],
      },
      appManagement: [
        {
          id: guid(1),
          displayName: 'exempt',
          isEnabled: true,
          restrictions: [{ credential: 'client-secret', type: 'passwordLifetime', isEnabled: false }],
          appliesTo: identities.slice(0, 100).flatMap(({ applicationId }) => applicationId ?? []),
        },
      ],
      conditionalAccess: [
        {
          id: guid(2),
          displayName: 'locations',
          state: 'enabled',
          include: identities.slice(0, 200).flatMap(({ servicePrincipalId }) => servicePrincipalId ?? []),
          exclude: [],
          riskLevels: [],
          includeLocations: ['All'],
          excludeLocations: [guid(3)],
          blocks: true,
        },
      ],
      diagnosticSettings: [],
      accessReviews: [],
    },
  };
}

function identity(index: number): Identity {
  const isManaged = index % 5 === 0;
  const isOwn = index % 7 !== 0;
  const isApplication = !isManaged && isOwn;
  return {
    kind: isManaged ? 'managed-identity' : isApplication ? 'application' : 'service-principal',
    clientId: guid(index * 4 + 10),
    displayName: `${isManaged ? 'id' : 'app'}-team${index % 300}-${index}`,
    ownership: isManaged || isOwn ? 'own' : 'third-party',
    isEnabled: index % 50 !== 1,
    audience: index % 20 === 3 ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    created: time(-(index % 2_000)),
    tags: [],
    servicePrincipalId: guid(index * 4 + 11),
    ...(isApplication && { applicationId: guid(index * 4 + 12) }),
    ...(isManaged && {
      managedIdentity: {
        assignment: index % 2 === 0 ? 'user-assigned' : 'system-assigned',
        resourceId: scope(index),
        hosts: [],
      },
    }),
    keyCredentials: isApplication ? credentials(index) : [],
    federatedCredentials: index % 4 === 1 && (isApplication || isManaged) ? trusts(index) : [],
    owners:
      isApplication && index % 3 > 0
        ? [{ objectId: guid(index % 5_000), kind: 'user', userPrincipalName: `u${index % 5_000}@contoso.example` }]
        : [],
    sponsors: [],
    directoryRoles:
      index % 500 === 2 ? [{ roleId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', scope: '/', assignment: 'active' }] : [],
    azureRoles:
      index % 3 === 0
        ? [{ id: scope(index), roleId: 'b24988ac-6180-42a0-ab88-20f7382dd24c', scope: scope(index) }]
        : [],
    applicationPermissions:
      index % 10 === 4
        ? [{ resourceId: guid(4), appRoleId: 'e2a3a72e-5f79-4c64-b1b1-878b674786c9', value: 'Mail.ReadWrite' }]
        : [],
    delegatedGrants: index % 4 === 0 ? [{ resourceId: guid(4), scopes: ['User.Read', 'openid'] }] : [],
    ...(index % 3 > 0 && { signIns: { application: time(-(index % 200)) } }),
  };
}

function credentials(index: number): KeyCredential[] {
  return Array.from({ length: index % 4 }, (_, number) => ({
    kind: number % 3 === 2 ? 'certificate' : 'client-secret',
    keyId: guid(index * 10 + number),
    origin: 'application',
    displayName: `secret ${number}`,
    start: time(-(index % 700)),
    end: time(730 - (index % 900) + number),
    ...(index % 2 === 0 && { lastUsed: time(-(index % 90)) }),
  }));
}

/** As platforms are used: mostly GitHub, some Kubernetes, GitLab and Azure DevOps, few by expression. */
function trusts(index: number): Identity['federatedCredentials'] {
  const name = (part: number) => `name${part}`;
  const trust = (issuer: string, subject: string) => ({
    name: `${issuer.length}-${subject}`,
    issuer,
    subject,
    audiences: ['api://AzureADTokenExchange'],
  });
  const number = Math.floor(index / 4);
  switch (number % 10) {
    case 0:
      return [
        trust(
          `https://westeurope.oic.prod-aks.azure.com/${TENANT}/${guid(index % 200)}/`,
          `system:serviceaccount:${name(index % 3_000)}:api`,
        ),
      ];
    case 1:
      return [trust('https://gitlab.com', `project_path:contoso/${name(index)}:ref_type:branch:ref:main`)];
    case 2:
      return [
        trust(
          `https://vstoken.dev.azure.com/${guid(index % 20)}`,
          `sc://contoso/${name(index % 500)}/production-${index}`,
        ),
      ];
    case 3:
      return [
        {
          name: 'flexible',
          issuer: GITHUB,
          expression: `claims['sub'] matches 'repo:contoso/${name(index % 1_000)}:environment:*'`,
          languageVersion: 1,
          audiences: ['api://AzureADTokenExchange'],
        },
      ];
    default:
      return [
        trust(GITHUB, `repo:contoso/${name(index)}:environment:production`),
        trust(GITHUB, `repo:contoso/${name(index)}:ref:refs/heads/main`),
      ];
  }
}

function scope(index: number): string {
  const subscription = `/subscriptions/${guid(index % 100)}`;
  return index % 9 === 0 ? subscription : `${subscription}/resourceGroups/rg-${index % 1_000}`;
}

function time(days: number): string {
  return new Date(NOW + days * DAY).toISOString();
}

function guid(number: number): string {
  return `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

if (import.meta.main) benchAssess(process.argv.slice(2));
