import { parseCmd } from './cmd.ts';
import type { ScriptCommand, ScriptDialect } from './command.ts';
import { parsePosix } from './posix.ts';
import { parsePowerShell } from './powershell.ts';

export type { ScriptAssignment, ScriptCommand, ScriptDialect, ScriptOption, ScriptWord } from './command.ts';
export { findOption } from './command.ts';

/** The simple commands of a script, those in substitutions and blocks included, in the order of the text. */
export function parseScript(text: string, dialect: ScriptDialect): readonly ScriptCommand[] {
  return [...PARSERS[dialect](text)].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

/** The dialect of a step's shell (`bash`, `pwsh`, `powershell -Command ...`); `posix` where the name is unknown. */
export function dialectOfShell(shell: string | undefined): ScriptDialect {
  const name = shell?.trim().split(/\s/)[0]?.toLowerCase() ?? '';
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name === 'cmd' ? 'cmd' : 'posix';
}

const PARSERS = { posix: parsePosix, powershell: parsePowerShell, cmd: parseCmd } satisfies Record<
  ScriptDialect,
  (text: string) => readonly ScriptCommand[]
>;
