import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from '../host/report.ts';
import { startTenantServices } from '../host/tenant-services.ts';
import { MIGRATIONS } from './migration-cases.ts';
import { MigrationStage } from './migration-steps.ts';

/**
 * Migrations off client secrets, from the plan to the secret that is gone: each in its own copy of the example workspace,
 * against an emulated tenant.
 */
export async function testMigration(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(MIGRATIONS).filter(([title]) => only === undefined || title.includes(only));
  if (tests.length === 0) return;
  const services = await startTenantServices();
  // Seven migrations in a row meet limits that no person would; faults.test.ts has them.
  services.emulator.behaviour.isThrottling = false;
  const settings = { ...services.settings, 'editor.minimap.enabled': false };
  const editor = await startEditor({ mode: 'installed', settings });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  try {
    const stage = new MigrationStage(page, editor, services);
    await stage.signIn();
    for (const [title, test] of tests) {
      try {
        await test(stage);
        report.add({ state: 'passed', title });
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        report.add({ state: 'failed', title, error: text });
        await page.screenshot({ path: join(OUT, 'screenshots', `failed ${title}.png`) });
        for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
      }
    }
  } finally {
    await page.close();
    await editor.stop();
    await services.stop();
  }
}
