import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(OUT, 'screenshots');
const NIGHTLY = '.github/workflows/nightly.yml';
const SETTLEMENT = '.github/workflows/settlement.yml';

type Test = (workbench: Workbench) => Promise<void>;

/** Jobs and their trust in the example workspace, which opens the demo tenant. Each leaves a picture. */
const TESTS: Readonly<Record<string, Test>> = {
  'a lens says what a job presents and who trusts it': async (workbench) => {
    await workbench.openFile(NIGHTLY);
    await lens(workbench, 'environment:production — trusted by payments-deploy').waitFor();
    await shoot(workbench, 'federation-lens');
  },

  'a click on the lens shows the credential': async (workbench) => {
    await workbench.openFile(NIGHTLY);
    await lens(workbench, 'trusted by payments-deploy').click();
    await workbench.treeRow('payments-deploy').first().waitFor();
    for (const label of ['Federated Credentials', 'github-production', 'Used by']) {
      await row(workbench, label).click();
    }
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
    await hover.getByText('GitHub writes pull_request with an underscore').waitFor();
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
    await lens(workbench, 'Create Federated Credential…').first().click();
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
    await lens(workbench, 'Create Federated Credential…').first().click();
    await choose(workbench, 'payments-settlement');
    await choose(workbench, 'In the tenant');
    await workbench.page.locator('.notification-toast', { hasText: 'no live tenant' }).waitFor();
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },
};

export async function testFederation(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(TESTS).filter(([title]) => only === undefined || title.includes(only));
  if (tests.length === 0) return;
  const folder = join(temporaryFolder('federation'), 'contoso');
  cpSync(join(ROOT, 'examples', 'contoso'), folder, { recursive: true });
  const editor = await startEditor({ mode: 'installed', settings: { 'editor.minimap.enabled': false } });
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  try {
    const workbench = await Workbench.open(page, editor, folder);
    for (const [title, test] of tests) {
      try {
        await test(workbench);
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

async function choose(workbench: Workbench, text: string, picture?: string): Promise<void> {
  const row = workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  await row.waitFor();
  if (picture !== undefined) await shoot(workbench, picture);
  await row.click();
}

async function shoot({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
