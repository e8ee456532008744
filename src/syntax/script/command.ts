import type { Range } from '../../text/range.ts';

/** How a script is read: `posix` for sh, bash and zsh; `powershell` for pwsh and Windows PowerShell; `cmd` for batch. */
export type ScriptDialect = 'posix' | 'powershell' | 'cmd';

/** One argument of a command. Ranges are offsets in the script's text. */
export interface ScriptWord {
  readonly range: Range;
  /**
   * The word with its quoting removed. Variables and substitutions stand as written: `$X`, `${X}`, `$(az ...)`,
   * `%X%`, `$env:X`, and the pipeline's own `${{ secrets.X }}`.
   */
  readonly text: string;
  /** True where any part of the word is in quotes: `"$X"`, `'a b'`. */
  readonly isQuoted: boolean;
}

/** `NAME=value` in front of a command, or alone on its line; PowerShell's `$name = value` and `$env:NAME = value`. */
export interface ScriptAssignment {
  readonly name: string;
  readonly range: Range;
  readonly value: ScriptWord;
}

/** One simple command of a script; commands inside substitutions, groups and blocks are listed in their own right. */
export interface ScriptCommand {
  readonly range: Range;
  /** The command's name and its arguments. Keywords, wrappers such as `sudo`, and redirections are left out. */
  readonly words: readonly ScriptWord[];
  readonly assignments: readonly ScriptAssignment[];
  /** The command whose output this one reads through a pipe. */
  readonly pipedFrom: ScriptCommand | undefined;
}

/** An option of a command: `--password X`, `--password=X`, `-p X`, `-pX`, `-Password:X`. */
export interface ScriptOption {
  /** The word that holds the flag. */
  readonly flag: ScriptWord;
  /** The text of the value without quoting; undefined where the flag stands alone. */
  readonly value: string | undefined;
  readonly valueRange: Range;
  /** Flag and value. */
  readonly range: Range;
}

/** Words that run the command behind them: they are no command of their own. */
const WRAPPERS = new Set(['sudo', 'exec', 'command', 'nohup', 'time', 'env', 'call', 'winpty']);

/** Leaves out wrappers and their flags: `sudo -E az login` is the command `az login`. */
export function withoutWrappers(words: readonly ScriptWord[]): readonly ScriptWord[] {
  let start = 0;
  while (start < words.length - 1 && WRAPPERS.has(words[start]?.text.toLowerCase() ?? '')) {
    start += 1;
    while (start < words.length - 1 && /^-|^\w+=/.test(words[start]?.text ?? '')) start += 1;
  }
  return words.slice(start);
}

/**
 * The first option of a command with one of the names. Long names compare without regard to case where
 * `ignoreCase` says so (PowerShell parameters, cmd tools); a short name `-p` also matches `-pVALUE` where
 * `allowAttached` says so (az, docker and most getopt tools).
 */
export function findOption(
  command: ScriptCommand,
  names: readonly string[],
  how: { readonly ignoreCase?: boolean; readonly allowAttached?: boolean } = {},
): ScriptOption | undefined {
  const wanted = how.ignoreCase ? names.map((name) => name.toLowerCase()) : names;
  for (let i = 1; i < command.words.length; i++) {
    const word = command.words[i];
    if (!word?.text.startsWith('-') && !word?.text.startsWith('/')) continue;
    const text = how.ignoreCase ? word.text.toLowerCase() : word.text;
    if (wanted.includes(text)) return detached(word, command.words[i + 1]);
    for (const name of wanted) {
      const separator = text.startsWith(name) ? text.charAt(name.length) : '';
      if (separator === '=' || (separator === ':' && how.ignoreCase)) return attached(word, name.length + 1);
      if (how.allowAttached && /^-[A-Za-z]$/.test(name) && separator !== '') return attached(word, name.length);
    }
  }
  return undefined;
}

function detached(flag: ScriptWord, next: ScriptWord | undefined): ScriptOption {
  // A quoted word is a value even where it begins with a dash, as generated passwords do.
  if (!next || (next.text.startsWith('-') && !next.isQuoted)) {
    return { flag, value: undefined, valueRange: { start: flag.range.end, end: flag.range.end }, range: flag.range };
  }
  return {
    flag,
    value: next.text,
    valueRange: next.range,
    range: { start: flag.range.start, end: next.range.end },
  };
}

function attached(flag: ScriptWord, prefixLength: number): ScriptOption {
  const start = Math.min(flag.range.start + prefixLength, flag.range.end);
  return {
    flag,
    value: flag.text.slice(prefixLength),
    valueRange: { start, end: flag.range.end },
    range: flag.range,
  };
}
