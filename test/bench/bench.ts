/**
 * `npm run bench [-- folder] [--runs n] [--no-editor]`: how fast it is. Prints parse and lint throughput per language on
 * a folder (examples/ unless given), the time of its workflows one by one, the wall time of the command line on it and
 * on 10,000 YAML files that are none of its business, timings in the editor where test/bench/editor.ts can take them,
 * and the sizes of the bundles. Build before: the command line is run from dist/.
 *
 * `npm run bench -- inventory [--apps n] [--json]`: how fast a tenant is read, see inventory.ts.
 * `npm run bench -- assess [--identities n] [--json]`: how fast a tenant is judged, see assess.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { RULES } from '../../src/rules/registry.ts';
import { SourceText } from '../../src/text/source-text.ts';
import { filesUnder, readUtf8 } from './files.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { writeUnrelatedYaml } from './unrelated-yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
/** How long the passes over one language are timed, in milliseconds; at least three passes. */
const TIMED = 1_000;
const UNRELATED = 10_000;
const CONFIGURATION = { ignore: [], failOn: undefined, rules: {}, repository: {} };

interface Input {
  readonly path: string;
  readonly text: string;
}

/** What test/bench/editor.ts exports, where it exists: takes its timings and returns the lines to print. */
interface EditorBench {
  readonly benchEditor: () => Promise<readonly string[]>;
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === 'inventory') return (await import('./inventory.ts')).benchInventory(rest);
  if (name === 'assess') return (await import('./assess.ts')).benchAssess(rest);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '5' }, 'no-editor': { type: 'boolean' } },
  });
  const folder = resolve(positionals[0] ?? join(ROOT, 'examples'));
  const inputs = filesUnder(folder)
    .filter((path) => LANGUAGES.some((language) => language.matches(path)))
    .flatMap((path) => {
      const text = readUtf8(path);
      return text === undefined ? [] : [{ path: relative(folder, path).split(sep).join('/'), text }];
    });
  console.log(
    `${folder}: ${inputs.length} files, ${RULES.length} rules, ${availableParallelism()} cores, Node ${process.version}\n`,
  );
  for (const language of LANGUAGES) benchLanguage(language, inputs);
  benchWorkflows(inputs);
  benchCommand('keyless lint', folder, Number(values.runs));
  benchUnrelated(Number(values.runs));
  if (!values['no-editor']) await benchEditorIfThere();
  printBundles();
}

function benchLanguage(language: Language, all: readonly Input[]): void {
  const inputs = all.filter(({ path }) => language.matches(path));
  if (inputs.length === 0) return;
  const bytes = inputs.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const lines = inputs.reduce((sum, { text }) => sum + new SourceText(text).lineCount, 0);
  const rate = (milliseconds: number) =>
    `${(bytes / 1000 / milliseconds).toFixed(1).padStart(7)} MB/s ${((milliseconds * 1000) / lines).toFixed(2).padStart(7)} µs/line`;

  const parse = medianTime(() => {
    for (const { path, text } of inputs) language.parse(new SourceText(text), path);
  });
  console.log(`parse  ${language.name.padEnd(10)} ${String(inputs.length).padStart(6)} files ${rate(parse)}`);
  let findings = 0;
  const linted = medianTime(() => {
    findings = lintAll(all, inputs);
  });
  console.log(
    `lint   ${language.name.padEnd(10)} ${String(inputs.length).padStart(6)} files ${rate(linted)}  ${findings} findings`,
  );
}

/** Parsing included: nothing is kept from one pass to the next. */
function lintAll(all: readonly Input[], inputs: readonly Input[]): number {
  const workspace = new WorkspaceIndex();
  for (const { path, text } of all) workspace.set(createDocument(`file:///${path}`, path, text));
  const now = new Date();
  let findings = 0;
  for (const { path } of inputs) {
    const document = workspace.get(path);
    if (document) findings += lint(document, workspace, { now, configuration: CONFIGURATION }).findings.length;
  }
  return findings;
}

/** Each workflow alone, when all of them have been linted often enough for the compiler: budget 2 ms. */
function benchWorkflows(all: readonly Input[]): void {
  const workflows = all.filter(({ path, text }) => createDocument('', path, text).kind === 'github-workflow');
  if (workflows.length === 0) return;
  medianTime(() => {
    for (const input of workflows) lintAll([input], [input]);
  }, TIMED * 2);
  const timed = workflows
    .map((input) => ({ ...input, time: medianTime(() => lintAll([input], [input]), TIMED / workflows.length) }))
    .sort((a, b) => b.time - a.time);
  const milliseconds = (value = 0) => `${value.toFixed(2)} ms`;
  const mean = timed.reduce((sum, { time }) => sum + time, 0) / timed.length;
  const share = (part: number) => milliseconds(timed[Math.floor(timed.length * part)]?.time);
  console.log(
    `\none workflow, warm: mean ${milliseconds(mean)}, median ${share(0.5)}, p99 ${share(0.01)} (${timed.length} workflows)`,
  );
  for (const { path, text, time } of timed.slice(0, 3)) {
    console.log(`  ${milliseconds(time).padStart(9)}  ${new SourceText(text).lineCount} lines  ${path}`);
  }
}

/** Files that no rule looks at must cost next to nothing: budget 2 s. */
function benchUnrelated(runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'keyless-bench-'));
  try {
    const megabytes = (writeUnrelatedYaml(folder, UNRELATED) / 1e6).toFixed(1);
    benchCommand(`keyless lint, ${UNRELATED} unrelated YAML files (${megabytes} MB)`, folder, runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The median of warm passes in milliseconds. */
function medianTime(pass: () => void, timed = TIMED): number {
  pass();
  const times: number[] = [];
  const begin = performance.now();
  while (times.length < 3 || performance.now() - begin < timed) {
    const start = performance.now();
    pass();
    times.push(performance.now() - start);
  }
  return median(times);
}

function benchCommand(name: string, folder: string, runs: number): void {
  const cli = join(ROOT, 'dist/cli.js');
  if (!existsSync(cli)) {
    console.log('\ncommand line: not built (npm run build)');
    return;
  }
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [cli, 'lint', folder, '--format', 'json'], { maxBuffer: 2 ** 30 });
    if (status === null || status > 1) throw new Error(`keyless lint ended with ${status}`);
    return performance.now() - start;
  });
  const [low, high] = [Math.min(...times), Math.max(...times)];
  console.log(`\n${name}: ${seconds(median(times))} wall (median of ${runs}; ${seconds(low)} to ${seconds(high)})`);
}

async function benchEditorIfThere(): Promise<void> {
  const file = join(import.meta.dirname, 'editor.ts');
  if (!existsSync(file)) return;
  const { benchEditor } = (await import(file)) as EditorBench;
  console.log(`\n${(await benchEditor()).join('\n')}`);
}

function printBundles(): void {
  console.log('');
  for (const name of ['extension.js', 'engine.js', 'catalogue.js', 'extension.web.js', 'cli.js', 'cli-worker.js']) {
    const path = join(ROOT, 'dist', name);
    if (!existsSync(path)) continue;
    const zipped = gzipSync(readFileSync(path)).length;
    console.log(`${name.padEnd(18)} ${kilobytes(statSync(path).size)}  (${kilobytes(zipped)} zipped)`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}

await main();
