/** What the command gets from its process: everything it touches besides the files it is pointed to. */
export interface CliIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly out: Output;
  readonly error: Output;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly installation: Installation;
}

/** Where the files are that belong to the command itself. */
export interface Installation {
  /** The script of the worker threads. */
  readonly workerFile: string;
  /** The folder of the rule pages, `<id>.md`. */
  readonly pages: string;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Of the terminal; undefined for files and pipes. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/**
 * 0: no finding at or above the threshold, no problem. 1: such findings, a broad or dead credential, no match.
 * 2: wrong usage. 3: Keyless itself failed somewhere.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What the person at the command line did wrong, in words for them. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** Colour only where somebody looks, and as https://no-color.org and `FORCE_COLOR` ask. */
export function useColour(io: CliIo): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: term } = io.env;
  if (no !== undefined && no !== '') return false;
  if (force !== undefined && force !== '') return force !== '0';
  return io.out.isTerminal && term !== 'dumb';
}
