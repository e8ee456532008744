import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/migrate/document/parse.ts';
import { printPlan } from '../../src/migrate/document/print.ts';
import { graphPort } from '../../src/migrate/execute/graph-port.ts';
import { runSteps } from '../../src/migrate/execute/run-steps.ts';
import { snapshotText } from '../../src/tenant/snapshot/write.ts';
import { synchronise } from '../../src/tenant/sync/synchronise.ts';
import { keyless, type Ran } from '../cli/command.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { sqliteStore } from '../tenant/store/stores.ts';
import { clientsOf, FAST } from '../tenant/sync/services.ts';
import { contoso, DEMO, identityNamed, NOW, temporaryFolder, write } from './contoso.ts';

/** Looks like a client secret, so that whatever looks for those finds it. */
const CANARY = 'cAn8Q~canary.0123456789abcdefghijklmnopqrs';
const CLIENT_ID = identityNamed('payments-terraform').clientId;

/** One in every kind of file, each beside the id of the identity that is planned for. */
const PLANTED: Readonly<Record<string, string>> = {
  'infra/canary.bicep': `resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-canary'
  location: resourceGroup().location
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'AZURE_CLIENT_ID', value: '${CLIENT_ID}' }
        { name: 'AZURE_CLIENT_SECRET', value: '${CANARY}' }
      ]
    }
  }
}
`,
  'infra/canary.bicepparam': `using 'main.bicep'

// ${CLIENT_ID}
param partnerClientSecret = '${CANARY}'
`,
  'infra/canary.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2024-04-01",
      "name": "canary",
      "location": "westeurope",
      "properties": { "siteConfig": { "appSettings": [
        { "name": "AZURE_CLIENT_ID", "value": "${CLIENT_ID}" },
        { "name": "AZURE_CLIENT_SECRET", "value": "${CANARY}" }
      ] } }
    }
  ]
}
`,
  'canary/main.tf': `provider "azurerm" {
  features {}
  client_id     = "${CLIENT_ID}"
  client_secret = "${CANARY}"
}

variable "client_secret" {
  default = "${CANARY}"
}
`,
  'canary/prod.tfvars': `client_secret = "${CANARY}"\n`,
  'canary/prod.tfbackend': `client_id     = "${CLIENT_ID}"\nclient_secret = "${CANARY}"\naccess_key    = "${CANARY}"\n`,
  '.github/workflows/canary.yml': `on: push
env:
  ARM_CLIENT_ID: ${CLIENT_ID}
  ARM_CLIENT_SECRET: ${CANARY}
jobs:
  canary:
    runs-on: ubuntu-24.04
    steps:
      - run: terraform apply
      - uses: azure/login@v2
        with:
          creds: '{"clientId":"${CLIENT_ID}","clientSecret":"${CANARY}","tenantId":"${DEMO.tenant.id}"}'
      - run: az login --service-principal -u ${CLIENT_ID} -p ${CANARY} --tenant ${DEMO.tenant.id}
`,
  'canary/azure-pipelines.yml': `variables:
  ARM_CLIENT_ID: ${CLIENT_ID}
  ARM_CLIENT_SECRET: ${CANARY}
steps:
  - script: az login --service-principal -u ${CLIENT_ID} -p ${CANARY} --tenant ${DEMO.tenant.id}
`,
  'canary/.env': `AZURE_CLIENT_ID=${CLIENT_ID}\nAZURE_CLIENT_SECRET=${CANARY}\n`,
  'canary/Dockerfile': `FROM alpine\nENV AZURE_CLIENT_ID=${CLIENT_ID}\nENV AZURE_CLIENT_SECRET=${CANARY}\n`,
  'canary/local.settings.json': `{ "Values": { "AZURE_CLIENT_ID": "${CLIENT_ID}", "AZURE_CLIENT_SECRET": "${CANARY}" } }\n`,
  'k8s/canary.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: canary
spec:
  containers:
    - name: canary
      image: canary:1
      env:
        - name: AZURE_CLIENT_ID
          value: ${CLIENT_ID}
        - name: AZURE_CLIENT_SECRET
          value: ${CANARY}
---
apiVersion: v1
kind: Secret
metadata:
  name: canary
stringData:
  client-id: ${CLIENT_ID}
  AZURE_CLIENT_SECRET: ${CANARY}
`,
  'compose.yaml': `services:
  canary:
    image: canary:1
    environment:
      AZURE_CLIENT_ID: ${CLIENT_ID}
      AZURE_CLIENT_SECRET: ${CANARY}
`,
};

let emulator: Emulator | undefined;

afterEach(() => emulator?.stop());

describe('a secret that stands in every input', () => {
  it('is found, and is in nothing that comes out', async () => {
    const folder = contoso(PLANTED);
    const aside = temporaryFolder();
    emulator = await startEmulator({ tenant: DEMO, isThrottling: false });
    const application = emulator.tenant.collection('applications').find('appId', CLIENT_ID);
    const passwords = (application?.['passwordCredentials'] ?? []) as readonly object[];
    // No service sends it. Should one ever do so, it stays where it is.
    emulator.tenant.update('applications', application?.id ?? '', {
      passwordCredentials: passwords.map((each) => ({ ...each, secretText: CANARY })),
    });
    const store = sqliteStore();
    const { graph, arm } = clientsOf(emulator);
    await synchronise({ graph, arm, store, tenantId: emulator.tenant.id, cloud: 'public', maxAge: 0 });
    const inventory = store.inventory();
    const snapshot = snapshotText(inventory ?? DEMO);
    write(aside, { 'inventory.json': snapshot });
    const outputs: string[] = [snapshot];
    const run = async (...args: readonly string[]): Promise<Ran> => {
      const ran = await keyless(folder, args);
      outputs.push(ran.out, ran.error);
      return ran;
    };
    const plan = ['plan', '--identity', CLIENT_ID, '--inventory', join(aside, 'inventory.json')];

    await run(...plan, '--format', 'json');
    const planned = await run(...plan, '--write');
    expect(planned.error).toBe('');
    const file = planned.out.trim();
    await run('verify', file);
    await run('verify', file, '--inventory', join(aside, 'inventory.json'), '--format', 'json');
    for (const format of ['text', 'json', 'sarif', 'github'])
      await run('lint', '--format', format, '--fail-on', 'never');
    const backlog = ['backlog', '--inventory', join(aside, 'inventory.json'), '--format'];
    for (const format of ['text', 'markdown', 'csv', 'json']) {
      expect((await run(...backlog, format)).out).toContain(CLIENT_ID);
    }
    await run(...backlog, 'issues', '--output', join(aside, 'issues'));
    const issues = readdirSync(join(aside, 'issues'));
    expect(issues).toContain(basename(file));
    for (const issue of issues) outputs.push(readFileSync(join(aside, 'issues', issue), 'utf8'));
    const made = parsePlan(readFileSync(file, 'utf8'));
    const found = made.evidence.places.filter(({ finding }) => finding !== undefined).map(({ path }) => path);
    for (const path of Object.keys(PLANTED)) {
      // Without the id in their own text nothing says whose these are.
      if (!path.endsWith('.tfvars') && !path.endsWith('.bicepparam')) expect(found).toContain(path);
    }

    emulator.faults.add({
      fault: { kind: 'status', status: 400, code: 'Request_BadRequest', message: `Invalid value ${CANARY}.` },
      match: 'POST .*federatedIdentityCredentials',
    });
    const log: unknown[] = [];
    const ran = await runSteps(
      made,
      {
        tenant: graphPort({ ...clientsOf(emulator), clock: FAST }),
        save: async (now) => void outputs.push(printPlan(now)),
        log: async (entry) => void log.push(entry),
      },
      { clock: { ...FAST, now: () => NOW.getTime() } },
    );
    expect(ran.plan.steps.some(({ state }) => state === 'refused')).toBe(true);
    outputs.push(JSON.stringify([log, ran]));

    expect(outputs.length).toBeGreaterThan(15);
    for (const output of outputs) expect(output.includes(CANARY)).toBe(false);
  });
});
