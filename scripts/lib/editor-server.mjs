// @ts-check
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { capture, end, removeAtEnd, SetupError, start, temporaryFolder } from './children.mjs';
import { bin, CACHE, environment, ROOT } from './paths.mjs';

/**
 * The complete VS Code server and workbench, from npm: what `npm start` falls back to and all tests run in.
 * 4.139.1 is VS Code 1.139.1.
 */
const EDITOR = 'code-server@4.139.1';
const HOST = '127.0.0.1';
const READY_MILLISECONDS = 60_000;

/** The settings of a quiet editor: no sign-up, no chat, no news; nothing that Keyless could hide behind. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Fetches the editor into the cache where it is missing. The cache folder appears whole or not at all.
 * @returns {Promise<string>} the folder of the server
 */
export async function ensureEditor() {
  const target = join(CACHE, EDITOR.replace('@', '-'));
  if (existsSync(target)) return target;
  mkdirSync(CACHE, { recursive: true });
  removeLeftovers();
  console.log(`Fetching the browser-hosted editor (${EDITOR}, once) ...`);
  const work = join(CACHE, `setup-${process.pid}`);
  removeAtEnd(work);
  mkdirSync(work, { recursive: true });
  await command('npm', ['pack', EDITOR, '--silent', '--pack-destination', work], work);
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new SetupError(`npm pack ${EDITOR} wrote no archive.`);
  await command('tar', ['-xzf', archive, 'package/lib/vscode'], work);
  const server = join(work, 'package', 'lib', 'vscode');
  // The native modules serve the terminal and the file watcher; the tests need neither built.
  await command('npm', ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--silent'], server);
  try {
    renameSync(server, target);
  } catch (error) {
    // Another run may have been faster.
    if (!existsSync(target)) throw error;
  }
  rmSync(work, { recursive: true, force: true });
  return target;
}

/**
 * A running editor server.
 * @typedef {object} EditorServer
 * @property {number} port
 * @property {string} dataFolder
 * @property {(request: OpenRequest) => string} url where a browser opens a window of it
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} OpenRequest
 * @property {string} folder absolute path of the workspace
 * @property {string} [tests] absolute path of a test module to run in the extension host (development mode)
 * @property {boolean} [web] run the extension in the web worker host (development mode)
 */

/**
 * Starts the server on a free loopback port. For people, the extension is installed in it (by a link, so that a new
 * build only needs a reload of the window). For tests inside an extension host, windows run it in development mode.
 * @param {object} options
 * @param {'installed' | 'development'} options.mode
 * @param {Record<string, unknown>} [options.settings] of the user
 * @param {readonly string[]} [options.extensions] folders of more extensions to install
 * @returns {Promise<EditorServer>}
 */
export async function startEditor({ mode, settings = {}, extensions = [] }) {
  const folder = await ensureEditor();
  const dataFolder = temporaryFolder('editor');
  const userFolder = join(dataFolder, 'data', 'User');
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(join(userFolder, 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  for (const source of [...(mode === 'installed' ? [ROOT] : []), ...extensions]) {
    installExtension(source, join(dataFolder, 'extensions'));
  }
  const port = await freePort();
  const child = start(
    bin('node'),
    [
      '--import',
      new URL('./leash.mjs', import.meta.url).href,
      join(folder, 'out', 'server-main.js'),
      ...['--host', HOST, '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--server-data-dir', dataFolder, '--disable-telemetry', '--disable-workspace-trust'],
      // Without this flag a built workbench silently ignores which extension to develop; with it, it shows no toasts.
      ...(mode === 'development' ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: environment({ KEYLESS_LEASH: dataFolder }) },
  );
  /** @type {string[]} */
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      log.push(String(chunk));
      if (log.length > 200) log.shift();
    });
  }
  await ready(port, child, log);
  return {
    port,
    dataFolder,
    url: (request) => workbenchUrl(port, mode === 'development', request),
    stop: async () => {
      await end(child);
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** @param {string} source the folder of an extension @param {string} folder where the server looks for extensions */
function installExtension(source, folder) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  symlinkSync(source, join(folder, `${publisher}.${name}-${version}`), 'dir');
}

/** @param {number} port @param {boolean} isDevelopment @param {OpenRequest} request */
function workbenchUrl(port, isDevelopment, { folder, tests, web = false }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${HOST}:${port}${path}`;
  const query = new URLSearchParams({ folder });
  if (isDevelopment) {
    const payload = [
      ['extensionDevelopmentPath', remote(ROOT)],
      ...(web ? [['extensionDevelopmentKind', 'web']] : []),
      ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ['skipWelcome', 'true'],
    ];
    query.set('payload', JSON.stringify(payload));
  }
  return `http://${HOST}:${port}/?${query}`;
}

/** @returns {Promise<number>} a port nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {number} port
 * @param {import('./children.mjs').ChildProcess} child
 * @param {readonly string[]} log
 */
async function ready(port, child, log) {
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://${HOST}:${port}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new SetupError(
    `The editor server did not start. Its last words:\n${log.join('').split('\n').slice(-20).join('\n')}`,
  );
}

/** @param {string} name @param {string[]} args @param {string} cwd */
async function command(name, args, cwd) {
  const { code, output } = await capture(name, args, { cwd, env: environment() });
  if (code !== 0) {
    throw new SetupError(
      `${name} ${args[0]} failed while fetching ${EDITOR}:\n${output.split('\n').slice(-12).join('\n')}`,
    );
  }
}

/** What killed set-ups left behind. */
function removeLeftovers() {
  for (const name of readdirSync(CACHE)) {
    const pid = /^setup-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
