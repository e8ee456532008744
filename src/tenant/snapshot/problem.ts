/** One thing that is wrong with a snapshot. */
export interface SnapshotProblem {
  /** `identities[3].keyCredentials[0].end`; empty for the file as a whole. */
  readonly path: string;
  /** A sentence: what is wrong and what should be there. Never repeats a value of the file. */
  readonly message: string;
  /** One-based; absent where the place could not be found. */
  readonly line?: number;
  /** One-based, in UTF-16 code units. */
  readonly column?: number;
}

/** A snapshot that cannot be used. The message tells the first problem and how many more there are. */
export class SnapshotError extends Error {
  readonly problems: readonly SnapshotProblem[];

  constructor(problems: readonly SnapshotProblem[], options?: ErrorOptions) {
    super(summary(problems), options);
    this.name = 'SnapshotError';
    this.problems = problems;
  }
}

function summary(problems: readonly SnapshotProblem[]): string {
  const [first, ...rest] = problems;
  if (!first) return 'The snapshot cannot be read.';
  const place = first.line === undefined ? '' : `Line ${first.line}, column ${first.column ?? 1}: `;
  const more =
    rest.length === 0 ? '' : rest.length === 1 ? ' (and 1 more problem)' : ` (and ${rest.length} more problems)`;
  return `${place}${first.message}${more}`;
}
