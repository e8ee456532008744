import { VERSION } from '../lint/links.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { assessCommand } from './assess-command.ts';
import { backlogCommand } from './backlog-command.ts';
import { credentialCommand } from './credential-command.ts';
import { diffCommand } from './diff-command.ts';
import { explain } from './explain-command.ts';
import { helpText } from './help.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { lintCommand } from './lint-command.ts';
import { matchCommand } from './match-command.ts';
import { planCommand } from './plan-command.ts';
import { listRules } from './rules-command.ts';
import { simulateCommand } from './simulate-command.ts';
import { subjectsCommand } from './subjects-command.ts';
import { verifyCommand } from './verify-command.ts';

/** Runs the command with its arguments, the program's name left out. Never throws. */
export async function run(args: readonly string[], io: CliIo): Promise<ExitCode> {
  try {
    return await runCommand(parseArguments(args), io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.error.write(`keyless: ${error.message}\n`);
      return 2;
    }
    io.error.write(`keyless: ${describeFailure(error)}\n`);
    return 3;
  }
}

async function runCommand(args: Arguments, io: CliIo): Promise<ExitCode> {
  switch (args.command) {
    case 'lint':
      return lintCommand(args, io);
    case 'subjects':
      return subjectsCommand(args, io);
    case 'credential':
      return credentialCommand(args, io);
    case 'match':
      return matchCommand(args, io);
    case 'assess':
      return assessCommand(args, io);
    case 'diff':
      return diffCommand(args, io);
    case 'simulate':
      return simulateCommand(args, io);
    case 'plan':
      return planCommand(args, io);
    case 'verify':
      return verifyCommand(args, io);
    case 'backlog':
      return backlogCommand(args, io);
    case 'snapshot':
      // The clients of Graph and Azure are loaded for this command only.
      return (await import('./snapshot-command.ts')).snapshotCommand(args, io);
    case 'rules':
      return listRules(args.format, io);
    case 'explain':
      return explain(args.rule, io);
    case 'help':
      io.out.write(helpText(args.of));
      return 0;
    case 'version':
      io.out.write(`${VERSION}\n`);
      return 0;
  }
}

/** A failure of the file system names its file and is safe to show; any other error may quote what it was working on. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'It failed without saying why.';
  if ('syscall' in error) return error.message;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`It failed (${error.name}). Please report it with these lines:`, ...frames].join('\n');
}
