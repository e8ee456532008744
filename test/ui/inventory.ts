import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIST_TESTS, LONG_LIST_TESTS } from './inventory-list.ts';
import {
  choose,
  fill,
  found,
  group,
  type InventoryStage,
  type InventoryTest,
  settled,
  signIn,
  signOut,
} from './inventory-steps.ts';
import type { Workbench } from './workbench.ts';

/** In this order: one signs in, the next go on from there. */
export const INVENTORY_TESTS: Readonly<Record<string, InventoryTest>> = {
  'signed out, the view says what it is for': async ({ workbench }) => {
    await workbench.openFindings();
    const view = workbench.page.locator('.pane', {
      has: workbench.page.locator('[aria-label^="Workload Identities"]'),
    });
    await view.getByRole('button', { name: 'Sign In' }).waitFor();
    await view.getByRole('button', { name: 'Open Demo Tenant' }).waitFor();
  },

  'an expired session of the Azure CLI is told with its number': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Switch Tenant');
    await fill(workbench, 'expired.example');
    await workbench.press('Enter');
    await choose(workbench, 'Azure CLI');
    await workbench.page.locator('.notification-toast', { hasText: 'AADSTS70043' }).waitFor();
    await workbench.closeNotifications();
  },

  'a sign-in through the Azure CLI fills the view': async ({ workbench }) => {
    await signIn(workbench, 'Azure CLI');
    await workbench.page
      .getByRole('treeitem', { name: /^Applications, \d+ identities, 1 at risk, \d+ expired, \d+ expiring$/ })
      .waitFor();
    await workbench.page.locator('.pane-header[aria-label*="Contoso"]').first().waitFor();
    await workbench.page.locator('.statusbar-item[id*="keyless.tenant"]', { hasText: 'Contoso' }).waitFor();
  },

  'an identity opens into what it has, by keyboard': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Search Identities');
    await fill(workbench, 'payments-github-dep');
    await found(workbench, 'payments-github-deploy');
    await workbench.press('Enter');
    const row = workbench.page.locator('[role="treeitem"][aria-label^="payments-github-deploy, application"]').first();
    await row.waitFor();
    assert.match((await row.getAttribute('aria-label')) ?? '', /1 expired · expires in \d+ d · 2 client secrets/);
    const secrets = workbench.page.locator('[role="treeitem"][aria-label^="Client Secrets, 2"]');
    await secrets.waitFor();
    assert.equal(await secrets.getAttribute('aria-label'), 'Client Secrets, 2 · 1 expired, 1 expiring');
  },

  'the details of an identity are a page without a script': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Show Details');
    await fill(workbench, 'payments-github-dep');
    await found(workbench, 'payments-github-deploy');
    await workbench.press('Enter');
    const outer = workbench.page.frameLocator('iframe.webview').last();
    const page = outer.frameLocator('iframe#active-frame');
    await page.getByRole('heading', { name: 'payments-github-deploy', level: 1 }).waitFor();
    await page.getByRole('region', { name: 'Client Secrets and Certificates' }).getByText('expired').first().waitFor();
    assert.equal(await page.locator('script:not([src])').count(), 0, 'scripts');
    await workbench.closeEditors();
  },

  'a text and conditions filter the view, and are said above it': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Filter by Text');
    await fill(workbench, 'payments');
    await workbench.press('Enter');
    await workbench.page.getByText(/Filter: text "payments" \(\d+ found\)/).waitFor();
    await workbench.runCommand('Keyless: Filter…');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'With Secrets' }).click();
    await workbench.press('Enter');
    await workbench.page.getByText(/Filter: with secrets, text "payments" \(\d+ found\)/).waitFor();
    await workbench.runCommand('Keyless: Filter by Text');
    await fill(workbench, 'nothing has this name');
    await workbench.press('Enter');
    await workbench.page.getByText('No identity matches the filter.').waitFor();
    await workbench.runCommand('Keyless: Clear Filter');
    await group(workbench, 'Managed Identities').waitFor();
  },

  ...LIST_TESTS,

  'identities are grouped by what a person asks': async ({ workbench }) => {
    for (const [by, first] of [
      ['Expiry', 'Expired'],
      ['Weakest Credential', 'Client Secret'],
      ['Owner', 'Without an Owner'],
      ['Azure Subscription', 'Outside Azure Subscriptions'],
      ['Issuer', 'Without a Federated Credential'],
      ['Kind', 'Applications'],
    ] as const) {
      await workbench.runCommand('Keyless: Group By');
      await choose(workbench, by);
      await group(workbench, first).waitFor();
    }
  },

  'after a reload of the window the rows are there without a sign-in': async ({ workbench, services }) => {
    await settled(services);
    services.emulator.statistics.clear();
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await workbench.openFindings();
    await group(workbench, 'Applications').waitFor();
    assert.equal(services.emulator.statistics.requests, 0, 'requests');
  },

  'a claims challenge that the Azure CLI cannot answer shows the command': async ({ workbench, services }) => {
    const end = services.emulator.faults.add({
      fault: { kind: 'claims-challenge', claims: '{"access_token":{"acrs":{"value":"c1"}}}' },
      match: '/applications',
    });
    await workbench.runCommand('Keyless: Refresh');
    await workbench.page.locator('.notification-toast', { hasText: 'az login --claims-challenge eyJ' }).waitFor();
    end();
    await workbench.closeNotifications();
  },

  'a forgotten tenant leaves no file': async ({ workbench, editor }) => {
    const folder = join(editor.dataFolder, 'data', 'User', 'globalStorage', 'keyless.keyless', 'inventory');
    assert.ok(readdirSync(folder).some((name) => name.endsWith('.db')));
    await workbench.runCommand('Keyless: Forget Tenant');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Forget', exact: true }).click();
    await workbench.page.getByRole('button', { name: 'Open Demo Tenant' }).waitFor();
    assert.deepEqual(readdirSync(folder), []);
  },

  'a sign-in with a device code shows the code until it was typed': async ({ workbench, services, context }) => {
    services.emulator.login.pollsUntilSignedIn = Number.POSITIVE_INFINITY;
    await signIn(workbench, 'Device Code');
    const toast = workbench.page.locator('.notification-toast', { hasText: 'KEYL3SS00' });
    await toast.waitFor();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await toast.getByText('Copy Code and Open Page').click();
    await workbench.page.waitForFunction("navigator.clipboard.readText().then((text) => text === 'KEYL3SS00')");
    await workbench.press('Escape');
    services.emulator.login.pollsUntilSignedIn = 1;
    await group(workbench, 'Applications').waitFor();
    await toast.waitFor({ state: 'detached' });
    await signOut(workbench);
  },

  'a sign-in in the browser opens a page and comes back': async ({ workbench, context }) => {
    const opened = context.waitForEvent('page');
    await signIn(workbench, 'Browser');
    const page = await opened;
    // The editor that is tested leads addresses of this machine through itself, without https.
    await page.waitForURL(/\/proxy\/\d+\//, { waitUntil: 'commit' });
    await page.goto(page.url().replace(/^http:\/\/[^/]+\/proxy\/(\d+)/, 'https://127.0.0.1:$1')).catch(() => undefined);
    await page.waitForURL(/^http:\/\/localhost:/);
    await page.close();
    await group(workbench, 'Applications').waitFor();
    await signOut(workbench);
  },

  'a sign-in with an account of VS Code asks which one, and keeps to it': async (stage) => {
    const { workbench } = stage;
    const [mira, ola] = ['mira.sandberg@contoso.example', 'ola.lind@contoso.example'];
    const other = 'Another Account…';
    const signInWith = async (offers: readonly string[], choice: string | undefined, account: string) => {
      await letIn(stage, async () => {
        await signIn(workbench, 'VS Code Account');
        if (choice === undefined) return;
        await offered(workbench, offers);
        await choose(workbench, choice);
      });
      assert.equal(await lastAccount(workbench), account);
      await signOut(workbench);
    };

    // VS Code has no account yet, and asks for one itself.
    await signInWith([], undefined, mira);
    await signInWith([mira, other], other, ola);
    await signInWith([mira, ola, other], mira, mira);
    await signInWith([mira, ola, other], ola, ola);
  },

  ...LONG_LIST_TESTS,
};

/** A minute and more: whoever waits longer waits for ever. */
const MOST_POLLS = 1_000;

/** Allows what VS Code asks about accounts until both services were read with what a sign-in gave. */
async function letIn({ workbench, services }: InventoryStage, signsIn: () => Promise<void>): Promise<void> {
  const reads = (operation: string) => services.emulator.statistics.byOperation.get(operation) ?? 0;
  const counts = () => ['GET /v1.0/organization', 'POST arm Microsoft.ResourceGraph/resources'].map(reads);
  const before = counts();
  await signsIn();
  const allow = workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Allow' });
  for (let polls = 0; !counts().every((count, index) => count > (before[index] ?? 0)); polls += 1) {
    assert.ok(polls < MOST_POLLS, 'Not both services were read.');
    if (await allow.isVisible()) await allow.click();
    await workbench.page.waitForTimeout(100);
  }
  await group(workbench, 'Applications').waitFor();
}

/** Waits until a picker offers these and nothing else, in this order. */
async function offered(workbench: Workbench, labels: readonly string[]): Promise<void> {
  const rows = "[...document.querySelectorAll('.quick-input-list .monaco-list-row')]";
  const sorted = `${rows}.sort((a, b) => a.dataset.index - b.dataset.index)`;
  const texts = `${sorted}.map((row) => row.querySelector('.label-name')?.textContent)`;
  await workbench.page.waitForFunction(`JSON.stringify(${texts}) === ${JSON.stringify(JSON.stringify(labels))}`);
}

/** The account of the last sign-in, as the choice of tenants names it. */
async function lastAccount(workbench: Workbench): Promise<string | undefined> {
  await workbench.runCommand('Keyless: Switch Tenant');
  await workbench.page.locator('.quick-input-widget input[placeholder="Which tenant?"]').waitFor();
  const description = workbench.page.locator('.quick-input-list .label-description', { hasText: 'VS Code Account' });
  const text = await description.first().textContent();
  await workbench.press('Escape');
  return text?.split(' · ')[0];
}
