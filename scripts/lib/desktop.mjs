// @ts-check
import { which } from './paths.mjs';

const DOWNLOAD_MILLISECONDS = 120_000;

/** @returns {boolean} whether a desktop editor could show its window here */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * The desktop editor: the installed one, else one downloaded into the cache of @vscode/test-electron.
 * @returns {Promise<{ executable: string } | { reason: string }>} how to start it, or why there is none
 */
export async function findDesktop() {
  if (!hasDisplay()) return { reason: 'there is no display' };
  const installed = which('code');
  if (installed) return { executable: installed };
  try {
    return { executable: await downloadDesktop() };
  } catch (error) {
    return {
      reason: `VS Code is not installed and could not be downloaded (${error instanceof Error ? error.message : error})`,
    };
  }
}

/** @param {string} [version] @returns {Promise<string>} path of the executable */
export async function downloadDesktop(version = 'stable') {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return await Promise.race([
    downloadAndUnzipVSCode(version),
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('the download took too long')), DOWNLOAD_MILLISECONDS).unref();
    }),
  ]);
}
