import type { ScriptOption } from '../../syntax/script/index.ts';
import { SECRET_FORMATS } from '../catalogue/secret-formats.ts';
import type { Severity } from '../finding.ts';
import { type ScriptValue, scriptValue } from './command-values.ts';
import type { CommandMatch } from './commands.ts';

/** A secret that a command is given with one of its options. */
export interface OptionSecret {
  readonly option: ScriptOption;
  readonly value: ScriptValue;
}

/**
 * The options of a matched command that hold a secret. Left out are those without a value, placeholders, and literals
 * in a format that gives them away: those hardcoded-credential reports wherever they stand.
 */
export function secretsOf(match: CommandMatch): readonly OptionSecret[] {
  return match.options.flatMap((option) => {
    const text = option.value ?? '';
    if (text === '') return [];
    const value = scriptValue(text, option.valueRange, match.script, match.command);
    return isReported(value, text) ? [{ option, value }] : [];
  });
}

export function isReported({ state }: ScriptValue, text: string): boolean {
  if (state === 'absent') return false;
  return state !== 'literal' || !SECRET_FORMATS.some(({ pattern }) => text.search(pattern) >= 0);
}

/** A secret that everybody who reads the file or its variables sees is an error. */
export function severityOfValue({ state, label }: ScriptValue): Severity {
  return state === 'plain-variable' || (state === 'literal' && label === 'text in the file') ? 'error' : 'warning';
}
