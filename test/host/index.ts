import * as vscode from 'vscode';
import { LineReporter } from './line-reporter.ts';
import { EXTENSION_ID } from './support.ts';

/**
 * The entry of the tests inside an extension host: the desktop's, the server's or the web worker's. One bundle serves
 * all three, so mocha is its browser build and nothing here is Node's.
 * @throws Error where a test failed, which the editor turns into its exit code
 */
export async function run(): Promise<void> {
  // Without the extension every test would only wait in vain.
  await vscode.extensions.getExtension(EXTENSION_ID)?.activate();
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: LineReporter });
  // What makes `describe` and `it` global; suites are collected as their modules run.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./suites.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
