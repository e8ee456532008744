// @ts-check
import { existsSync } from 'node:fs';
import { capture, SetupError } from './children.mjs';
import { which } from './paths.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

/**
 * The browser that the tests drive. On Debian, as root, it is installed where it is missing.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureBrowser() {
  const isDebian = which('apt-get') !== undefined;
  const isMissing = () => findBrowser() === undefined || (isDebian && !existsSync(FONT));
  if (isMissing() && isDebian && process.getuid?.() === 0) {
    console.log(`Installing ${PACKAGES.join(' and ')} (apt-get) ...`);
    const problem =
      (await aptGet('update', '-q')) ?? (await aptGet('install', '-q', '-y', '--no-install-recommends', ...PACKAGES));
    if (problem !== undefined) console.error(problem);
  }
  const browser = findBrowser();
  if (browser !== undefined) return browser;
  throw new SetupError(
    `The tests in the real editor need a Chromium. Install it first: ${
      isDebian
        ? `sudo apt-get install -y ${PACKAGES.join(' ')}`
        : 'https://www.chromium.org, or set CHROMIUM=/path/to/it'
    }`,
  );
}

function findBrowser() {
  const chosen = process.env['CHROMIUM'];
  if (chosen) return chosen;
  for (const name of BROWSERS) {
    const path = which(name);
    if (path) return path;
  }
  return undefined;
}

/** @param {...string} args @returns {Promise<string | undefined>} what went wrong, if anything */
async function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await capture('apt-get', args, { env });
  return code === 0 ? undefined : `apt-get ${args[0]} failed:\n${output.trimEnd().split('\n').slice(-12).join('\n')}`;
}
