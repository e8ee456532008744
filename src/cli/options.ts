import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './io.ts';

/** @throws UsageError for a value that is none of these */
export function oneOf<Value extends string>(name: string, value: unknown, values: readonly Value[]): Value | undefined {
  if (value === undefined) return undefined;
  const found = values.find((candidate) => candidate === value);
  if (!found) throw new UsageError(`--${name} must be one of ${values.join(', ')}.`);
  return found;
}

export interface Parsed {
  readonly values: { readonly [name: string]: unknown };
  readonly positionals: readonly string[];
}

/** @throws UsageError for options that do not exist, lack a value, or too many words */
export function parse(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  maxWords = Infinity,
): Parsed {
  let parsed: Parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : '';
    throw new UsageError(`${message.replace(/\.$/, '')}.`, { cause });
  }
  if (parsed.positionals.length > maxWords) throw new UsageError(`Unexpected "${parsed.positionals[maxWords]}".`);
  return parsed;
}

/** The text of an option; undefined where it is not given. */
export function textOf({ values }: Parsed, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
