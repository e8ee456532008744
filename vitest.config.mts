import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor's API exists in an extension host only; what is tested outside of one needs little of it.
  resolve: { alias: { vscode: new URL('./test/vscode/vscode-stub.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/host/**', 'test/ui/**'],
    // The forks of a two-core machine: parsers and rules are CPU-bound, more workers only wait.
    pool: 'threads',
    maxWorkers: 2,
    // Only a hang should meet this limit: megabytes of hostile input take seconds on a busy machine.
    testTimeout: 120_000,
  },
});
