import { join } from 'node:path';
import type { CliIo, ExitCode } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface Ran {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly error: string;
}

/** Runs the command in a folder, in this process. */
export async function keyless(
  cwd: string,
  args: readonly string[],
  more: { stdin?: string; isTerminal?: boolean; env?: CliIo['env'] } = {},
): Promise<Ran> {
  const written = { out: '', error: '' };
  const io: CliIo = {
    cwd,
    env: more.env ?? {},
    now: () => new Date('2026-11-01T12:00:00Z'),
    out: {
      isTerminal: more.isTerminal ?? false,
      columns: more.isTerminal ? 80 : undefined,
      write: (text) => {
        written.out += text;
      },
    },
    error: {
      isTerminal: false,
      columns: undefined,
      write: (text) => {
        written.error += text;
      },
    },
    readStdin: async () => new TextEncoder().encode(more.stdin ?? ''),
    installation: { workerFile: join(ROOT, 'src/cli/worker.ts'), pages: join(ROOT, 'docs/rules') },
  };
  return { exitCode: await run(args, io), ...written };
}
