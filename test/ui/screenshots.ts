import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { fill } from './inventory-steps.ts';
import { takePosture } from './posture.ts';
import { takePostureReport } from './posture-report.ts';
import { Workbench } from './workbench.ts';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const FOLDER = join(OUT, 'screenshots');
const LOGIN = '.github/workflows/deploy.yml';
/** Of the demo tenant, and a file that names a client id of it. */
const IDENTITY = 'payments-settlement';
const CLIENT_ID = 'ece48936-2646-41d4-a0d1-fa7be045aeb7';
const LOGIN_WITH_ID = '.github/workflows/settlement.yml';

/** Pictures of the example workspace in each theme, for people to look at: squiggles, hover, fixes and both trees. */
export async function takeScreenshots(report: TestReport, browser: Browser): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = join(temporaryFolder('screenshots'), 'contoso');
  cpSync(join(ROOT, 'examples', 'contoso'), folder, { recursive: true });
  for (const [name, theme] of Object.entries(THEMES)) {
    const title = `screenshots in ${theme}`;
    try {
      await takeInTheme(browser, folder, name, theme);
      const missing = [
        'findings',
        'fixes',
        'hover',
        'inventory',
        'identity',
        'identity-hover',
        'posture',
        'report',
        'report-checks',
      ].filter((kind) => !existsSync(join(FOLDER, `${kind}-${name}.png`)));
      if (missing.length > 0) throw new Error(`No picture of ${missing.join()}.`);
      report.add({ state: 'passed', title });
    } catch (error) {
      report.add({
        state: 'failed',
        title,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
}

async function takeInTheme(browser: Browser, folder: string, name: string, theme: string): Promise<void> {
  const editor = await startEditor({
    mode: 'installed',
    settings: {
      'workbench.colorTheme': theme,
      'editor.fontFamily': 'DejaVu Sans Mono',
      'editor.fontSize': 13,
      'editor.minimap.enabled': false,
      'workbench.activityBar.location': 'default',
      'breadcrumbs.enabled': false,
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
    },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 2 });
  try {
    const workbench = await Workbench.open(page, editor, folder);
    const shoot = (kind: string) => page.screenshot({ path: join(FOLDER, `${kind}-${name}.png`) });
    await workbench.openFindings();
    await workbench.openFile(LOGIN);
    await workbench.squiggles().first().waitFor();
    await workbench.treeRow('client-secret').first().waitFor();
    await workbench.goTo(37, 20);
    await shoot('findings');

    const hover = await workbench.hoverSquiggle();
    await hover.getByText('CWE-522').waitFor();
    await shoot('hover');
    await page.mouse.move(600, 700);
    await workbench.press('Escape');

    await workbench.goTo(37, 20);
    const menu = await workbench.quickFixes();
    await menu.getByText('Ignore client-secret here...').waitFor();
    await shoot('fixes');
    await workbench.press('Escape');
    await takeInventory(workbench, shoot);
    await takePosture(workbench, shoot);
    await takePostureReport(workbench, folder, name);
  } finally {
    await page.close();
    await editor.stop();
  }
}

/** The demo tenant, which the example workspace opens: the tree, the page of an identity, and whose a client id is. */
async function takeInventory(workbench: Workbench, shoot: (kind: string) => Promise<unknown>): Promise<void> {
  const { page } = workbench;
  await page.locator('.pane-header[aria-label^="Findings"]').click();
  const edge = await page.locator('.part.sidebar').boundingBox();
  if (edge) {
    await page.mouse.move(edge.x + edge.width, 400);
    await page.mouse.down();
    await page.mouse.move(540, 400, { steps: 5 });
    await page.mouse.up();
  }
  await workbench.runCommand('Keyless: Search Identities');
  await fill(workbench, CLIENT_ID);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: IDENTITY }).waitFor();
  await workbench.press('Enter');
  await page.locator('[role="treeitem"][aria-label^="Client Secrets, 2"]').click();
  await page.locator('[role="treeitem"][aria-label^="Federated Credentials"]').first().click();
  await workbench.openFile(LOGIN_WITH_ID);
  const id = page.locator('.view-line span', { hasText: CLIENT_ID }).first();
  await page.mouse.move(900, 700);
  await shoot('inventory');

  await id.hover();
  await page.locator('.monaco-hover-content:visible', { hasText: 'Show in Workload Identities' }).first().waitFor();
  await shoot('identity-hover');
  await page.mouse.move(900, 700);
  await workbench.press('Escape');

  await workbench.runCommand('Keyless: Show Details');
  await fill(workbench, CLIENT_ID);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: IDENTITY }).waitFor();
  await workbench.press('Enter');
  const details = page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
  await details.getByRole('heading', { name: IDENTITY, level: 1 }).waitFor();
  await shoot('identity');
}
