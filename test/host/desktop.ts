import { Writable } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import { downloadDesktop } from '../../scripts/lib/desktop.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import type { TestReport } from './report.ts';

/** @returns the exit code of a downloaded desktop VS Code that ran the tests */
export async function runInDesktop(tests: string, folder: string, report: TestReport): Promise<number> {
  let rest = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      report.read(lines.join('\n'));
      done();
    },
  });
  try {
    return await runTests({
      vscodeExecutablePath: await downloadDesktop(),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: tests,
      launchArgs: [folder, '--disable-extensions'],
      stdout,
    });
  } catch {
    // The editor's exit code, 1 where a test failed: the report has the reasons.
    return 1;
  }
}
