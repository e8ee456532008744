import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { startTenantServices, type TenantServices } from '../host/tenant-services.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(OUT, 'screenshots');
const NIGHTLY = '.github/workflows/nightly.yml';
const SETTLEMENT = '.github/workflows/settlement.yml';

type Test = (workbench: Workbench, services: TenantServices) => Promise<void>;

/** Jobs and their trust in the example workspace, which opens the demo tenant. Each leaves a picture. */
const TESTS: Readonly<Record<string, Test>> = {
  'a lens says what a job presents and who trusts it': async (workbench) => {
    await workbench.openFile(NIGHTLY);
    await lens(workbench, 'environment:production — trusted by payments-deploy').waitFor();
    await shoot(workbench, 'federation-lens');
  },

  'a click on the lens shows the credential': async (workbench) => {
    await workbench.openFile(NIGHTLY);
    await clickUntil(lens(workbench, 'trusted by payments-deploy'), row(workbench, 'payments-deploy'));
    // Makes room for the rows.
    await workbench.page.locator('.pane-header', { hasText: 'Findings' }).click();
    for (const label of ['Federated Credentials', 'github-production', 'Used by']) await row(workbench, label).click();
    await row(workbench, 'drift').waitFor();
    await shoot(workbench, 'federation-tree');
  },

  'the hover of a job tells the verdict of each credential': async (workbench) => {
    await workbench.openFile(SETTLEMENT);
    await lens(workbench, 'trusted by payments-settlement').waitFor();
    await workbench.goTo(16, 5);
    await workbench.runCommand('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-resizable-hover .monaco-hover-content:visible').first();
    await hover.getByText('accepts every token of this job').first().waitFor();
    await hover.getByText('The job has an environment, which takes the place of branch and event').waitFor();
    await shoot(workbench, 'federation-hover');
    await workbench.press('Escape');
  },

  'a token is explained on a page': async (workbench) => {
    await workbench.openFile(SETTLEMENT);
    await lens(workbench, 'Explain').first().click();
    const tab = workbench.page.locator('.tab.active', { hasText: 'Token subjects of' });
    await tab.waitFor();
    await preview(workbench).getByRole('heading', { name: 'Why' }).first().waitFor();
    await shoot(workbench, 'federation-explanation');
    await workbench.closeEditors();
  },

  'a credential is created as Bicep, which is inserted into a file': async (workbench) => {
    await workbench.openFile(SETTLEMENT);
    const own = workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'payments-settlement' })
      .first();
    await clickUntil(lens(workbench, 'Create Federated Credential…').first(), own);
    await choose(workbench, 'payments-settlement', 'federation-create-identity');
    await choose(workbench, 'As Bicep', 'federation-create-form');
    await choose(workbench, 'Insert into infra/modules/payments-app.bicep', 'federation-create-target');
    await workbench.page.locator('.tab.active[data-resource-name="payments-app.bicep"]').waitFor();
    await workbench.page.locator('.view-line', { hasText: 'payments_environment_test' }).first().waitFor();
    await shoot(workbench, 'federation-created');
    await workbench.expectSaved('infra/modules/payments-app.bicep', (text) =>
      text.includes("subject: 'repo:contoso/payments:environment:test'"),
    );
    await workbench.closeEditors();
  },

  'a broad credential is narrowed by a fix to what a job presents': async (workbench) => {
    await workbench.openFile('terraform/identities.tf');
    await workbench.squiggles('error').first().waitFor();
    await workbench.goTo(31, 40);
    await workbench.page.locator('.codicon-light-bulb, .codicon-gutter-lightbulb').first().waitFor();
    await workbench.chooseQuickFix('Trust only');
    await workbench.page
      .locator('.view-line', { hasText: "matches 'repo:contoso/payments:environment" })
      .first()
      .waitFor();
    await shoot(workbench, 'federation-fixed');
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },

  'a snapshot cannot be changed': async (workbench) => {
    await workbench.openFile(SETTLEMENT);
    await createInTenant(workbench);
    await workbench.notification('no live tenant');
    await workbench.closeNotifications();
  },

  'a credential is added to a tenant after the change was seen': async (workbench, { emulator }) => {
    await workbench.openFile(SETTLEMENT);
    await workbench.runCommand('Keyless: Sign In');
    await choose(workbench, 'Azure CLI');
    await workbench.page.locator('.statusbar-item', { hasText: 'Contoso' }).first().waitFor();
    await lens(workbench, 'trusted by payments-settlement').waitFor();
    await createInTenant(workbench);
    await workbench.page.locator('.quick-input-widget', { hasText: 'it cannot be changed later' }).waitFor();
    await workbench.press('Enter');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Add a federated credential to payments-settlement?').waitFor();
    await dialog.getByText('Subject: repo:contoso/payments:environment:test').waitFor();
    await shoot(workbench, 'federation-confirm');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await workbench.notification('payments-settlement trusts repo:contoso/payments:environment:test now');
    await shoot(workbench, 'federation-added');
    assert.deepEqual(
      credentialsIn(emulator).filter(({ subject }) => subject === 'repo:contoso/payments:environment:test').length,
      1,
      'credentials of the emulated tenant',
    );
    await workbench.closeNotifications();
  },

  'a duplicate is explained before anything is asked': async (workbench) => {
    await createInTenant(workbench);
    await workbench.notification('trusts this already');
    await shoot(workbench, 'federation-duplicate');
    await workbench.closeNotifications();
  },

  'the limit of 20 is explained': async (workbench, { emulator }) => {
    const others = Array.from({ length: 20 }, (_, index) => ({
      id: `00000000-0000-4000-8000-0000000000${index + 10}`,
      name: `filler-${index}`,
      issuer: 'https://token.actions.githubusercontent.com',
      subject: `repo:contoso/filler:environment:e${index}`,
      audiences: ['api://AzureADTokenExchange'],
    }));
    writeCredentials(emulator, others);
    await createInTenant(workbench);
    await workbench.notification('Entra ID allows no more');
    writeCredentials(emulator, []);
    await workbench.closeNotifications();
  },

  'a credential gets an immutable twin, and stays until told': async (workbench, { emulator }) => {
    writeCredentials(emulator, [PRODUCTION]);
    await workbench.runCommand('Keyless: Refresh');
    await workbench.runCommand('Keyless: Migrate to Immutable Subject…');
    await choose(workbench, 'application · github-production', 'federation-migrate');
    await workbench.page.locator('.quick-input-widget', { hasText: 'it cannot be changed later' }).waitFor();
    await workbench.press('Enter');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('repo:contoso@6154722/payments@1157352866:environment:production').waitFor();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const kept = await workbench.notification('is kept');
    assert.equal(credentialsIn(emulator).length, 2, 'credentials of the emulated tenant');
    await kept.getByRole('button', { name: 'Remove the Old One…' }).click();
    await dialog.getByText('Remove the federated credential "github-production" of payments-settlement?').waitFor();
    await shoot(workbench, 'federation-remove');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.notification('is removed');
    assert.deepEqual(
      credentialsIn(emulator).map(({ subject }) => subject),
      ['repo:contoso@6154722/payments@1157352866:environment:production'],
    );
    await workbench.closeNotifications();
  },

  'a broad credential of the tenant is narrowed': async (workbench, { emulator }) => {
    const { subject: _, ...broad } = PRODUCTION;
    const claimsMatchingExpression = { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 };
    writeCredentials(emulator, [{ ...broad, subject: null, claimsMatchingExpression }]);
    // A reading that is under way may have passed the application already.
    await workbench.page.locator('.statusbar-item .codicon-sync').waitFor({ state: 'hidden' });
    await workbench.runCommand('Keyless: Refresh');
    // The tenant has been read when the lens knows of it.
    await lens(workbench, 'trusted by payments-settlement').first().waitFor();
    await workbench.runCommand('Keyless: Narrow Federated Credential…');
    await choose(workbench, 'payments-settlement');
    await choose(workbench, 'repo:contoso/payments:environment:test', 'federation-narrow');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('After: repo:contoso/payments:environment:test').waitFor();
    await shoot(workbench, 'federation-narrow-confirm');
    await dialog.getByRole('button', { name: 'Narrow', exact: true }).click();
    await workbench.notification('only');
    assert.deepEqual(
      credentialsIn(emulator).map(({ subject }) => subject),
      ['repo:contoso/payments:environment:test'],
    );
    writeCredentials(emulator, []);
    await workbench.closeNotifications();
  },

  'a missing role is named': async (workbench, { emulator }) => {
    const repair = emulator.faults.add({
      match: 'POST .*federatedIdentityCredentials',
      fault: { kind: 'status', status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' },
    });
    await createInTenant(workbench);
    await workbench.page.locator('.quick-input-widget', { hasText: 'it cannot be changed later' }).waitFor();
    await workbench.press('Enter');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Add', exact: true }).click();
    await workbench.notification('Cloud Application Administrator');
    await shoot(workbench, 'federation-refused');
    repair();
    assert.deepEqual(credentialsIn(emulator), []);
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },
};

/** The application that the job `reconcile` signs in as. */
const SETTLEMENT_APPLICATION = 'ece48936-2646-41d4-a0d1-fa7be045aeb7';

const PRODUCTION = {
  id: '2f6a7c55-91a5-4a9b-8c7b-3d1f0f6f9a01',
  name: 'github-production',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:contoso/payments:environment:production',
  audiences: ['api://AzureADTokenExchange'],
};

type Emulator = TenantServices['emulator'];

function credentialsIn({ tenant }: Emulator): readonly { readonly subject?: string | null }[] {
  const found = tenant.collection('applications').find('appId', SETTLEMENT_APPLICATION);
  return (found?.['federatedIdentityCredentials'] ?? []) as readonly { readonly subject?: string | null }[];
}

function writeCredentials({ tenant }: Emulator, federatedIdentityCredentials: readonly object[]): void {
  const found = tenant.collection('applications').find('appId', SETTLEMENT_APPLICATION);
  assert(found, 'the application is in the demo tenant');
  tenant.update('applications', found.id, { federatedIdentityCredentials });
}

async function createInTenant(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const first = page.locator('.quick-input-list .monaco-list-row', { hasText: 'payments-settlement' }).first();
  await clickUntil(lens(workbench, 'Create Federated Credential…').first(), first);
  await choose(workbench, 'payments-settlement');
  await choose(workbench, 'In the tenant');
}

/** A lens that is made anew under the pointer takes no click. */
async function clickUntil(target: Locator, result: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await target.click();
    try {
      await result.waitFor({ timeout: 4_000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

export async function testFederation(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(TESTS).filter(([title]) => only === undefined || title.includes(only));
  if (tests.length === 0) return;
  const folder = join(temporaryFolder('federation'), 'contoso');
  cpSync(join(ROOT, 'examples', 'contoso'), folder, { recursive: true });
  const services = await startTenantServices();
  const settings = { ...services.settings, 'editor.minimap.enabled': false };
  const editor = await startEditor({ mode: 'installed', settings });
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  try {
    const workbench = await Workbench.open(page, editor, folder);
    for (const [title, test] of tests) {
      try {
        await test(workbench, services);
        report.add({ state: 'passed', title });
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        report.add({ state: 'failed', title, error: text });
        await page.screenshot({ path: join(FOLDER, `failed ${title}.png`) });
        await workbench.press('Escape', 'Escape', 'Escape');
      }
    }
  } finally {
    await page.close();
    await editor.stop();
    await services.stop();
  }
}

function lens({ page }: Workbench, text: string) {
  return page.locator('.monaco-editor .codelens-decoration a', { hasText: text });
}

/** A row of the view of identities, by its name. */
function row({ page }: Workbench, label: string) {
  return page.locator(`[aria-label="Workload Identities"] [role="treeitem"][aria-label^="${label}"]`).first();
}

/** The page of a preview stands in a frame within a frame. */
function preview({ page }: Workbench) {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** By keyboard: the list moves while it opens, and a click would hit another row. */
async function choose(workbench: Workbench, text: string, picture?: string): Promise<void> {
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: text }).first().waitFor();
  if (picture !== undefined) await shoot(workbench, picture);
  // Into the box itself: while it opens, the focus may still be elsewhere.
  await workbench.page.locator('.quick-input-widget .quick-input-box input').fill(text);
  await workbench.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: text }).waitFor();
  await workbench.press('Enter');
}

/** After what moves has come to rest. */
async function shoot({ page }: Workbench, name: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
