// @ts-check
/**
 * Loaded into a long-running child by `node --import`: the child's standard input is a pipe from the script that
 * started it, and the pipe's end means that the script is gone, be it by SIGKILL. Then the whole group ends.
 */
if (process.env['KEYLESS_LEASH']) {
  // Not for the children of the child, which inherit both the environment and the import.
  delete process.env['KEYLESS_LEASH'];
  process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
  process.stdin.resume();
}
