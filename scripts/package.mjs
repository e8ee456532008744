// @ts-check
/** `npm run package`: builds and writes keyless-<version>.vsix, which any VS Code can install. */
import { run, runScript } from './lib/children.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { bin } from './lib/paths.mjs';

runScript(async () => {
  await ensureDependencies();
  const built = await run(bin('node'), ['esbuild.js']);
  if (built !== 0) return built;
  // Everything is bundled, so no dependencies are packed.
  return run(bin('node'), [bin('vsce'), 'package', '--no-dependencies', ...process.argv.slice(2)]);
});
