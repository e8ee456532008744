/**
 * `npm run -s conformance -- <folder> [--list] [--json]`: parses every file under a folder and prints per language
 * how many there are, how many have error nodes, how many do not give back their text, and how fast it went.
 */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { SourceText } from '../../src/text/source-text.ts';
import { filesUnder, readUtf8 } from './files.ts';
import { LANGUAGES, type Language } from './languages.ts';

const USAGE = `Usage: npm run -s conformance -- <folder> [--list] [--json]

  --list  name every file with error nodes and what is wrong with it first
  --json  print one JSON object instead of a table`;

/** How long the passes over one language are timed, in milliseconds; at least three passes. */
const TIMED = 300;

interface Result {
  readonly language: Language['name'];
  readonly files: number;
  /** One line a file: where and what its first error is. */
  readonly withErrors: readonly string[];
  /** One line a file. */
  readonly roundTripFailures: readonly string[];
  /** Files that are not UTF-8: parsed by nobody, in no figure but this. */
  readonly notUtf8: readonly string[];
  /** Millions of UTF-8 bytes a second, one thread, warm. */
  readonly mbPerSecond: number;
  readonly microsecondsPerLine: number;
}

interface Input {
  readonly path: string;
  readonly text: string;
}

function measure(language: Language, root: string, paths: readonly string[]): Result {
  const inputs: Input[] = [];
  const withErrors: string[] = [];
  const roundTripFailures: string[] = [];
  const notUtf8: string[] = [];
  for (const path of paths) {
    const name = relative(root, path) || path;
    const text = readUtf8(path);
    if (text === undefined) {
      notUtf8.push(name);
      continue;
    }
    inputs.push({ path, text });
    check(language, { path, text }, name, withErrors, roundTripFailures);
  }
  const bytes = inputs.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const lines = inputs.reduce((sum, { text }) => sum + new SourceText(text).lineCount, 0);
  const milliseconds = inputs.length > 0 ? time(language, inputs) : 0;
  return {
    language: language.name,
    files: paths.length,
    withErrors,
    roundTripFailures,
    notUtf8,
    mbPerSecond: milliseconds > 0 ? bytes / 1000 / milliseconds : 0,
    microsecondsPerLine: lines > 0 ? (milliseconds * 1000) / lines : 0,
  };
}

function check(
  language: Language,
  { path, text }: Input,
  name: string,
  withErrors: string[],
  roundTripFailures: string[],
): void {
  const source = new SourceText(text);
  try {
    const parsed = language.parse(source, path);
    const [first] = parsed.errors;
    if (first) {
      const { line, character } = source.positionAt(first.range.start);
      withErrors.push(`${name}:${line + 1}:${character + 1}: ${first.message}`);
    }
    if (parsed.roundTrip() !== text) roundTripFailures.push(name);
  } catch (error) {
    // A parser that throws has failed at both.
    withErrors.push(`${name}: the parser threw: ${error instanceof Error ? error.message : String(error)}`);
    roundTripFailures.push(name);
  }
}

/** The median time of a pass over all texts in milliseconds. They were parsed once before, so the code is warm. */
function time(language: Language, inputs: readonly Input[]): number {
  const passes: number[] = [];
  const begin = performance.now();
  while (passes.length < 3 || performance.now() - begin < TIMED) {
    const start = performance.now();
    for (const { path, text } of inputs) {
      try {
        language.parse(new SourceText(text), path);
      } catch {
        // Told by `check`.
      }
    }
    passes.push(performance.now() - start);
  }
  passes.sort((a, b) => a - b);
  return passes[passes.length >> 1] ?? 0;
}

function table(results: readonly Result[]): string {
  const header = ['language', 'files', 'with error nodes', 'round-trip failures', 'not UTF-8', 'MB/s', 'µs/line'];
  const rows = results.map((result) => [
    result.language,
    count(result.files),
    count(result.withErrors.length),
    count(result.roundTripFailures.length),
    count(result.notUtf8.length),
    result.files > 0 ? result.mbPerSecond.toFixed(1) : '-',
    result.files > 0 ? result.microsecondsPerLine.toFixed(2) : '-',
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [header, ...rows].map(line).join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function named(results: readonly Result[], isListed: boolean): string {
  const sections = results.flatMap((result) => [
    ...(isListed ? section(`${result.language}: files with error nodes`, result.withErrors) : []),
    ...section(`${result.language}: files that do not round-trip`, result.roundTripFailures),
    ...section(`${result.language}: files that are not UTF-8`, result.notUtf8),
  ]);
  return sections.map((text) => `\n${text}`).join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [[title, ...lines.map((line) => `  ${line}`)].join('\n')] : [];
}

function json(results: readonly Result[]): string {
  const entries = results.map((result) => [
    result.language,
    {
      files: result.files,
      withErrors: result.withErrors.length,
      roundTripFailures: result.roundTripFailures.length,
      mbPerSecond: Math.round(result.mbPerSecond * 10) / 10,
    },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** Runs the command; returns its exit code: 0, or 2 where it was called the wrong way. */
function main(args: readonly string[]): number {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const [root, ...rest] = positionals;
  if (root === undefined || rest.length > 0 || !existsSync(root)) {
    if (root !== undefined && rest.length === 0) console.error(`There is no folder ${root}.\n`);
    console.error(USAGE);
    return 2;
  }
  const paths = filesUnder(root);
  const results = LANGUAGES.map((language) =>
    measure(
      language,
      root,
      paths.filter((path) => language.matches(path)),
    ),
  );
  const names = named(results, values.list);
  if (values.json) {
    console.log(json(results));
    if (names) console.error(names.trimStart());
  } else {
    console.log(table(results));
    if (names) console.log(names);
  }
  return 0;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { list: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
}

process.exitCode = main(process.argv.slice(2));
