import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { startTenantServices, type TenantServices } from '../host/tenant-services.ts';
import { makeCertificate } from '../tenant/change/make-certificate.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(OUT, 'screenshots');

/** Of the demo tenant: two client secrets that nobody uses; a secret in use; two certificates. */
const PRINTER = 'Badge printer';
const TERRAFORM = 'payments-terraform';
const LEDGER = 'Ledger sync';
const BACKUP = 'Backup runner';

interface Stage {
  readonly workbench: Workbench;
  readonly emulator: TenantServices['emulator'];
  /** Of the workspace, on disk. */
  readonly folder: string;
}

type Test = (stage: Stage) => Promise<void>;

/** Changes of identities in the emulated tenant, and the backlog of it. Each leaves pictures. */
const TESTS: Readonly<Record<string, Test>> = {
  'the backlog ranks the identities with secrets': async ({ workbench }) => {
    // The workspace opens the demo tenant: by then all commands are there.
    await workbench.page.locator('.statusbar-item', { hasText: 'Demo tenant' }).first().waitFor();
    await workbench.openFindings();
    await workbench.runCommand('Keyless: Sign In');
    await choose(workbench, 'Azure CLI');
    await workbench.page.locator('.statusbar-item', { hasText: 'Contoso' }).first().waitFor();
    await onlyView(workbench, 'Migrations');
    await row(workbench, 'Platform bootstrap').waitFor();
    // The tenant may still be read; what is shown then is ranked anew.
    await row(workbench, TERRAFORM, '4 places in the code').waitFor();
    await shoot(workbench, 'migrations-backlog');
  },

  'the backlog in other themes': async ({ workbench }) => {
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.runCommand('Preferences: Color Theme');
      await prompted(workbench, 'Select Color Theme');
      await choose(workbench, theme);
      await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await row(workbench, 'Platform bootstrap').waitFor();
      await shoot(workbench, `migrations-backlog-${name}`);
    }
  },

  'an item of the backlog becomes a plan, whose progress is shown': async ({ workbench }) => {
    await row(workbench, BACKUP).click({ button: 'right' });
    await chooseFromMenu(workbench, 'Plan Migration…');
    await workbench.page.locator('.tab.active', { hasText: 'backup-runner' }).waitFor();
    await row(workbench, BACKUP, '0 of ').waitFor();
    await row(workbench, 'Plans', '1 of 1 open').waitFor();
    await shoot(workbench, 'migrations-plan');
    await workbench.closeEditors();
  },

  'the backlog is exported for a spreadsheet': async ({ workbench, folder }) => {
    await workbench.runCommand('Keyless: Export Migration Backlog…');
    await prompted(workbench, 'identities, as');
    await shoot(workbench, 'migrations-export');
    await choose(workbench, 'CSV');
    await workbench.answerFile(join(folder, 'migration-backlog.csv'));
    await (await workbench.notification('identities was saved')).waitFor();
    const lines = readFileSync(join(folder, 'migration-backlog.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(lines[0], 'Rank,Identity,Client id,Risk,Why,Way out,Effort,Ease,Secrets,Last used,Callers');
    assert(
      lines.some((line) => line.includes(TERRAFORM)),
      'the identity is in the sheet',
    );
    await workbench.closeNotifications();
  },

  'a secret that is in use is not removed': async ({ workbench, emulator }) => {
    const before = keysOf(emulator, TERRAFORM, 'passwordCredentials');
    await workbench.runCommand('Keyless: Remove Client Secret…');
    await search(workbench, TERRAFORM);
    await prompted(workbench, 'Which one?');
    await workbench.press('Enter');
    const said = await workbench.notification('Somebody signed in with the client secret');
    await said.getByText('Plan Migration').waitFor();
    await shoot(workbench, 'changes-in-use');
    assert.deepEqual(keysOf(emulator, TERRAFORM, 'passwordCredentials'), before);
    await workbench.closeNotifications();
  },

  'an unused secret is removed from the tree, once its name was typed': async ({ workbench, emulator }) => {
    const [first, second] = keysOf(emulator, PRINTER, 'passwordCredentials');
    await onlyView(workbench, 'Workload Identities');
    await reveal(workbench, PRINTER);
    await item(workbench, 'Client Secrets').click();
    await item(workbench, 'printer,').click({ button: 'right' });
    await shoot(workbench, 'changes-menu');
    await chooseFromMenu(workbench, 'Remove Client Secret…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(`Remove the client secret "printer" of ${PRINTER}?`).waitFor();
    await dialog.getByText('removePassword').waitFor();
    await dialog.getByText(`{"keyId":"${first}"}`).waitFor();
    await shoot(workbench, 'changes-confirm');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    const box = workbench.page.locator('.quick-input-widget', { hasText: 'Remove the client secret "printer"' });
    await box.getByText(`Type ${PRINTER} to confirm.`).waitFor();
    await box.locator('input.input').fill('Badge');
    await workbench.press('Enter');
    await box.getByText(`This is not the name yet: type ${PRINTER}.`).waitFor();
    await shoot(workbench, 'changes-typed-name');
    assert.equal(keysOf(emulator, PRINTER, 'passwordCredentials').length, 2, 'secrets before the name is typed');
    await box.locator('input.input').fill(PRINTER);
    await workbench.press('Enter');
    await (await workbench.notification('is removed')).waitFor();
    assert.deepEqual(keysOf(emulator, PRINTER, 'passwordCredentials'), [second]);
    await item(workbench, 'printer,').waitFor({ state: 'detached' });
    await shoot(workbench, 'changes-removed');
  },

  'what was changed is in the log': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Show Change Log');
    await workbench.page.locator('.tab.active', { hasText: 'Keyless Changes' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: 'Remove client secret "printer"' }).first().waitFor();
    await workbench.page.locator('.view-line', { hasText: 'request id' }).first().waitFor();
    await shoot(workbench, 'changes-log');
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },

  'a file with a private key is refused': async ({ workbench, emulator, folder }) => {
    const { pem, privateKeyPem } = makeCertificate({ subject: 'ledger' });
    writeFileSync(join(folder, 'with-key.pem'), `${pem}${privateKeyPem}`);
    const before = keysOf(emulator, LEDGER, 'keyCredentials');
    await workbench.runCommand('Keyless: Upload Certificate…');
    await search(workbench, LEDGER);
    await workbench.answerFile(join(folder, 'with-key.pem'));
    const said = await workbench.notification('The file holds a private key');
    await said.getByText('export the certificate alone').waitFor();
    await shoot(workbench, 'changes-private-key');
    assert.deepEqual(keysOf(emulator, LEDGER, 'keyCredentials'), before);
    await workbench.closeNotifications();
  },

  'a certificate is uploaded beside those that are there': async ({ workbench, emulator, folder }) => {
    const made = makeCertificate({ subject: 'ledger-2027' });
    const authority = makeCertificate({ subject: 'Contoso Issuing CA', isAuthority: true });
    writeFileSync(join(folder, 'chain.pem'), `${authority.pem}${made.pem}`);
    const before = keysOf(emulator, LEDGER, 'keyCredentials');
    await workbench.runCommand('Keyless: Upload Certificate…');
    await search(workbench, LEDGER);
    await workbench.answerFile(join(folder, 'chain.pem'));
    await prompted(workbench, 'With which one does');
    await shoot(workbench, 'changes-choose-certificate');
    await choose(workbench, 'ledger-2027');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(`Upload the certificate "ledger-2027" to ${LEDGER}?`).waitFor();
    await dialog.getByText('Kept as they are').waitFor();
    await shoot(workbench, 'changes-upload');
    await dialog.getByRole('button', { name: 'Show Request' }).click();
    await workbench.page.locator('.tab.active', { hasText: 'Request.json' }).waitFor();
    const asked = await workbench.notification('Upload the certificate "ledger-2027"');
    await shoot(workbench, 'changes-request');
    assert.deepEqual(keysOf(emulator, LEDGER, 'keyCredentials'), before);
    await asked.getByText('Upload', { exact: true }).click();
    await (await workbench.notification('can sign in with the certificate "ledger-2027" now')).waitFor();
    const after = keysOf(emulator, LEDGER, 'keyCredentials');
    assert.deepEqual(after.slice(0, before.length), before);
    assert.equal(after.length, before.length + 1);
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },

  'an identity whose use nobody can tell is disabled with open eyes': async ({ workbench, emulator }) => {
    const repair = emulator.faults.add({
      match: 'servicePrincipalSignInActivities.*filter',
      fault: { kind: 'licence' },
    });
    await workbench.runCommand('Keyless: Disable Identity…');
    await search(workbench, PRINTER);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Nobody can tell whether somebody still signs in').waitFor();
    await shoot(workbench, 'changes-unknown-use');
    await dialog.getByRole('button', { name: 'Nobody Does' }).click();
    await dialog.getByText(`Disable ${PRINTER}?`).waitFor();
    await dialog.getByText('{"accountEnabled":false}').waitFor();
    await shoot(workbench, 'changes-disable');
    await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
    await typeName(workbench, PRINTER);
    await (await workbench.notification(`${PRINTER} is disabled`)).waitFor();
    assert.equal(isEnabled(emulator, PRINTER), false);
    repair();
    await workbench.closeNotifications();
  },

  'a disabled identity is enabled again': async ({ workbench, emulator }) => {
    await workbench.runCommand('Keyless: Enable Identity…');
    await search(workbench, PRINTER);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(`Enable ${PRINTER}?`).waitFor();
    await dialog.getByRole('button', { name: 'Enable', exact: true }).click();
    await (await workbench.notification(`${PRINTER} is enabled`)).waitFor();
    assert.equal(isEnabled(emulator, PRINTER), true);
    await workbench.closeNotifications();
  },

  'a refusal says what is missing, and nothing is changed': async ({ workbench, emulator }) => {
    const repair = emulator.faults.add({ match: 'PATCH .*servicePrincipals', fault: { kind: 'permission' } });
    await workbench.runCommand('Keyless: Disable Identity…');
    await search(workbench, PRINTER);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
    await typeName(workbench, PRINTER);
    await (await workbench.notification('Cloud Application Administrator')).waitFor();
    await shoot(workbench, 'changes-refused');
    assert.equal(isEnabled(emulator, PRINTER), true);
    repair();
    await workbench.closeNotifications();
  },
};

const THEMES = { light: 'Light Modern', 'high-contrast': 'Dark High Contrast', dark: 'Dark Modern' };

type Emulator = TenantServices['emulator'];

function keysOf({ tenant }: Emulator, name: string, kind: 'keyCredentials' | 'passwordCredentials'): readonly string[] {
  const found = tenant.collection('applications').find('displayName', name);
  assert(found, `${name} is in the demo tenant`);
  return ((found[kind] ?? []) as readonly { readonly keyId: string }[]).map(({ keyId }) => keyId);
}

function isEnabled({ tenant }: Emulator, name: string): unknown {
  return tenant.collection('servicePrincipals').find('displayName', name)?.['accountEnabled'];
}

/** The row of the view "Migrations" that begins with a text. */
function row({ page }: Workbench, label: string, description = ''): Locator {
  const rows = page.locator(`[aria-label="Migrations"] [role="treeitem"][aria-label^="${label}"]`);
  return (description === '' ? rows : rows.filter({ hasText: description })).first();
}

function item({ page }: Workbench, label: string): Locator {
  return page.locator(`[aria-label="Workload Identities"] [role="treeitem"][aria-label^="${label}"]`).first();
}

/** Chooses from the menu of a row: one that has just come up does not take a click yet. */
async function chooseFromMenu({ page }: Workbench, label: string): Promise<void> {
  const entry = page.locator('.monaco-menu .action-label', { hasText: label }).first();
  for (let attempt = 1; ; attempt++) {
    await entry.click();
    try {
      await entry.waitFor({ state: 'hidden', timeout: 2_000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Gives one view all the room. */
async function onlyView({ page }: Workbench, name: string): Promise<void> {
  const headers = page.locator('.sidebar .pane-header');
  await headers.filter({ hasText: name }).waitFor();
  for (const header of await headers.all()) {
    const isWanted = (await header.innerText()).toLowerCase().startsWith(name.toLowerCase());
    if ((await header.getAttribute('aria-expanded')) !== String(isWanted)) {
      // Where no button of the view comes up under the pointer.
      await header.click({ position: { x: 10, y: 10 } });
    }
  }
}

/** Shows the row of an identity, opened. */
async function reveal(workbench: Workbench, name: string): Promise<void> {
  await workbench.runCommand('Keyless: Search Identities…');
  await search(workbench, name);
  await item(workbench, name).waitFor();
  await item(workbench, 'Client Secrets').waitFor();
}

/** Answers the search for an identity. */
async function search({ page }: Workbench, name: string): Promise<void> {
  await page.locator('.quick-input-widget', { hasText: 'Search Identities' }).waitFor();
  await page.locator('.quick-input-widget input.input').fill(name);
  await page.locator('.quick-input-list .monaco-list-row:only-child', { hasText: name }).waitFor();
  await page.keyboard.press('Enter');
}

async function prompted({ page }: Workbench, placeholder: string): Promise<void> {
  await page.locator(`.quick-input-widget input[placeholder*="${placeholder}"]`).waitFor();
}

async function typeName(workbench: Workbench, name: string): Promise<void> {
  const box = workbench.page.locator('.quick-input-widget', { hasText: `Type ${name} to confirm` });
  await box.waitFor();
  await box.locator('input.input').fill(name);
  await workbench.press('Enter');
}

/** By keyboard: the list moves while it opens, and a click would hit another row. */
async function choose(workbench: Workbench, text: string): Promise<void> {
  // A long list shows its first rows only, so it is asked for the one that is meant.
  await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await workbench.page.locator('.quick-input-widget .quick-input-box input').fill(text);
  await workbench.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: text }).waitFor();
  await workbench.press('Enter');
}

/** After what moves has come to rest. */
async function shoot({ page }: Workbench, name: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

export async function testIdentityChanges(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(TESTS).filter(
    ([title]) => only === undefined || only === 'identity-changes' || title.includes(only),
  );
  if (tests.length === 0) return;
  const folder = join(temporaryFolder('identity-changes'), 'contoso');
  cpSync(join(ROOT, 'examples', 'contoso'), folder, { recursive: true });
  const services = await startTenantServices();
  const settings = { ...services.settings, 'editor.minimap.enabled': false };
  const editor = await startEditor({ mode: 'installed', settings });
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  try {
    const workbench = await Workbench.open(page, editor, folder);
    for (const [title, test] of tests) {
      try {
        await test({ workbench, emulator: services.emulator, folder });
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
