/**
 * Drives the real workbench as a person does: `node test/ui/run.ts`. Prints each test, writes screenshots to
 * out/screenshots and `{ passed, failed }` to the file that KEYLESS_REPORT names.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { runScript, temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import { TestReport } from '../host/report.ts';
import { startTenantServices } from '../host/tenant-services.ts';
import { openBrowser } from './browser.ts';
import { testFederation } from './federation.ts';
import { testIdentityChanges } from './identity-changes.ts';
import { INVENTORY_TESTS } from './inventory.ts';
import { testMigration } from './migration.ts';
import { testPolicies } from './policies.ts';
import { POSTURE_TESTS } from './posture.ts';
import { testPostureReport } from './posture-report.ts';
import { takeScreenshots } from './screenshots.ts';
import { FILES, TESTS } from './tests.ts';
import { Workbench } from './workbench.ts';

runScript(async () => {
  const report = new TestReport();
  const only = process.argv[2];
  mkdirSync(join(OUT, 'screenshots'), { recursive: true });
  const browser = await openBrowser();
  try {
    // Two windows at a time: they wait for most of theirs.
    await Promise.all([runShort(report, browser, only), runLong(report, browser, only)]);
    if (only === undefined || only === 'screenshots') await takeScreenshots(report, browser);
  } finally {
    await browser.close();
  }
  return report.finish(0);
});

async function runShort(report: TestReport, browser: Browser, only: string | undefined): Promise<void> {
  if (only === 'screenshots') return;
  if (only !== 'inventory' && only !== 'posture') await runTests(report, browser, only);
  if (only !== 'posture') await runInventoryTests(report, browser, only);
  if (only !== 'inventory') await runPostureTests(report, browser, only);
  await testFederation(report, browser, only);
  await testPostureReport(report, browser, only);
}

async function runLong(report: TestReport, browser: Browser, only: string | undefined): Promise<void> {
  if (only === 'screenshots') return;
  await testMigration(report, browser, only);
  await testIdentityChanges(report, browser, only);
  await testPolicies(report, browser, only);
}

async function runTests(report: TestReport, browser: Browser, only?: string) {
  const folder = temporaryFolder('workspace');
  cpSync(join(ROOT, 'test', 'host', 'workspace'), folder, { recursive: true });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const editor = await startEditor({ mode: 'installed' });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const workbench = await Workbench.open(page, editor, folder);
    await runEach(report, workbench, TESTS, only, (test) => test(workbench));
    await page.close();
  } finally {
    await editor.stop();
  }
}

async function runInventoryTests(report: TestReport, browser: Browser, only?: string) {
  const folder = temporaryFolder('inventory');
  const services = await startTenantServices();
  const editor = await startEditor({
    mode: 'installed',
    settings: services.settings,
    extensions: [join(ROOT, 'test', 'ui', 'session-extension')],
  });
  // The page of a sign-in is behind the certificate of this run.
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 } });
  try {
    const workbench = await Workbench.open(await context.newPage(), editor, folder);
    const stage = { workbench, services, editor, context };
    await runEach(report, workbench, INVENTORY_TESTS, only === 'inventory' ? undefined : only, (test) => test(stage));
  } finally {
    await context.close();
    await editor.stop();
    await services.stop();
  }
}

async function runPostureTests(report: TestReport, browser: Browser, only?: string) {
  const folder = temporaryFolder('posture');
  const editor = await startEditor({ mode: 'installed' });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const workbench = await Workbench.open(page, editor, folder);
    const stage = { workbench, folder };
    await runEach(report, workbench, POSTURE_TESTS, only === 'posture' ? undefined : only, (test) => test(stage));
    await page.close();
  } finally {
    await editor.stop();
  }
}

async function runEach<Test>(
  report: TestReport,
  workbench: Workbench,
  tests: Readonly<Record<string, Test>>,
  only: string | undefined,
  run: (test: Test) => Promise<void>,
): Promise<void> {
  for (const [title, test] of Object.entries(tests)) {
    if (only !== undefined && !title.includes(only)) continue;
    try {
      await run(test);
      report.add({ state: 'passed', title });
    } catch (error) {
      report.add({
        state: 'failed',
        title,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      await workbench.page.screenshot({ path: join(OUT, 'screenshots', `failed ${title}.png`) });
      // Whatever was open must not be in the way of the next one.
      await workbench.press('Escape', 'Escape', 'Escape');
    }
  }
}
