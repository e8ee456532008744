// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Executables of the dependencies; Node 24 is one of them. */
export const BIN = join(ROOT, 'node_modules', '.bin');

/** What set-up fetches and keeps between runs. Not part of the repository, safe to delete. */
export const CACHE = join(ROOT, '.cache');

/** What tests write: bundles, screenshots, logs. Not part of the repository. */
export const OUT = join(ROOT, 'out');

/** @param {string} name an executable of a dependency */
export const bin = (name) => join(BIN, name);

/**
 * The environment for child processes: our own Node first on the path, and nothing that npm tells the scripts of
 * this package about this package, which a nested npm would take for its own.
 * @param {Record<string, string | undefined>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(more = {}) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_(package_|lifecycle_|config_local_prefix$|command$|execpath$|node_execpath$)/.test(name))
      env[name] = value;
  }
  const path = env['PATH'] ?? '';
  return { ...env, PATH: path.split(delimiter).includes(BIN) ? path : `${BIN}${delimiter}${path}`, ...more };
}

/** @param {string} command @returns {string | undefined} its full path, as a shell would find it */
export function which(command) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, command);
    if (folder && existsSync(path)) return path;
  }
  return undefined;
}
