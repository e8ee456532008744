/**
 * Runs out/host/index.js inside an extension host: `node test/host/run.ts node|web|desktop`. Prints each test and
 * writes `{ passed, failed }` to the file that KEYLESS_REPORT names.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import { openBrowser } from '../ui/browser.ts';
import { runInDesktop } from './desktop.ts';
import { TestReport } from './report.ts';
import { startTenantServices } from './tenant-services.ts';

const TESTS = join(OUT, 'host', 'index.js');
const TIMEOUT_MILLISECONDS = 600_000;

runScript(async () => {
  const host = process.argv[2];
  const report = new TestReport();
  // Tests write files, so they get a copy.
  const folder = temporaryFolder('workspace');
  cpSync(join(ROOT, 'test', 'host', 'workspace'), folder, { recursive: true });
  const code =
    host === 'desktop' ? await runInDesktop(TESTS, folder, report) : await runInBrowser(folder, host === 'web', report);
  return report.finish(code);
});

async function runInBrowser(folder: string, web: boolean, report: TestReport): Promise<number> {
  const services = await startTenantServices();
  // The workbench overlooks which kind of host the address asks for; this setting it obeys.
  const kind = web ? { 'remote.extensionKind': { 'keyless.keyless': ['web'] } } : {};
  const editor = await startEditor({ mode: 'development', settings: { ...services.settings, ...kind } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const exit = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error('The tests did not end in time.')), TIMEOUT_MILLISECONDS).unref();
      void page.exposeFunction('codeAutomationExit', (exitCode: number) => resolve(exitCode));
      page.on('crash', () => reject(new Error('The page crashed.')));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      for (const arg of args) report.read(String(arg));
    });
    await page.goto(editor.url({ folder, tests: TESTS, web }));
    return await exit;
  } finally {
    await browser.close();
    await editor.stop();
    await services.stop();
  }
}
