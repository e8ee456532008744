import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/migrate/document/parse.ts';
import { printPlan } from '../../src/migrate/document/print.ts';
import { makeEdits } from '../../src/migrate/edits.ts';
import { graphPort } from '../../src/migrate/execute/graph-port.ts';
import { type LogEntry, runSteps } from '../../src/migrate/execute/run-steps.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan, Way } from '../../src/migrate/plan.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { snapshotText } from '../../src/tenant/snapshot/write.ts';
import { synchronise } from '../../src/tenant/sync/synchronise.ts';
import { keyless } from '../cli/command.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { sqliteStore } from '../tenant/store/stores.ts';
import { clientsOf, FAST } from '../tenant/sync/services.ts';
import { contoso, DEMO, identityNamed, sourcesIn, temporaryFolder, withIdentity, write } from './contoso.ts';

const emulators: Emulator[] = [];

afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.stop();
});

interface Case {
  readonly identity: string;
  readonly way: Way;
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The tenant as it is when the changes are made, where others have changed it meanwhile. */
  readonly tenant?: Inventory;
  /** What people do to the tenant because the plan asks them to. */
  readonly byHand?: (emulator: Emulator, plan: Plan) => Promise<void>;
}

const BACKUP = `resource backup 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-payments-backup'
  location: resourceGroup().location
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'AZURE_CLIENT_ID', value: '3f1b05ad-e4ab-45c2-ae2d-580818541985' }
        { name: 'AZURE_TENANT_ID', value: tenant().tenantId }
        { name: 'AZURE_CLIENT_SECRET', value: backupSecret }
      ]
    }
  }
}

@secure()
param backupSecret string
`;

const PROVISIONING = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: provisioning
  namespace: people
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: provisioning
  namespace: people
spec:
  selector:
    matchLabels:
      app: provisioning
  template:
    metadata:
      labels:
        app: provisioning
    spec:
      serviceAccountName: provisioning
      containers:
        - name: provisioning
          image: contosopayments.azurecr.io/provisioning:1
          env:
            - name: AZURE_CLIENT_ID
              value: b761a664-8384-40ca-a170-b2166039c66f
            - name: AZURE_TENANT_ID
              value: 0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05
            - name: AZURE_CLIENT_SECRET
              valueFrom:
                secretKeyRef:
                  name: provisioning
                  key: client-secret
`;

const SETTLEMENT = '9dbe8cdf-294c-480f-ab0c-efd124a53c91';

/** Trust that is written in code comes about with a deployment. */
async function deployTrust(emulator: Emulator, plan: Plan): Promise<void> {
  const port = graphPort({ ...clientsOf(emulator), clock: FAST });
  for (const claim of plan.steps
    .filter(({ kind, call }) => kind === 'trust' && !call)
    .flatMap(({ claims }) => claims)) {
    if (claim.kind !== 'trust') continue;
    const { clientId = '', issuer = '', subject = '' } = claim;
    const objectId = plan.identity.applicationId ?? '';
    const call = { operation: 'add-trust', object: 'application', clientId, objectId } as const;
    await port.addTrust(call, { name: 'deployed', issuer, subject, audiences: ['api://AzureADTokenExchange'] });
  }
}

/** The tenant once somebody has given the role that the plan asks for. */
function withOwner(): Inventory {
  const { azureRoles } = identityNamed('payments-deploy');
  const owner = identityNamed('payments-github-deploy').azureRoles;
  const given = owner.map((role) => ({ ...role, id: `${role.id}-again` }));
  return withIdentity('payments-deploy', { azureRoles: [...azureRoles, ...given] });
}

const CASES: Readonly<Record<string, Case>> = {
  'a GitHub Actions app with a secret': {
    identity: 'payments-github-deploy',
    way: 'federation',
    args: ['--caller', '.github/workflows/deploy.yml:37'],
    tenant: withOwner(),
  },
  'a Functions app with a client secret': {
    identity: 'Backup runner',
    way: 'managed-identity',
    files: { 'infra/modules/backup.bicep': BACKUP },
  },
  'the backend and the provider of Terraform': { identity: 'payments-terraform', way: 'federation' },
  'a pod in AKS': {
    identity: 'HR provisioning',
    way: 'federation',
    files: { 'k8s/provisioning.yaml': PROVISIONING },
    args: ['--cluster-issuer', 'https://westeurope.oic.prod-aks.azure.com/0d6f8c21/11111111/'],
  },
  'a service connection of Azure DevOps': {
    identity: 'Warehouse scanner',
    way: 'federation',
    args: ['--caller', 'azure-pipelines.yml:32'],
  },
  'an application that has to stay one': {
    identity: 'Payments API',
    way: 'managed-identity-as-credential',
    args: ['--runs-on', 'azure', '--managed-identity', SETTLEMENT],
    byHand: deployTrust,
  },
  'a secret that nobody uses': { identity: 'Badge printer', way: 'delete' },
};

describe.each(Object.entries(CASES))(
  'the migration of %s',
  (_, { identity, way, files = {}, args = [], tenant = DEMO, byHand }) => {
    it('ends without the secret, with all claims true and nothing else changed', async () => {
      const folder = contoso(files);
      const aside = temporaryFolder();
      write(aside, { 'before.json': snapshotText(DEMO) });
      const emulator = await startEmulator({ tenant, isThrottling: false });
      emulators.push(emulator);
      const { clientId, keyCredentials } = identityNamed(identity);
      const secretsBefore = secretsIn(emulator);

      const planned = await keyless(folder, [
        ...['plan', '--identity', clientId, '--inventory', join(aside, 'before.json'), '--write'],
        ...args,
      ]);
      expect(planned.error).toBe('');
      const file = planned.out.trim();
      const plan = parsePlan(readFileSync(file, 'utf8'));
      expect(plan.decision.way).toBe(way);
      const early = await keyless(folder, ['verify', file, '--inventory', join(aside, 'before.json')]);
      expect(early.exitCode).toBe(1);

      const edited = makeEdits(plan.steps, plan.decision.way, sourcesIn(folder));
      expect(edited.missing).toEqual([]);
      write(folder, Object.fromEntries(edited.files.map(({ path, after }) => [path, after])));
      await byHand?.(emulator, plan);
      // People tick what they have done; what Keyless sends to the tenant is left.
      write('', { [file]: ticked(readFileSync(file, 'utf8'), plan) });

      const log: LogEntry[] = [];
      const { plan: run, waiting } = await runSteps(
        parsePlan(readFileSync(file, 'utf8')),
        {
          tenant: graphPort({ ...clientsOf(emulator), clock: FAST }),
          save: async (now) => write('', { [file]: printPlan(now) }),
          log: async (entry) => void log.push(entry),
        },
        // Six weeks later nobody has signed in with the secret for long.
        { clock: { ...FAST, now: () => Date.parse('2027-01-05T00:00:00Z') } },
      );
      expect(waiting).toEqual([]);
      expect(run.steps.filter(({ state }) => state !== 'done').map(({ id, outcome }) => [id, outcome])).toEqual([]);
      expect(log.every(({ state }) => state === 'done')).toBe(true);

      const after = await inventoryOf(emulator);
      write(aside, { 'after.json': snapshotText(after) });
      const verified = await keyless(folder, ['verify', file, '--inventory', join(aside, 'after.json')]);
      expect(verified.out).not.toMatch(/^(?:fails|unknown)/mu);
      expect(verified.exitCode).toBe(0);

      const again = makePlan(identityNamed(identity, after), sourcesIn(folder, after), {});
      expect(again.decision.way).toBe('nothing');
      expect(again.evidence.places.filter(({ finding }) => finding !== undefined)).toEqual([]);
      const gone = keyCredentials.flatMap(({ kind, keyId }) => (kind === 'client-secret' && keyId ? [keyId] : []));
      expect(gone.length).toBeGreaterThan(0);
      expect(secretsIn(emulator)).toEqual(secretsBefore.filter((id) => !gone.includes(id)));
    });
  },
);

/** Ids of all client secrets of the tenant. */
function secretsIn({ tenant }: Emulator): readonly string[] {
  const ids = (['applications', 'servicePrincipals'] as const).flatMap((name) => {
    const collection = tenant.collection(name);
    return Array.from({ length: collection.size }, (_, index) => collection.at(index)).flatMap(
      (object) => (object?.['passwordCredentials'] ?? []) as readonly { readonly keyId: string }[],
    );
  });
  return ids.map(({ keyId }) => keyId).sort();
}

function ticked(text: string, { steps }: Plan): string {
  return steps
    .filter(({ call }) => !call)
    .reduce((now, { id }) => now.replace(new RegExp(`- \\[ \\](.*<!-- ${id} -->)`, 'u'), '- [x]$1'), text);
}

async function inventoryOf(emulator: Emulator): Promise<Inventory> {
  const store = sqliteStore();
  const { graph, arm } = clientsOf(emulator);
  await synchronise({ graph, arm, store, tenantId: emulator.tenant.id, cloud: 'public', maxAge: 0 });
  const inventory = store.inventory();
  if (!inventory) throw new Error('Nothing was read.');
  return inventory;
}
