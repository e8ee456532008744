/// <reference types="mocha" />
import 'mocha/mocha.js';
import { LINE_PREFIX, type TestLine } from './test-line.ts';

/** Writes each test's end to the console. */
export class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => write({ state: 'passed', title: test.fullTitle() }));
    runner.on('pending', (test) => write({ state: 'pending', title: test.fullTitle() }));
    runner.on('fail', (test, error: Error) =>
      write({ state: 'failed', title: test.fullTitle(), error: error.stack ?? error.message }),
    );
  }
}

function write(line: TestLine): void {
  console.log(LINE_PREFIX + JSON.stringify(line));
}
