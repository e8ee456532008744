// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, ROOT } from './paths.mjs';

/**
 * Every process and every temporary folder the scripts create is known here and gone when the script is: at its
 * normal end, on Ctrl-C, when it crashes. Children run in groups of their own, so that their children end as well.
 */

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();
/** @type {Set<string>} */
const folders = new Set();

// The last net, synchronous: a crash, a process.exit() somewhere, a script that is none of ours.
process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
  removeFolders();
});

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(command, args, options = {}) {
  const child = spawn(command, [...args], { cwd: ROOT, env: environment(), detached: true, ...options });
  running.add(child);
  // Whoever awaits the process sees the error through `ended`; here it only must not crash the script.
  child.on('error', () => running.delete(child));
  child.on('exit', () => {
    killGroup(child, 'SIGKILL');
    running.delete(child);
  });
  return child;
}

/**
 * Waits for the end of a process.
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code; 1 where a signal ended it or it could not be started
 */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command with its output on ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function run(command, args, options = {}) {
  return ended(start(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }));
}

/**
 * Runs a command and keeps its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { echo?: boolean }} [options] `echo` shows the output as well
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function capture(command, args, { echo = false, ...options } = {}) {
  const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const [stream, sink] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk);
      if (echo) sink.write(chunk);
    });
  }
  const code = await ended(child);
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}

/** @param {string} name @returns {string} a new temporary folder that goes away with the script */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `keyless-${name}-`));
  folders.add(folder);
  return folder;
}

/** @param {string} folder removed at the end, whatever the end is */
export function removeAtEnd(folder) {
  folders.add(folder);
}

/** Ends one process and all it started. @param {ChildProcess} child */
export async function end(child) {
  if (!running.has(child)) return;
  const done = ended(child);
  killGroup(child, 'SIGTERM');
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), 3000);
  await done;
  clearTimeout(timer);
}

/** Ends all processes and removes all temporary folders. */
export async function endAll() {
  await Promise.all([...running].map(end));
  removeFolders();
}

/**
 * Runs the main function of a script and leaves with its exit code.
 * @param {() => Promise<number>} main
 */
export function runScript(main) {
  let leaving = false;
  const leave = async (/** @type {number} */ code) => {
    if (leaving) return;
    leaving = true;
    await endAll();
    process.exit(code);
  };
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => void leave(code));
  }
  endWithNpm(() => void leave(143));
  main().then(leave, (error) => {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    return leave(1);
  });
}

/** Something is missing on this machine; the message says what to do about it. */
export class SetupError extends Error {}

/**
 * A killed npm does not end the script it runs; watch for the parent to change.
 * @param {() => void} leave
 */
function endWithNpm(leave) {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(), 1000).unref();
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function removeFolders() {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.clear();
}
