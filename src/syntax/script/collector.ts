import { coveringRange, type Range } from '../../text/range.ts';
import { type ScriptAssignment, type ScriptCommand, type ScriptWord, withoutWrappers } from './command.ts';

/** Nested substitutions and blocks beyond this depth are read as plain text: scripts by people stay far below. */
export const MAX_DEPTH = 100;

/** Expressions by people are far shorter; the bound keeps a script of unclosed ones linear. */
const MAX_EXPRESSION = 4096;

/** Gathers the words of one command after the other while a scanner walks over a script. */
export class CommandCollector {
  readonly commands: ScriptCommand[] = [];
  #words: ScriptWord[] = [];
  #assignments: ScriptAssignment[] = [];
  #pipedFrom: ScriptCommand | undefined;

  get isAtStart(): boolean {
    return this.#words.length === 0;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0 && this.#assignments.length === 0;
  }

  add(word: ScriptWord): void {
    this.#words.push(word);
  }

  assign(assignment: ScriptAssignment): void {
    this.#assignments.push(assignment);
  }

  /** Ends the command at a separator; `isPipe` where its output goes to the next one. */
  end(isPipe = false): void {
    const words = withoutWrappers(this.#words);
    const parts: readonly { readonly range: Range }[] = [...this.#assignments, ...words];
    const [first] = parts;
    const last = parts.at(-1);
    let command: ScriptCommand | undefined;
    if (first && last) {
      command = {
        range: coveringRange(first.range, last.range),
        words,
        assignments: this.#assignments,
        pipedFrom: this.#pipedFrom,
      };
      this.commands.push(command);
    }
    this.#words = [];
    this.#assignments = [];
    this.#pipedFrom = isPipe ? command : undefined;
  }

  /** Forgets the words gathered so far: they turned out to be no command (`name()`, a `case` pattern). */
  drop(): void {
    this.#words = [];
    this.#assignments = [];
  }
}

/** The end of `${{ ... }}` that begins at `at`, behind its `}}`; undefined where it is not closed. */
export function endOfExpression(text: string, at: number, limit: number): number | undefined {
  if (!text.startsWith('${{', at)) return undefined;
  const close = text.slice(at, Math.min(limit, at + MAX_EXPRESSION)).indexOf('}}');
  return close >= 0 ? at + close + 2 : undefined;
}

/** Where the quote that closes a literal string stands; quotes inside `${{ }}` do not count. The text's end if none does. */
export function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote) at = endOfExpression(text, at, text.length) ?? at + 1;
  return at;
}
