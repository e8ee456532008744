/**
 * How fast the extension is in the real editor: `node test/bench/editor.ts`, after `npm run build`.
 *
 * Activation: what "Developer: Show Running Extensions" says of fresh windows. Keystroke: from the key press in the window
 * to the squiggle that comes or goes in the same window, less the debounce, in files of 1,000 lines.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { runScript, temporaryFolder } from '../../scripts/lib/children.mjs';
import { ensureBrowser } from '../../scripts/lib/debian.mjs';
import { startEditor } from '../../scripts/lib/editor-server.mjs';
import { openBrowser } from '../ui/browser.ts';
import { Workbench } from '../ui/workbench.ts';

const ACTIVATIONS = 15;
const KEYSTROKES = 60;
const DEBOUNCE_MILLISECONDS = 150;
const LINES = 1000;

/** Milliseconds. */
interface Times {
  readonly median: number;
  readonly p95: number;
  readonly samples: number;
}

interface EditorFigures {
  readonly activation: Times;
  /** By language. */
  readonly keystroke: Readonly<Record<string, Times>>;
}

/** Measures in a browser-hosted editor. Takes about two minutes. */
async function measureEditor(): Promise<EditorFigures> {
  process.env['CHROMIUM'] = await ensureBrowser();
  const browser = await openBrowser();
  try {
    return { activation: await measureActivation(browser), keystroke: await measureKeystrokes(browser) };
  } finally {
    await browser.close();
  }
}

/** Opens a window that activates the extension, and asks the editor how long that took: its own figure, for anyone to see. */
async function measureActivation(browser: Browser): Promise<Times> {
  const folder = temporaryFolder('workspace');
  writeFileSync(join(folder, 'main.bicep'), "param location string = 'westeurope'\n");
  const editor = await startEditor({ mode: 'installed' });
  const times: number[] = [];
  try {
    for (let i = 0; i < ACTIVATIONS; i++) {
      const page = await browser.newPage();
      const workbench = await Workbench.open(page, editor, folder);
      await workbench.openFile('main.bicep');
      await workbench.status().waitFor();
      await workbench.runCommand('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Keyless' });
      times.push(Number(/([\d.]+)ms/.exec(await row.locator('.activation-time').innerText())?.[1]));
      await page.close();
    }
  } finally {
    await editor.stop();
  }
  return summary(times);
}

interface KeystrokeCase {
  readonly path: string;
  readonly text: string;
  /** Where a letter makes the problem go, and its deletion makes it come back. */
  readonly line: number;
  readonly column: number;
}

async function measureKeystrokes(browser: Browser): Promise<Record<string, Times>> {
  const cases = keystrokeCases();
  const folder = temporaryFolder('workspace');
  for (const { path, text } of Object.values(cases)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const editor = await startEditor({
    mode: 'installed',
    settings: {
      'keyless.lint.debounce': DEBOUNCE_MILLISECONDS,
      'files.autoSave': 'off',
      // What the editor itself does with a letter is not measured.
      'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
      'editor.suggestOnTriggerCharacters': false,
    },
  });
  const results: Record<string, Times> = {};
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const workbench = await Workbench.open(page, editor, folder);
    for (const [language, { path, line, column }] of Object.entries(cases)) {
      await workbench.openFile(path);
      await workbench.goTo(line, column);
      await workbench.squiggles().first().waitFor();
      results[language] = await measureTyping(page);
    }
  } finally {
    await editor.stop();
  }
  return results;
}

/** Types a letter and takes it back, again and again, each time waiting for the squiggle to follow. */
async function measureTyping(page: Page): Promise<Times> {
  await page.evaluate(OBSERVER);
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const isLetter = i % 2 === 0;
    await page.evaluate(`keylessBench.expect(${isLetter ? 0 : 1})`);
    await page.keyboard.press(isLetter ? 'x' : 'Backspace');
    const time = await Promise.race([page.evaluate('keylessBench.done'), page.waitForTimeout(10_000)]);
    if (time === undefined) throw new Error(`The squiggle did not follow keystroke ${i}.`);
    times.push(Number(time) - DEBOUNCE_MILLISECONDS);
    // The first two warm up what every person has warm after a second.
    await page.waitForTimeout(50);
  }
  return summary(times.slice(2));
}

/** Runs in the window: the time from a key press to the moment the number of squiggles is the expected one. */
const OBSERVER = `
globalThis.keylessBench ??= (() => {
  const bench = { pressed: 0, done: undefined };
  const count = () => document.querySelectorAll('.monaco-editor .squiggly-warning').length;
  addEventListener('keydown', () => { bench.pressed = performance.now(); }, true);
  bench.expect = (number) => {
    bench.done = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if ((count() > 0 ? 1 : 0) !== number) return;
        observer.disconnect();
        resolve(performance.now() - bench.pressed);
      });
      observer.observe(document.querySelector('.editor-container'), { subtree: true, childList: true, attributes: true });
    });
  };
  return bench;
})();
`;

function keystrokeCases(): Record<string, KeystrokeCase> {
  const bicep = fill(
    (i) => `param p${i} string = 'x'\nvar v${i} = {\n  a: p${i}\n}\n`,
    [
      "resource app 'Microsoft.Graph/applications@v1.0' = {",
      "  uniqueName: 'web'",
      "  displayName: 'Web'",
      '  passwordCredentials: [',
      '    {',
      "      displayName: 'deploy'",
      '    }',
      '  ]',
      '}',
    ],
  );
  const terraform = fill(
    (i) => `resource "azurerm_resource_group" "g${i}" {\n  name     = "rg-${i}"\n  location = var.location\n}\n`,
    ['resource "azuread_application_password" "deploy" {', '  application_id = azuread_application.web.id', '}'],
  );
  const workflow = fill(
    (i) =>
      (i === 0
        ? 'name: Deploy\non: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n'
        : '') +
      `      - name: Step ${i}\n        run: |\n          echo "\${{ github.sha }}"\n        env:\n          VALUE: ${i}\n`,
    ['      - run: terraform plan', '        env:', '          ARM_CLIENT_SECRET: ${{ secrets.ARM_CLIENT_SECRET }}'],
  );
  return {
    bicep: { path: 'infra/main.bicep', text: bicep.text, line: bicep.tail + 3, column: 3 },
    terraform: { path: 'terraform/main.tf', text: terraform.text, line: terraform.tail, column: 11 },
    workflow: { path: '.github/workflows/deploy.yml', text: workflow.text, line: workflow.tail + 2, column: 11 },
  };
}

/** A text of about `LINES` lines that ends with the given ones; `tail` is the number of the first of them. */
function fill(block: (index: number) => string, tail: readonly string[]): { text: string; tail: number } {
  let text = '';
  let lines = 1;
  for (let i = 0; lines < LINES - tail.length; i++) {
    const next = block(i);
    text += next;
    lines += next.split('\n').length - 1;
  }
  return { text: `${text}${tail.join('\n')}\n`, tail: lines };
}

function summary(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: round(at(0.5)), p95: round(at(0.95)), samples: sorted.length };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** For test/bench/bench.ts: the lines to print. */
export async function benchEditor(): Promise<readonly string[]> {
  const { activation, keystroke } = await measureEditor();
  return [
    row('activation', activation),
    ...Object.entries(keystroke).map(([language, times]) => row(`keystroke to squiggle, ${language}`, times)),
  ];
}

function row(name: string, { median, p95, samples }: Times): string {
  return `${name.padEnd(34)} median ${median.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms   (${samples} samples)`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runScript(async () => {
    console.log((await benchEditor()).join('\n'));
    return 0;
  });
}
