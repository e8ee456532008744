import { writeFileSync } from 'node:fs';
import { LINE_PREFIX, type TestLine } from './test-line.ts';

const MARKS = { passed: '\u2713', failed: '\u2717', pending: '-' };

/** Collects what tests say about themselves, shows it and counts it. */
export class TestReport {
  #passed = 0;
  #failed = 0;

  /** Reads one line of console output; everything but test lines is passed over. */
  read(text: string): void {
    for (const line of text.split('\n')) {
      if (line.startsWith(LINE_PREFIX)) this.add(JSON.parse(line.slice(LINE_PREFIX.length)));
    }
  }

  add(line: TestLine): void {
    if (line.state === 'passed') this.#passed += 1;
    if (line.state === 'failed') this.#failed += 1;
    console.log(`  ${MARKS[line.state]} ${line.title}`);
    if (line.error) console.log(line.error.replace(/^/gm, '      '));
  }

  /**
   * Writes the counts for the caller.
   * @param code exit code of what ran the tests: a run that ends badly or without any test has failed
   */
  finish(code: number): number {
    if (this.#failed === 0 && (code !== 0 || this.#passed === 0)) {
      this.add({
        state: 'failed',
        title: this.#passed === 0 ? 'No test ran.' : `The run ended with exit code ${code}.`,
      });
    }
    const path = process.env['KEYLESS_REPORT'];
    if (path) writeFileSync(path, JSON.stringify({ passed: this.#passed, failed: this.#failed }));
    return this.#failed === 0 ? 0 : 1;
  }
}
