// @ts-check
/**
 * `npm start`: builds the extension and opens a real VS Code with it on examples/contoso. Desktop VS Code where one
 * is installed or can be downloaded, else the browser-hosted one (`--browser` forces it). Ctrl-C ends everything.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ended, run, runScript, SetupError, start, temporaryFolder } from './lib/children.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { findDesktop } from './lib/desktop.mjs';
import { startEditor } from './lib/editor-server.mjs';
import { bin, ROOT } from './lib/paths.mjs';

const EXAMPLE = join(ROOT, 'examples', 'contoso');

runScript(async () => {
  await ensureDependencies();
  if ((await run(bin('node'), ['esbuild.js'])) !== 0) throw new SetupError('The build failed; see its messages above.');
  const folder = existsSync(EXAMPLE) ? EXAMPLE : join(ROOT, 'test', 'host', 'workspace');
  if (!process.argv.includes('--browser')) {
    const desktop = await findDesktop();
    if ('executable' in desktop) return openDesktop(desktop.executable, folder);
    console.log(`No desktop editor: ${desktop.reason}. Starting the browser-hosted one.`);
  }
  return openInBrowser(folder);
});

/** @param {string} executable @param {string} folder */
function openDesktop(executable, folder) {
  console.log(`Opening ${folder} in VS Code. Close its window or press Ctrl-C to end.`);
  // A profile of its own: the user's extensions and settings stay out, and `--wait` really waits for this window.
  return ended(
    start(
      executable,
      [
        `--extensionDevelopmentPath=${ROOT}`,
        `--user-data-dir=${temporaryFolder('desktop')}`,
        '--wait',
        '--new-window',
        folder,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    ),
  );
}

/** @param {string} folder @returns {Promise<number>} never settles: Ctrl-C is the end */
async function openInBrowser(folder) {
  const editor = await startEditor({ mode: 'installed' });
  console.log(
    `\nVS Code with Keyless on ${folder}:\n\n  ${editor.url({ folder })}\n\nOpen it in a browser. Ctrl-C ends it.`,
  );
  return new Promise(() => setInterval(() => {}, 2 ** 30));
}
