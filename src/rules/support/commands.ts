import type { Script } from '../../model/script.ts';
import { findOption, type ScriptCommand, type ScriptOption, type ScriptWord } from '../../syntax/script/index.ts';
import { Memory } from '../../text/memory.ts';
import { containsRange, type Range } from '../../text/range.ts';
import { partitionPoint } from './partition-point.ts';

/** A command line of interest, as data: a new one is a new row. */
export interface CommandRow {
  /**
   * The words it begins with, alternatives by `|`, `*` for any one word: `az acr credential show|renew`,
   * `docker|podman login`, `az storage *`, `Get-AzStorageAccountKey`. More words may follow. The program compares by
   * its name alone: `/usr/bin/az` and `az.cmd` are `az`. Case does not matter, nor do flags between the words.
   */
  readonly command: string;
  /** Of these at least one must be there. */
  readonly withAny?: readonly OptionRow[];
  /** All of these must be there. */
  readonly withAll?: readonly OptionRow[];
  /** None of these may be there. */
  readonly without?: readonly OptionRow[];
}

export interface OptionRow {
  /**
   * Spellings with their dashes: `['--password', '-p']`, `['-StorageAccountKey']`, `['/TargetPassword']`. The short
   * ones match `-pVALUE` too. PowerShell parameters are matched whole: which abbreviations are clear depends on the
   * version of the module.
   */
  readonly names: readonly string[];
  /** What the value must look like, quoting removed; an option without a value does not match then. */
  readonly value?: RegExp;
}

export interface CommandMatch<Row extends CommandRow = CommandRow> {
  readonly row: Row;
  readonly script: Script;
  readonly command: ScriptCommand;
  /** The options that `withAny` and `withAll` name, each occurrence, in the order of the command. Ranges are the script's. */
  readonly options: readonly ScriptOption[];
  /** Program and the words behind it that are no flags, in lower case, the first few. */
  readonly words: readonly string[];
  /** For messages: `az storage blob upload`, `New-AzStorageContext`. Never holds an option or its value. */
  readonly name: string;
  /** Where that name stands in the script; options can follow it. */
  readonly nameRange: Range;
  /** Where the command stands in the file, from the program to its last word. */
  readonly range: Range;
}

/** Rows made ready for matching: one object for a rule, made once. */
export class CommandTable<Row extends CommandRow> {
  /** Cheap test for the text of a script: without one of these words no row can match. */
  readonly #sniff: RegExp;
  /** By program and, where the row names one, the word behind it. */
  readonly #rows = new Map<string, PreparedRow<Row>[]>();
  readonly #programs = new Set<string>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const words = row.command.split(' ').map((word) => new Set(word.toLowerCase().split('|')));
      const [programs = new Set<string>(), subcommands = new Set(['*'])] = words;
      for (const program of programs) {
        this.#programs.add(program);
        for (const subcommand of subcommands) this.#add(`${program} ${subcommand}`, { row, words });
      }
    }
    this.#sniff = new RegExp(`(?<![\\w$-])(?:${[...this.#programs].join('|')})(?![\\w-])`, 'i');
  }

  /** The commands of a script that a row describes, in its order; for one command in the order of the rows. */
  matches(script: Script): readonly CommandMatch<Row>[] {
    if (!this.#sniff.test(script.body.raw)) return [];
    const matches: CommandMatch<Row>[] = [];
    for (const command of namedCommandsOf(script)) {
      if (!this.#programs.has(command.program)) continue;
      const [, subcommand = ''] = command.words;
      const rows = [
        ...(this.#rows.get(`${command.program} ${subcommand}`) ?? []),
        ...(this.#rows.get(`${command.program} *`) ?? []),
      ];
      for (const { row, words } of rows) {
        const options = beginsWith(command.words, words)
          ? optionsFor(row, command.command, command.program)
          : undefined;
        if (!options) continue;
        matches.push({
          row,
          script,
          command: command.command,
          options,
          words: command.words,
          ...named(command, words.length),
          range: rangeOf(script, command),
        });
      }
    }
    return matches;
  }

  #add(key: string, row: PreparedRow<Row>): void {
    const rows = this.#rows.get(key);
    if (rows) rows.push(row);
    else this.#rows.set(key, [row]);
  }
}

interface PreparedRow<Row> {
  readonly row: Row;
  readonly words: readonly ReadonlySet<string>[];
}

/** A command with the words that say what it does. */
interface NamedCommand {
  readonly command: ScriptCommand;
  /** In lower case, without folder and extension. */
  readonly program: string;
  /** Program and the words behind it that are no flags, in lower case. */
  readonly words: readonly string[];
}

/** More words than any program has levels of subcommands. */
const MAX_WORDS = 8;

const namedCommands = new Memory<Script, readonly NamedCommand[]>();

/** Read once for all rules that look at a script. */
function namedCommandsOf(script: Script): readonly NamedCommand[] {
  let commands = namedCommands.get(script);
  if (!commands) {
    commands = script.commands.flatMap((command) => {
      const [first] = command.words;
      if (!first) return [];
      const program = programName(first.text);
      const words = command.words
        .slice(1, MAX_WORDS)
        .filter(({ text }) => !text.startsWith('-'))
        .map(({ text }) => text.toLowerCase());
      return [{ command, program, words: [program, ...words] }];
    });
    namedCommands.set(script, commands);
  }
  return commands;
}

/** The name a program is known by: `sqlpackage` of `C:\tools\SqlPackage.exe`. */
export function programName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  return name.replace(/\.(?:exe|cmd|bat|ps1|sh)$/, '');
}

function beginsWith(words: readonly string[], wanted: readonly ReadonlySet<string>[]): boolean {
  return wanted.every((alternatives, index) => {
    const word = words[index];
    return word !== undefined && (alternatives.has(word) || alternatives.has('*'));
  });
}

function optionsFor(row: CommandRow, command: ScriptCommand, program: string): readonly ScriptOption[] | undefined {
  const { withAny = [], withAll = [], without = [] } = row;
  if (without.some((option) => optionsOf(command, option, program).length > 0)) return undefined;
  const any = withAny.flatMap((option) => optionsOf(command, option, program));
  if (withAny.length > 0 && any.length === 0) return undefined;
  const all = withAll.map((option) => optionsOf(command, option, program));
  if (all.some((found) => found.length === 0)) return undefined;
  return [...any, ...all.flat()].sort((a, b) => a.range.start - b.range.start);
}

/** Every occurrence of an option: `-backend-config` may be given many times. */
export function optionsOf(
  command: ScriptCommand,
  { names, value }: OptionRow,
  program = programName(command.words[0]?.text ?? ''),
): readonly ScriptOption[] {
  const how = OPTION_STYLES[optionStyle(program)];
  const found: ScriptOption[] = [];
  let rest = command;
  for (;;) {
    const option = findOption(rest, names, how);
    if (!option) return found;
    if (!value || (option.value !== undefined && value.test(option.value))) found.push(option);
    const at = rest.words.indexOf(option.flag);
    rest = { ...rest, words: [...rest.words.slice(0, 1), ...rest.words.slice(at + 1)] };
  }
}

type OptionStyle = 'getopt' | 'powershell' | 'slash';

/** `slash`: tools of .NET, `/Name:value` without regard to case. */
const OPTION_STYLES = {
  getopt: { allowAttached: true },
  powershell: { ignoreCase: true },
  slash: { ignoreCase: true },
} satisfies Record<OptionStyle, Parameters<typeof findOption>[2]>;

function optionStyle(program: string): OptionStyle {
  if (/^(?:sqlpackage|msdeploy|vstest\.console)$/.test(program)) return 'slash';
  return /^[a-z]+-[a-z]/.test(program) && !/^(?:docker|kubectl|apt|git)-/.test(program) ? 'powershell' : 'getopt';
}

/** What the command is called: for `az`, which has no arguments but options, all words up to the first option. */
function nameWords({ command, program }: NamedCommand, length: number): readonly ScriptWord[] {
  const [first, ...rest] = command.words.slice(0, MAX_WORDS);
  if (!first) return [];
  const end = rest.findIndex(({ text }) => !/^[A-Za-z][A-Za-z-]*$/.test(text));
  if (program === 'az' && end !== 0) return [first, ...rest.slice(0, end < 0 ? rest.length : end)];
  return [first, ...rest.filter(({ text }) => !text.startsWith('-')).slice(0, length - 1)];
}

/** The range is the script's. */
function named(command: NamedCommand, length: number): Pick<CommandMatch, 'name' | 'nameRange'> {
  const words = nameWords(command, length);
  const [first, ...rest] = words;
  const last = words.at(-1) ?? first;
  const program = (first?.text ?? '').replace(/^.*[\\/]/, '');
  return {
    name: [program, ...rest.map(({ text }) => text)].join(' '),
    nameRange: { start: first?.range.start ?? 0, end: last?.range.end ?? 0 },
  };
}

function rangeOf(script: Script, { command }: NamedCommand): Range {
  const first = command.words[0]?.range ?? command.range;
  const last = command.words.at(-1)?.range ?? command.range;
  return script.rangeOf({ start: first.start, end: last.end });
}

/** How far back a command is looked for: substitutions and groups that end before the place stand in between. */
const MAX_NEIGHBOURS = 50;

/** The innermost command that a part of a script stands in; undefined in comments, here-documents and the like. */
export function commandAround({ commands }: Script, part: Range): ScriptCommand | undefined {
  const end = partitionPoint(commands, ({ range }) => range.start <= part.start);
  return commands.slice(Math.max(0, end - MAX_NEIGHBOURS), end).findLast(({ range }) => containsRange(range, part));
}

const mentionedWords = new Memory<Script, Map<string, boolean>>();

/** Whether a word stands anywhere in a script. Looked for once, however many commands ask. */
export function mentions(script: Script, word: string): boolean {
  const known = mentionedWords.get(script) ?? new Map<string, boolean>();
  mentionedWords.set(script, known);
  const found = known.get(word) ?? script.body.raw.includes(word);
  known.set(word, found);
  return found;
}
