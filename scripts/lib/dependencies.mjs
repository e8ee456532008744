// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError } from './children.mjs';
import { bin, environment, ROOT } from './paths.mjs';

/** Installs the dependencies where they are missing or not those of package-lock.json. Node 24 is one of them. */
export async function ensureDependencies() {
  if (!areStale()) return;
  console.log('Installing dependencies (npm ci) ...');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: environment({ NODE_ENV: undefined }),
  });
  if (code !== 0 || !existsSync(bin('node'))) {
    throw new SetupError(
      'npm ci failed; see its message above. It needs Node 20 or newer, npm and a reachable registry.',
    );
  }
}

/** Compares what npm says it installed with what the lock file asks for. */
function areStale() {
  const installed = readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  if (!installed || !wanted || !existsSync(bin('node'))) return true;
  return Object.entries(wanted).some(
    ([path, { version, optional }]) =>
      path !== '' && installed[path]?.version !== version && !(optional && installed[path] === undefined),
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
