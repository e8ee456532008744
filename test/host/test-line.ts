/** What the runner outside the editor reads from the extension host's console: one JSON object a line. */
export interface TestLine {
  readonly state: 'passed' | 'failed' | 'pending';
  readonly title: string;
  readonly error?: string;
}

export const LINE_PREFIX = 'keyless-test ';
