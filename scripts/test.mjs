// @ts-check
/**
 * `npm test`: everything, on a fresh machine. Prints one line per stage and, last, `N passed, N failed`.
 * `npm test -- host ui` runs only the stages named, after a build.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, run, runScript, start, temporaryFolder } from './lib/children.mjs';
import { ensureBrowser } from './lib/debian.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { downloadDesktop, hasDisplay } from './lib/desktop.mjs';
import { ensureEditor } from './lib/editor-server.mjs';
import { bin, environment } from './lib/paths.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */
/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} title
 * @property {boolean} [needsBuild]
 * @property {() => Promise<Counts | string>} run a string says why it was skipped
 */

/** @type {readonly Stage[]} */
const STAGES = [
  { name: 'lint', title: 'Format and lint', run: () => command('biome', 'check', '--error-on-warnings', '.') },
  { name: 'types', title: 'Type check', run: () => command('tsc', '--noEmit') },
  { name: 'build', title: 'Build', run: () => script('esbuild.js', '--tests') },
  { name: 'unit', title: 'Unit, rule and manifest tests', run: unitTests },
  {
    name: 'host',
    title: 'Tests in the Node extension host',
    needsBuild: true,
    run: () => inEditor('test/host/run.ts', 'node'),
  },
  {
    name: 'web',
    title: 'Tests in the web worker extension host',
    needsBuild: true,
    run: () => inEditor('test/host/run.ts', 'web'),
  },
  { name: 'desktop', title: 'Tests in desktop VS Code', needsBuild: true, run: desktopTests },
  { name: 'ui', title: 'Tests through the user interface', needsBuild: true, run: () => inEditor('test/ui/run.ts') },
];

runScript(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage "${unknown.join('", "')}". Stages: ${STAGES.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  await ensureDependencies();
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const summary = [];
  /** @type {boolean} */
  let isBuilt = true;
  for (const stage of selectStages(names)) {
    console.log(`\n--- ${stage.title}`);
    const began = Date.now();
    /** @type {Stage['run']} */
    const work = stage.needsBuild && !isBuilt ? notBuilt : stage.run;
    /** @type {Counts | string} */
    const result = await work().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`;
    if (typeof result === 'string') {
      summary.push(`${stage.title}: skipped, ${result}`);
    } else {
      if (stage.name === 'build') isBuilt = result.failed === 0;
      total.passed += result.passed;
      total.failed += result.failed;
      summary.push(`${stage.title}: ${result.passed} passed, ${result.failed} failed (${seconds})`);
    }
  }
  console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/** @param {readonly string[]} names none for all; what needs the build brings it along */
function selectStages(names) {
  const selected = STAGES.filter(({ name }) => names.length === 0 || names.includes(name));
  const needsBuild = selected.some((stage) => stage.needsBuild);
  return STAGES.filter((stage) => selected.includes(stage) || (needsBuild && stage.name === 'build'));
}

/** What would only wait for an extension that is not there. @returns {Promise<Counts>} */
async function notBuilt() {
  console.error('Not run, because the build failed.');
  return { passed: 0, failed: 1 };
}

/** A command counts as one test. @param {string} name @param {...string} args */
async function command(name, ...args) {
  return verdict(await run(bin(name), args));
}

/** @param {...string} args */
async function script(...args) {
  return verdict(await run(bin('node'), args));
}

/** @param {number} code @returns {Counts} */
function verdict(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unitTests() {
  const report = join(temporaryFolder('unit'), 'report.json');
  const code = await run(bin('node'), [
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests: passed, numFailedTests: failed } = readReport(report) ?? {
    numPassedTests: 0,
    numFailedTests: 1,
  };
  // A file that could not even be loaded has no tests that failed.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** @param {string} file @param {...string} args */
async function inEditor(file, ...args) {
  const browser = await ensureBrowser();
  await ensureEditor();
  const report = join(temporaryFolder('report'), 'report.json');
  const child = start(bin('node'), [file, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment({ CHROMIUM: browser, KEYLESS_REPORT: report }),
  });
  const code = await ended(child);
  const { passed, failed } = readReport(report) ?? { passed: 0, failed: 1 };
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function desktopTests() {
  if (!hasDisplay()) return 'there is no display';
  try {
    await downloadDesktop();
  } catch (error) {
    return `VS Code could not be downloaded (${error instanceof Error ? error.message : error})`;
  }
  return inEditor('test/host/run.ts', 'desktop');
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
