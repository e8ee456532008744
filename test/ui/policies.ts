import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { startTenantServices, type TenantServices } from '../host/tenant-services.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(OUT, 'screenshots');

type Test = (workbench: Workbench, services: TenantServices, folder: string) => Promise<void>;
type Emulator = TenantServices['emulator'];

/** A policy in Terraform that follows a variable. */
const POLICY_TF = `variable "days" {
  default = 30
}

resource "msgraph_update_resource" "default" {
  url         = "policies/defaultAppManagementPolicy"
  api_version = "beta"
  body = {
    isEnabled = true
    applicationRestrictions = {
      passwordCredentials = [
        { restrictionType = "passwordLifetime", state = "enabled", maxLifetime = "P\${var.days}D" },
      ]
    }
  }
}
`;

/** Policies in the example workspace, which opens the demo tenant; then in a tenant that is signed in to. */
const TESTS: Readonly<Record<string, Test>> = {
  'a preset is simulated on the demo tenant': async (workbench) => {
    // The commands are there once a tenant is open.
    await workbench.page.locator('.statusbar-item', { hasText: 'Demo tenant' }).first().waitFor();
    await workbench.runCommand('Keyless: Simulate Credential Policy…');
    await step(workbench, 'What do the restrictions begin with?');
    await shoot(workbench, 'policies-presets');
    await choose(workbench, "Microsoft's recommendation");
    await step(workbench, 'What is restricted?');
    await workbench.page.locator('.quick-input-widget', { hasText: '6 Selected' }).waitFor();
    await shoot(workbench, 'policies-restrictions');
    await workbench.press('Enter');
    for (const what of ['lifetime of client secrets', 'lifetime of symmetric keys', 'lifetime of certificates']) {
      await prompt(workbench, what);
      await workbench.press('Enter');
    }
    await chooseAt(workbench, 'Which applications and service principals?', 'All, old and new');
    await chooseAt(workbench, 'Where?', 'The default policy of the tenant');
    await page(workbench).getByRole('heading', { name: 'Simulation of a Credential Policy' }).waitFor();
    await page(workbench).getByText('could not renew what they sign in with today').waitFor();
    await page(workbench)
      .getByRole('region', { name: 'Outcomes' })
      .getByRole('row', { name: /^Blocked/ })
      .waitFor();
  },

  'the page of a simulation in other themes': async (workbench) => {
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.runCommand('Preferences: Color Theme');
      await step(workbench, 'Select Color Theme');
      await workbench.page.locator('.quick-input-widget .quick-input-box input').fill(theme.label);
      const row = workbench.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', {
        hasText: theme.label,
      });
      await row.waitFor();
      await workbench.press('Enter');
      await workbench.page.locator(`.monaco-workbench.${theme.kind}`).waitFor();
      await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await shoot(workbench, `policies-simulation-${name}`);
    }
  },

  'an identity of a simulation leads to its details': async (workbench) => {
    await page(workbench).getByRole('link', { name: 'Warehouse scanner' }).first().click();
    await workbench.page.locator('.tab.active', { hasText: 'Warehouse scanner' }).waitFor();
    await workbench.closeEditors();
  },

  'a policy is simulated from a Terraform file': async (workbench, _, folder) => {
    await workbench.runCommand('Keyless: Simulate Credential Policy…');
    await chooseAt(workbench, 'What do the restrictions begin with?', 'A file…');
    const dialog = workbench.page.locator('.quick-input-widget', { hasText: 'Open Policy' });
    // The dialog writes its folder into the box until it has listed it.
    await dialog.locator('.monaco-list-row', { hasText: 'policy.tf' }).waitFor();
    await dialog.locator('input.input').fill(join(folder, 'policy.tf'));
    await dialog.locator('.monaco-list-row.focused', { hasText: 'policy.tf' }).waitFor();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await page(workbench).getByText('less than 30 days').first().waitFor();
    await shoot(workbench, 'policies-terraform');
  },

  'a simulated policy is written as code': async (workbench) => {
    await page(workbench).getByRole('link', { name: 'Write This Policy…' }).click();
    await chooseAt(workbench, 'In what form?', 'As Terraform');
    await workbench.page.locator('.view-line', { hasText: 'resource "msgraph_update_resource"' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: '"P30D"' }).waitFor();
    await shoot(workbench, 'policies-code');
    await workbench.closeEditors();
  },

  'a policy of the demo tenant cannot be written': async (workbench) => {
    await chooseDefault(workbench, 'Keyless: Write Credential Policy…', 'CIS Microsoft 365 Foundations');
    await chooseAt(workbench, 'In what form?', 'In the tenant');
    await workbench.notification('no live tenant');
    await workbench.closeNotifications();
  },

  'a policy is written after its difference was seen, and undone': async (workbench, { emulator }) => {
    await workbench.runCommand('Keyless: Sign In');
    await choose(workbench, 'Azure CLI');
    await workbench.page.locator('.statusbar-item', { hasText: 'Contoso' }).first().waitFor();
    await readCompletely(workbench);
    const before = restrictionsIn(emulator);
    await writeDefault(workbench);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Applications: passwordAddition: not set → on').waitFor();
    await dialog.getByText('could not renew what they sign in with today').waitFor();
    await shoot(workbench, 'policies-confirm');
    await dialog.getByRole('button', { name: 'Write', exact: true }).click();
    await workbench.notification(MADE);
    assert.deepEqual(restrictionsIn(emulator), [
      'asymmetricKeyLifetime enabled P181D',
      'customPasswordAddition enabled',
      'passwordAddition enabled',
      'passwordLifetime enabled P181D',
    ]);
    await shoot(workbench, 'policies-written');
    await (await workbench.notification(MADE)).getByText('Undo').click();
    await dialog.getByText('Applications: passwordAddition: on → not set').waitFor();
    await shoot(workbench, 'policies-undo');
    await dialog.getByRole('button', { name: 'Roll Back', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until(() => JSON.stringify(restrictionsIn(emulator)) === JSON.stringify(before));
    await workbench.notification(MADE);
    await workbench.closeNotifications();
  },

  'an identity is exempted by a policy of its own': async (workbench, { emulator }) => {
    await workbench.runCommand('Keyless: Write Credential Policy…');
    await chooseAt(workbench, 'What do the restrictions begin with?', 'CISA SCuBA');
    await step(workbench, 'What is restricted?');
    await workbench.page.locator('.quick-input-widget', { hasText: '3 Selected' }).waitFor();
    await workbench.press('Enter');
    for (const what of ['lifetime of client secrets', 'lifetime of certificates']) {
      await prompt(workbench, what);
      await workbench.press('Enter');
    }
    await chooseAt(workbench, 'Which applications and service principals?', 'All, old and new');
    await chooseAt(workbench, 'Where?', 'An exemption for chosen identities');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Search Identities' }).waitFor();
    await workbench.page.locator('.quick-input-widget .quick-input-box input').fill(EXEMPTED);
    await workbench.page.locator('.quick-input-list .monaco-list-row:only-child', { hasText: EXEMPTED }).waitFor();
    await workbench.press('Enter');
    await chooseAt(workbench, EXEMPTED, 'Go on');
    await prompt(workbench, 'Name of the policy');
    await shoot(workbench, 'policies-exemption');
    await workbench.press('Enter');
    await chooseAt(workbench, 'In what form?', 'In the tenant');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(`Policy of ${EXEMPTED}: the tenant's default → Exemption of ${EXEMPTED}`).waitFor();
    await shoot(workbench, 'policies-exemption-confirm');
    await dialog.getByRole('button', { name: 'Write', exact: true }).click();
    await workbench.notification(MADE);
    const id = emulator.tenant.collection('applications').find('displayName', EXEMPTED)?.id ?? '';
    const policy = emulator.tenant.collection('appManagementPolicies').get(emulator.tenant.policyOf.get(id) ?? '');
    assert.equal(policy?.['displayName'], `Exemption of ${EXEMPTED}`);
    await workbench.closeNotifications();
  },

  'a missing permission is named': async (workbench, { emulator }) => {
    const before = restrictionsIn(emulator);
    const repair = emulator.faults.add({
      match: 'PATCH .*defaultAppManagementPolicy',
      fault: {
        kind: 'status',
        status: 403,
        code: 'AccessDenied',
        message: 'Required scopes are missing in the token.',
      },
    });
    await writeDefault(workbench);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Write', exact: true }).click();
    await workbench.notification('Policy.ReadWrite.ApplicationConfiguration');
    await shoot(workbench, 'policies-refused');
    repair();
    assert.deepEqual(restrictionsIn(emulator), before);
    await workbench.closeNotifications();
  },

  'a Conditional Access policy begins in report-only mode': async (workbench, { emulator }) => {
    await workbench.runCommand('Keyless: Write Conditional Access Policy for Workload Identities…');
    await chooseAt(workbench, 'Whom is the policy about?', 'All service principals of the tenant');
    await chooseAt(workbench, 'When are sign-ins blocked?', 'At high risk');
    await chooseAt(workbench, 'Who is excluded?', 'Nobody');
    await prompt(workbench, 'Name of the policy');
    await workbench.press('Enter');
    await chooseAt(workbench, 'In what form?', 'In the tenant');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('State: does not exist → report-only: it blocks nothing').waitFor();
    await dialog.getByText('It reaches').waitFor();
    await shoot(workbench, 'policies-conditional-access');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await workbench.notification(MADE);
    assert.equal(stateOf(emulator, NEW_POLICY), 'enabledForReportingButNotEnforced');
    await workbench.closeNotifications();
  },

  'a Conditional Access policy is turned on by a step of its own': async (workbench, { emulator }) => {
    await workbench.runCommand('Keyless: Turn On Conditional Access Policy…');
    await chooseAt(workbench, 'Which one blocks from now on?', NEW_POLICY);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('State: report-only: it blocks nothing → on: it blocks').waitFor();
    await shoot(workbench, 'policies-turn-on');
    await dialog.getByRole('button', { name: 'Turn On', exact: true }).click();
    await workbench.notification(MADE);
    assert.equal(stateOf(emulator, NEW_POLICY), 'enabled');
    await workbench.closeNotifications();
  },

  'changes are rolled back later': async (workbench, { emulator }) => {
    await workbench.runCommand('Keyless: Roll Back Policy…');
    await step(workbench, 'Which change is taken back?');
    await shoot(workbench, 'policies-roll-back');
    await choose(workbench, 'report-only: it blocks nothing → on');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('State: on: it blocks → report-only: it blocks nothing').waitFor();
    await dialog.getByRole('button', { name: 'Roll Back', exact: true }).click();
    await until(() => stateOf(emulator, NEW_POLICY) === 'enabledForReportingButNotEnforced');
    await workbench.closeNotifications();
  },
};

const THEMES = {
  light: { label: 'Light Modern', kind: 'vs' },
  'high-contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  dark: { label: 'Dark Modern', kind: 'vs-dark' },
};

const MADE = 'is made, and the tenant shows it';
const EXEMPTED = 'Warehouse scanner';
const NEW_POLICY = 'Block workload identities at risk';

/** By keyboard, as far as the form. */
async function chooseDefault(workbench: Workbench, command: string, preset: string): Promise<void> {
  await workbench.runCommand(command);
  await chooseAt(workbench, 'What do the restrictions begin with?', preset);
  await step(workbench, 'What is restricted?');
  await workbench.page.locator('.quick-input-widget', { hasText: '4 Selected' }).waitFor();
  await workbench.press('Enter');
  for (const what of ['lifetime of client secrets', 'lifetime of certificates']) {
    await prompt(workbench, what);
    await workbench.press('Enter');
  }
  await chooseAt(workbench, 'Which applications and service principals?', 'All, old and new');
  await chooseAt(workbench, 'Where?', 'The default policy of the tenant');
}

async function writeDefault(workbench: Workbench): Promise<void> {
  await chooseDefault(workbench, 'Keyless: Write Credential Policy…', 'CIS Microsoft 365 Foundations');
  await chooseAt(workbench, 'In what form?', 'In the tenant');
}

/** `passwordLifetime enabled P180D`, of the applications. */
function restrictionsIn({ tenant }: Emulator): readonly string[] {
  const section = tenant.defaultAppManagementPolicy['applicationRestrictions'] as Readonly<
    Record<string, readonly Readonly<Record<string, string | null>>[]>
  >;
  return ['passwordCredentials', 'keyCredentials']
    .flatMap((name) => section[name] ?? [])
    .map((each) => [each['restrictionType'], each['state'], each['maxLifetime']].filter(Boolean).join(' '))
    .toSorted();
}

function stateOf({ tenant }: Emulator, name: string): unknown {
  return tenant.collection('conditionalAccessPolicies').find('displayName', name)?.['state'];
}

/** Waits until the view shows identities and reads no more. */
async function readCompletely({ page }: Workbench): Promise<void> {
  await page.locator('.activitybar [aria-label^="Keyless"]').first().click();
  await page.locator('[aria-label="Workload Identities"] [role="treeitem"]').first().waitFor();
}

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !holds(); ) {
    assert(Date.now() < deadline, 'it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for the question of a step: the box is the same for all. */
async function step({ page }: Workbench, placeholder: string): Promise<void> {
  await page.locator(`.quick-input-widget input[placeholder^="${placeholder}"]`).waitFor();
}

/** The same for a question that is answered by typing. */
async function prompt({ page }: Workbench, text: string): Promise<void> {
  await page.locator('.quick-input-widget .quick-input-message', { hasText: text }).waitFor();
}

async function chooseAt(workbench: Workbench, placeholder: string, text: string): Promise<void> {
  await step(workbench, placeholder);
  await choose(workbench, text);
}

/** By keyboard: the list moves while it opens, and a click would hit another row. */
async function choose(workbench: Workbench, text: string): Promise<void> {
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: text }).first().waitFor();
  // Into the box itself: while it opens, the focus may still be elsewhere.
  await workbench.page.locator('.quick-input-widget .quick-input-box input').fill(text);
  await workbench.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: text }).waitFor();
  await workbench.press('Enter');
}

/** The page of a simulation stands in a frame within a frame. */
function page({ page: window }: Workbench) {
  return window.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
}

/** After what moves has come to rest. */
async function shoot({ page: window }: Workbench, name: string): Promise<void> {
  await window.waitForTimeout(400);
  await window.screenshot({ path: join(FOLDER, `${name}.png`) });
}

export async function testPolicies(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(TESTS).filter(
    ([title]) => only === undefined || only === 'policies' || title.includes(only),
  );
  if (tests.length === 0) return;
  const folder = join(temporaryFolder('policies'), 'contoso');
  cpSync(join(ROOT, 'examples', 'contoso'), folder, { recursive: true });
  writeFileSync(join(folder, 'policy.tf'), POLICY_TF);
  const services = await startTenantServices();
  const settings = { ...services.settings, 'editor.minimap.enabled': false };
  const editor = await startEditor({ mode: 'installed', settings });
  const window = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  try {
    const workbench = await Workbench.open(window, editor, folder);
    for (const [title, test] of tests) {
      try {
        await test(workbench, services, folder);
        report.add({ state: 'passed', title });
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        report.add({ state: 'failed', title, error: text });
        await window.screenshot({ path: join(FOLDER, `failed ${title}.png`) });
        await workbench.press('Escape', 'Escape', 'Escape');
      }
    }
  } finally {
    await window.close();
    await editor.stop();
    await services.stop();
  }
}
