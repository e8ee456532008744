// @ts-check
import { rmSync } from 'node:fs';

/**
 * Loaded into a long-running child by `node --import`: the child's standard input is a pipe from the script that
 * started it, and the pipe's end means that the script is gone, be it by SIGKILL. Then the whole group ends, and the
 * temporary folder that KEYLESS_LEASH names goes as well.
 */
const folder = process.env['KEYLESS_LEASH'];
if (folder) {
  // Not for the children of the child, which inherit both the environment and the import.
  delete process.env['KEYLESS_LEASH'];
  process.stdin.on('close', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    process.kill(-process.pid, 'SIGKILL');
  });
  process.stdin.resume();
}
