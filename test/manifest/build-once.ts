import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-imports.ts';

/** Builds `dist` where nobody has. */
export function buildOnce(): void {
  if (!existsSync(join(ROOT, 'dist/extension.js'))) execFileSync(process.execPath, ['esbuild.js'], { cwd: ROOT });
}
