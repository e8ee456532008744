import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import type { Identity } from '../../src/tenant/model/identity.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { snapshotText } from '../../src/tenant/snapshot/write.ts';
import type { TestReport } from '../host/report.ts';
import { choose, fill } from './inventory-steps.ts';
import { Workbench } from './workbench.ts';

const PICTURES = join(OUT, 'screenshots');
const CHARTS = [
  'Roll-out: weakest and strongest credential',
  'Client secrets by days until they expire',
  'Credentials by kind',
  'Federated credentials by platform and breadth',
  'Role assignments by scope',
  'Coverage by Conditional Access',
  'Failures by area',
  'Trend over saved snapshots',
];

interface Stage {
  readonly workbench: Workbench;
  readonly browser: Browser;
  /** The folder that is open. */
  readonly folder: string;
}

type Test = (stage: Stage) => Promise<void>;

/** In this order: the first opens the demo tenant, the next go on from there. */
const TESTS: Readonly<Record<string, Test>> = {
  'without a tenant the posture report offers to open one': async ({ workbench }) => {
    // By then the editor knows the commands, too.
    await workbench.openFindings();
    await workbench.runCommand('Keyless: Show Posture Report');
    const page = reportPage(workbench);
    await page.getByText('No tenant is open.').waitFor();
    await page.getByRole('link', { name: 'Open Demo Tenant' }).click();
    await page.getByRole('heading', { name: 'Workload identities of Contoso', level: 1 }).waitFor();
  },

  'every chart of the posture report is said in words and as a table': async ({ workbench }) => {
    const page = reportPage(workbench);
    for (const name of CHARTS) {
      const figure = page.getByRole('figure', { name, exact: true });
      await figure.waitFor();
      const words = await figure.evaluate((element) => {
        const id = element.getAttribute('aria-describedby') ?? '';
        return element.ownerDocument.getElementById(id)?.textContent ?? '';
      });
      assert.match(words, /\d+ \w+|no saved snapshot/, name);
      await figure.getByText('Numbers').click();
      await figure.getByRole('region', { name, exact: true }).getByRole('row').nth(1).waitFor();
      await figure.getByText('Numbers').click();
    }
    assert.equal(await page.locator('figure').count(), CHARTS.length);
  },

  'the keyboard goes from mark to mark, and Enter leads to the objects behind one': async ({ workbench }) => {
    const page = reportPage(workbench);
    await page.getByRole('link', { name: 'Skip the charts' }).focus();
    await workbench.press('Tab');
    await page.locator('.mark[aria-label^="Weakest, client secret"]:focus').waitFor();
    await workbench.press('ArrowRight');
    await page.locator('.mark[aria-label^="Weakest, certificate"]:focus').waitFor();
    await workbench.press('ArrowLeft', 'Enter');
    await workbench.page
      .locator('.quick-input-title', { hasText: /^Weakest, client secret: \d+ identities$/ })
      .waitFor();
    await fill(workbench, 'payments-terr');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row:only-child', { hasText: 'payments-terraform' })
      .waitFor();
    await workbench.press('Enter');
    const details = frameWith(workbench, 'payments-terraform');
    await details.waitFor();
    await workbench.runCommand('View: Close Editor');
    await details.waitFor({ state: 'detached' });
  },

  'the failing objects of a check are a list to choose from, and each leads to its details': async ({ workbench }) => {
    const page = reportPage(workbench);
    const title = 'Every application has a second owner';
    await page.locator('details.check > summary', { hasText: title }).click();
    const link = page.locator('#too-few-owners').getByRole('link', { name: /^Choose among all \d+$/ });
    await link.click();
    await workbench.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await workbench.press('Escape');
    await page.locator('details.check > summary', { hasText: 'No client secrets on privileged identities' }).click();
    await page.locator('#privileged-secret').getByRole('link', { name: 'payments-terraform' }).click();
    await frameWith(workbench, 'payments-terraform').waitFor();
    await workbench.runCommand('View: Close Editor');
  },

  'a page that was hidden comes back as it was left': async ({ workbench }) => {
    const page = reportPage(workbench);
    await page.locator('details.check[open]#privileged-secret').waitFor();
    await workbench.runCommand('File: New Untitled Text File');
    await page.locator('figure').first().waitFor({ state: 'hidden' });
    await workbench.runCommand('View: Close Editor');
    await page.locator('details.check[open]#privileged-secret').waitFor();
  },

  'the trend is drawn from the snapshots in the workspace, and bad ones are said': async ({ workbench, folder }) => {
    const page = reportPage(workbench);
    const figure = page.getByRole('figure', { name: 'Trend over saved snapshots' });
    await figure.getByText('There is no saved snapshot to compare with.').first().waitFor();
    writeSnapshots(folder);
    // The editor of the tests watches no files.
    await workbench.runCommand('Keyless: Show Posture Report');
    await figure.locator('.mark').nth(4).waitFor();
    await figure.getByText('Not read: .keyless/snapshots/broken.json').waitFor();
    await figure.locator('.mark').first().focus();
    await workbench.press('Enter');
    await choose(workbench, 'Show What Has Changed Since');
    await workbench.page.locator('.view-line', { hasText: 'Better (' }).first().waitFor();
    await workbench.runCommand('View: Close Editor');
    await page.locator('figure').first().waitFor();
  },

  'the report is exported, and opens offline in a browser without a request or a violation': async (stage) => {
    const html = await exported(stage, 'HTML', 'report.html');
    for (const [name, options] of Object.entries(BROWSERS)) await tryInBrowser(stage.browser, html, name, options);
  },

  'the report is exported in every other format': async (stage) => {
    for (const [format, file, expected] of [
      ['Markdown', 'report.md', /^# Workload identities of Contoso\n/],
      ['CSV', 'report.csv', /^\uFEFF"Severity","State",/],
      ['JSON', 'report.json', /^\{\n {2}"version": 1,/],
      ['SARIF', 'report.sarif', /"version": "2\.1\.0"/],
    ] as const) {
      assert.match(readFileSync(await exported(stage, format, file), 'utf8'), expected, format);
    }
  },
};

const BROWSERS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
  narrow: { colorScheme: 'light', viewport: { width: 420, height: 900 } },
};

export async function testPostureReport(report: TestReport, browser: Browser, only?: string): Promise<void> {
  const tests = Object.entries(TESTS).filter(
    ([title]) => only === undefined || only === 'report' || title.includes(only),
  );
  if (tests.length === 0) return;
  mkdirSync(PICTURES, { recursive: true });
  const folder = temporaryFolder('report');
  const editor = await startEditor({ mode: 'installed', settings: { 'files.simpleDialog.enable': true } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  try {
    const workbench = await Workbench.open(page, editor, folder);
    for (const [title, test] of tests) {
      try {
        await test({ workbench, browser, folder });
        report.add({ state: 'passed', title });
      } catch (error) {
        await page.screenshot({ path: join(PICTURES, `failed ${title}.png`) });
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        report.add({ state: 'failed', title, error: text });
        await workbench.press('Escape', 'Escape', 'Escape');
      }
    }
  } finally {
    await page.close();
    await editor.stop();
  }
}

/** Pictures of the whole page of the tenant that is open, in the theme of the moment. @param folder the one that is open */
export async function takePostureReport(workbench: Workbench, folder: string, name: string): Promise<void> {
  const { page } = workbench;
  const size = page.viewportSize() ?? { width: 1280, height: 760 };
  writeSnapshots(folder);
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.runCommand('Keyless: Show Posture Report');
  const report = reportPage(workbench);
  await report.getByRole('figure', { name: 'Trend over saved snapshots' }).locator('.mark').nth(4).waitFor();
  await page.setViewportSize({ width: 1280, height: 2150 });
  await report.locator('.mark[aria-label^="Weakest, client secret"]').focus();
  await page.screenshot({ path: join(PICTURES, `report-${name}.png`) });
  const check = report.locator('details.check > summary', { hasText: 'No client secrets on privileged identities' });
  await check.click();
  await check.evaluate((element) => element.scrollIntoView());
  await page.screenshot({ path: join(PICTURES, `report-checks-${name}.png`) });
  await page.setViewportSize(size);
}

function reportPage(workbench: Workbench): FrameLocator {
  return workbench.page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
}

/** The heading of a page that shows something. */
function frameWith(workbench: Workbench, heading: string) {
  return reportPage(workbench).getByRole('heading', { name: heading, level: 1 });
}

/** Exports in a format to a file of the folder that is open. */
async function exported({ workbench, folder }: Stage, format: string, file: string): Promise<string> {
  const path = join(folder, file);
  await workbench.runCommand('Keyless: Export Posture Report');
  await choose(workbench, format);
  const input = workbench.page.locator('.quick-input-widget input.input');
  const extension = file.slice(file.lastIndexOf('.'));
  await workbench.page.waitForFunction(
    `document.querySelector('.quick-input-widget input.input')?.value.endsWith('${extension}')`,
  );
  await input.fill(path);
  await workbench.press('Enter');
  const toast = workbench.page.locator('.notification-toast', { hasText: `The report was saved as ${file}.` });
  await toast.waitFor();
  await workbench.closeNotifications();
  assert.ok(existsSync(path));
  return path;
}

/** Opens the file as anybody would, and follows a mark. */
async function tryInBrowser(browser: Browser, file: string, name: string, options: BrowserContextOptions) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const trouble = watch(page, pathToFileURL(file).href);
  await page.goto(pathToFileURL(file).href);
  await page.getByRole('heading', { name: 'Workload identities of Contoso', level: 1 }).waitFor();
  for (const chart of CHARTS) await page.getByRole('figure', { name: chart, exact: true }).waitFor();
  await page.screenshot({ path: join(PICTURES, `report-file-${name}.png`), fullPage: name !== 'narrow' });
  await page.getByRole('link', { name: 'Skip the charts' }).focus();
  await page.keyboard.press('Tab');
  await page.locator('.mark[aria-label^="Weakest, client secret"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#objects-roll-out-0-0$/);
  const list = page.locator('#objects-roll-out-0-0');
  await list.getByRole('heading', { name: /Weakest, client secret: \d+ identities$/ }).waitFor();
  const [, count] = /: (\d+) identities$/.exec((await list.getByRole('heading').textContent()) ?? '') ?? [];
  assert.equal(await list.locator('li').count(), Number(count));
  assert.equal(await page.locator('.objects:visible').count(), 1);
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.equal(wide, 0, `${name} scrolls sideways`);
  assert.deepEqual(trouble, [], name);
  await context.close();
}

/** What a page does that it must not. */
function watch(page: Page, own: string): string[] {
  const trouble: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== own) trouble.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  return trouble;
}

/** Four older readings of the demo tenant, each with fewer secrets than the one before, and a file that is none. */
function writeSnapshots(folder: string): void {
  const demo = parseSnapshot(readFileSync(join(ROOT, 'media', 'demo-tenant.json'), 'utf8'));
  const snapshots = join(folder, '.keyless', 'snapshots');
  mkdirSync(snapshots, { recursive: true });
  for (const [index, month] of ['2026-05', '2026-07', '2026-08', '2026-10'].entries()) {
    const identities = demo.identities.map((identity, number) =>
      identity.kind === 'application' && number % 4 > index ? withSecret(identity, month) : identity,
    );
    const text = snapshotText({ ...demo, asOf: `${month}-15T06:00:00Z`, identities });
    writeFileSync(join(snapshots, `contoso-${month}.json`), text);
  }
  writeFileSync(join(snapshots, 'broken.json'), '{ "version": 1,');
}

function withSecret(identity: Identity, month: string): Identity {
  const secret = {
    kind: 'client-secret',
    keyId: identity.clientId,
    origin: 'application',
    displayName: 'before',
    start: `${month}-01T00:00:00Z`,
    end: '2027-05-01T00:00:00Z',
  } as const;
  return { ...identity, keyCredentials: [...identity.keyCredentials, secret] };
}
