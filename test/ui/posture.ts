import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { choose, fill } from './inventory-steps.ts';
import type { Workbench } from './workbench.ts';

export interface PostureStage {
  readonly workbench: Workbench;
  /** The folder that is open. */
  readonly folder: string;
}

export type PostureTest = (stage: PostureStage) => Promise<void>;

/** In this order: the first one opens the demo tenant, the next go on from there. */
export const POSTURE_TESTS: Readonly<Record<string, PostureTest>> = {
  'without a tenant, the view Posture says what it is for': async ({ workbench }) => {
    await openPosture(workbench);
    const welcome = pane(workbench);
    await welcome.getByText('How safe the workload identities of your tenant are').waitFor();
    await welcome.getByRole('button', { name: 'Open Demo Tenant' }).click();
    await row(workbench, /^Credentials, worst severity (critical|high), \d+ of \d+ checks failed, /).waitFor();
  },

  'the areas of the posture say in words how bad they are': async ({ workbench }) => {
    const areas = pane(workbench).locator('[role="treeitem"][aria-level="1"]');
    const labels = await areas.evaluateAll((rows) => rows.map((each) => each.getAttribute('aria-label') ?? ''));
    assert.deepEqual(
      labels.map((label) => label.split(',')[0]),
      ['Credentials', 'Federation', 'Lifecycle', 'Privilege', 'Governance'],
    );
    for (const label of labels)
      assert.match(label, /worst severity (critical|high|medium|low), \d+ of \d+ checks failed/);
    await pane(workbench)
      .getByText(/^\d+ critical, \d+ high, \d+ medium, \d+ low$/)
      .waitFor();
  },

  'a check opens into what fails, and an identity is one step away': async ({ workbench }) => {
    await openArea(workbench, 'Credentials');
    const check = row(workbench, /^No client secrets on privileged identities, failed, severity \w+, \d+ failed/);
    await check.click();
    const failing = row(workbench, /^payments-terraform, (critical|high)\. /);
    await failing.hover();
    await failing.getByRole('button', { name: 'Show in Workload Identities' }).click();
    await workbench.page
      .locator('[role="treeitem"][aria-selected="true"][aria-label^="payments-terraform, application"]')
      .waitFor();
    await collapse(workbench, 'Workload Identities');
  },

  'a failure offers what helps against it': async ({ workbench }) => {
    const failing = row(workbench, /^payments-terraform, (critical|high)\. /);
    await failing.hover();
    await failing.getByRole('button', { name: 'Fix…' }).click();
    for (const name of ['Plan Migration…', 'Open in Entra Admin Center']) {
      await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).waitFor();
    }
    await workbench.press('Escape');
  },

  'a failing identity opens its details, with its score and what it is made of': async ({ workbench }) => {
    await row(workbench, /^payments-terraform, (critical|high)\. /).click();
    const page = workbench.page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
    await page.getByRole('heading', { name: 'payments-terraform', level: 1 }).waitFor();
    await page.getByRole('heading', { name: /^Posture/, level: 2 }).waitFor();
    await page.getByText(/^Score \d+:/).waitFor();
    await workbench.closeEditors();
  },

  'the page of a check says why, how to mend it and what it takes to know': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Explain Check');
    await fill(workbench, 'privileged-secret');
    await workbench.page.locator('.quick-input-list .monaco-list-row:only-child').waitFor();
    await workbench.press('Enter');
    const page = workbench.page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
    await page.getByRole('heading', { name: 'No client secrets on privileged identities', level: 1 }).waitFor();
    for (const name of ['Why', 'How to fix it', 'What it reads', 'References']) {
      await page.getByRole('heading', { name, level: 2 }).waitFor();
    }
    await page.getByText('Application.Read.All').first().waitFor();
    await workbench.closeEditors();
  },

  'what is not permitted names the permission and leads to the tenant': async ({ workbench }) => {
    await openArea(workbench, 'Governance');
    const check = pane(workbench).locator('[role="treeitem"][aria-level="2"][aria-label*=", not permitted"]').first();
    await check.click();
    const gap = row(workbench, /^not permitted\. .* that takes .* Select to show tenant and permissions\.$/);
    await gap.click();
    const page = workbench.page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
    await page.getByRole('heading', { name: 'What was read' }).waitFor();
    await workbench.closeEditors();
    await closeArea(workbench, 'Governance');
  },

  'a failure is muted with a reason and an end, which keyless.yaml keeps, and unmuted': async ({
    workbench,
    folder,
  }) => {
    const file = join(folder, 'keyless.yaml');
    assert.ok(!existsSync(file));
    const failing = row(workbench, /^payments-terraform, (critical|high)\. /);
    await failing.hover();
    await failing.getByRole('button', { name: 'Mute…' }).click();
    await fill(workbench, 'Moves to a managed identity: planned.');
    await workbench.press('Enter');
    await choose(workbench, '90 days');
    await row(workbench, /^Muted, 1$/).click();
    await row(
      workbench,
      /^payments-terraform, muted until \d{4}-\d\d-\d\d: Moves to a managed identity: planned\. /,
    ).waitFor();
    const text = readFileSync(file, 'utf8');
    assert.match(
      text,
      /\n\nposture:\n {2}mute:\n {4}- check: privileged-secret\n {6}identity: [0-9a-f-]{36}\n {6}reason: 'Moves to a managed identity: planned\.'\n {6}until: \d{4}-\d\d-\d\d\n$/,
    );
    await workbench.closeNotifications();
    const muted = row(workbench, /^payments-terraform, muted until /);
    await muted.hover();
    await muted.getByRole('button', { name: 'Unmute' }).click();
    await failing.waitFor();
    await row(workbench, /^Muted, 1$/).waitFor({ state: 'detached' });
    await written(file, (saved) => !saved.includes('posture'));
  },

  'the posture is filtered by severity and area, and says so': async ({ workbench }) => {
    await workbench.runCommand('Keyless: Filter Posture');
    for (const name of ['Critical', 'Federation']) {
      await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    }
    await workbench.press('Enter');
    await pane(workbench)
      .getByText(/Filter: Critical, Federation$/)
      .waitFor();
    await row(workbench, /^Federation, worst severity critical, /).waitFor();
    await row(workbench, /^Credentials, /).waitFor({ state: 'detached' });
    await workbench.runCommand('Keyless: Clear Posture Filter');
    await row(workbench, /^Credentials, /).waitFor();
  },

  'the posture is grouped by severity, and by area again': async ({ workbench }) => {
    await pane(workbench).hover();
    await pane(workbench).getByRole('button', { name: 'Group by Severity' }).click();
    await row(workbench, /^Critical, \d+ failed, \d+ checks?$/).waitFor();
    await row(workbench, /^Nothing failed, /).waitFor();
    await pane(workbench).hover();
    await pane(workbench).getByRole('button', { name: 'Group by Area' }).click();
    await row(workbench, /^Credentials, /).waitFor();
  },
};

/** The view, open in the sidebar of the example workspace, and the page of a check. */
export async function takePosture(workbench: Workbench, shoot: (kind: string) => Promise<unknown>): Promise<void> {
  const { page } = workbench;
  await workbench.closeEditors();
  await openPosture(workbench);
  await openArea(workbench, 'Credentials');
  await row(workbench, /^No client secrets on privileged identities, /).click();
  await row(workbench, /^payments-terraform, (critical|high)\. /).waitFor();
  await workbench.runCommand('Keyless: Explain Check');
  await fill(workbench, 'privileged-secret');
  await page.locator('.quick-input-list .monaco-list-row:only-child').waitFor();
  await workbench.press('Enter');
  const text = page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
  await text.getByRole('heading', { name: 'References', level: 2 }).waitFor();
  await page.mouse.move(900, 700);
  await shoot('posture');
}

function pane(workbench: Workbench): Locator {
  return workbench.page.locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Posture"]') });
}

function row(workbench: Workbench, name: RegExp): Locator {
  return pane(workbench).getByRole('treeitem', { name });
}

/** Waits until a file is as expected: the view follows the text in the editor, which is saved a moment later. */
async function written(file: string, isExpected: (text: string) => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!isExpected(readFileSync(file, 'utf8'))) {
    assert.ok(Date.now() < deadline, `${file} holds ${readFileSync(file, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens the sidebar, and the view in it. */
async function openPosture(workbench: Workbench): Promise<void> {
  const header = workbench.page.locator('.sidebar .pane-header[aria-label^="Posture"]');
  // Opening a sidebar that is open would close it.
  if (!(await header.isVisible())) await workbench.openFindings();
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  await workbench.page.locator('.sidebar .pane-header[aria-label^="Posture"][aria-expanded="true"]').waitFor();
  for (const other of ['Workload Identities', 'Findings']) await collapse(workbench, other);
}

async function openArea(workbench: Workbench, name: string): Promise<void> {
  const area = row(workbench, new RegExp(`^${name}, `));
  await area.waitFor();
  if ((await area.getAttribute('aria-expanded')) !== 'true') await area.click();
  await pane(workbench).locator(`[role="treeitem"][aria-expanded="true"][aria-label^="${name}, "]`).waitFor();
}

async function closeArea(workbench: Workbench, name: string): Promise<void> {
  await row(workbench, new RegExp(`^${name}, `)).click();
  await pane(workbench).locator(`[role="treeitem"][aria-expanded="false"][aria-label^="${name}, "]`).waitFor();
}

/** Makes room for the others. */
async function collapse(workbench: Workbench, name: string): Promise<void> {
  const header = workbench.page.locator(`.sidebar .pane-header[aria-label^="${name}"]`);
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  await workbench.page.locator(`.sidebar .pane-header[aria-label^="${name}"][aria-expanded="false"]`).waitFor();
}
