import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CliIo, Installation, Output } from './io.ts';
import { run } from './run.ts';

/** In the bundle all is beside the script; in the sources the worker is, and the pages are in docs/. */
function installationOf(script: string): Installation {
  const folder = dirname(script);
  return script.endsWith('.ts')
    ? { workerFile: join(folder, 'worker.ts'), pages: join(folder, '../../docs/rules') }
    : { workerFile: join(folder, 'cli-worker.js'), pages: join(folder, 'rules') };
}

function outputTo(stream: NodeJS.WriteStream): Output {
  // The reader may go away first (`keyless lint | head`): then there is nobody left to tell anything.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    columns: isTerminal ? stream.columns : undefined,
    write: (text) => stream.write(text),
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const io: CliIo = {
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  out: outputTo(process.stdout),
  error: outputTo(process.stderr),
  readStdin,
  // The command is often a link: npm puts one into node_modules/.bin.
  installation: installationOf(realpathSync(process.argv[1] ?? '')),
};

// 128 + SIGINT, as shells expect it; nothing half-written is left, since files are written whole.
process.on('SIGINT', () => process.exit(130));

// Not process.exit: output to a pipe may still be under way.
run(process.argv.slice(2), io).then((exitCode) => {
  process.exitCode = exitCode;
});
