import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '../lint/configuration.ts';
import { atLeast } from '../lint/findings.ts';
import { githubReport } from '../lint/report/github.ts';
import { jsonReport } from '../lint/report/json.ts';
import { joinReports, openFindings, type RunReport } from '../lint/report/report.ts';
import type { FileReport } from '../lint/report/reported.ts';
import { sarifReport } from '../lint/report/sarif.ts';
import { textReport } from '../lint/report/text.ts';
import { withGitFacts } from '../lint/repository-facts.ts';
import type { LintArguments } from './arguments.ts';
import { applyBaseline, readBaseline, writeBaseline } from './baseline-file.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import { ALL_RULES, readPage } from './explain-command.ts';
import { type FoundFiles, findFiles, rootOf } from './find-files.ts';
import { type FixedFiles, fixFiles } from './fix-files.ts';
import { gitFacts } from './git-remote.ts';
import { type CliIo, type ExitCode, UsageError, useColour } from './io.ts';
import { type LintSettings, lintFiles } from './lint-files.ts';
import { lintInParallel } from './pool.ts';
import { readConfiguration } from './read-configuration.ts';
import { readInventory } from './read-inventory.ts';
import { unifiedDiff } from './unified-diff.ts';

/** `keyless lint`. @throws UsageError */
export async function lintCommand(args: LintArguments, io: CliIo): Promise<ExitCode> {
  const startedAt = io.now();
  const absolute = (path: string | undefined) => (path === undefined ? undefined : resolve(io.cwd, path));
  const input = openInput(args, io);
  const read = readConfiguration(input.workspace, absolute(args.config), startedAt);
  const { reports: mistakes } = read;
  const configuration = withGitFacts(read.configuration, gitFacts(input.root));
  const inventory = args.inventory === undefined ? undefined : readInventory(resolve(io.cwd, args.inventory));
  const baselineFile = absolute(args.baseline);
  // Read before the run: a mistake in its name must not cost the time of the run.
  const baseline = baselineFile === undefined || args.updateBaseline ? undefined : readBaseline(baselineFile);
  if (input.stdinPath !== undefined) input.workspace.addBytes(input.stdinPath, await io.readStdin());

  const settings = { configuration, inventory, now: startedAt };
  const linted = await lintInput(input, args, settings, io);
  const reports = args.fix ? fixInput(input, args, args.fix, linted, settings, io) : linted;

  const joined = joinReports([...mistakes, ...reports]);
  if (baselineFile !== undefined && args.updateBaseline) writeBaseline(baselineFile, openFindings(joined.findings));
  const findings = baseline ? applyBaseline(baseline, joined.findings) : joined.findings;
  const exitCode = exitCodeOf(args, configuration, { ...joined, findings });
  const report: RunReport = {
    findings,
    errors: joined.errors,
    fileCount: input.paths.length,
    rules: ALL_RULES,
    rootUri: pathToFileURL(`${input.root}${sep}`).href,
    startedAt,
    endedAt: io.now(),
    exitCode,
  };
  // The fixed text or the diff is the output then; what is left to fix goes where it does not mix with it.
  const output = args.fix && (args.dryRun || input.stdinPath !== undefined) ? io.error : io.out;
  output.write(formatReport(args, report, input.root, io));
  return exitCode;
}

interface Input extends FoundFiles {
  readonly workspace: DiskWorkspace;
  /** The path that standard input is linted as. */
  readonly stdinPath: string | undefined;
}

function openInput(args: LintArguments, io: CliIo): Input {
  if (args.stdinFilename === undefined) {
    const found = findFiles(args.paths, io.cwd);
    return { ...found, workspace: new DiskWorkspace(found.root), stdinPath: undefined };
  }
  const file = resolve(io.cwd, args.stdinFilename);
  const root = rootOf(file, io.cwd);
  const stdinPath = relative(root, file).split(sep).join('/');
  return { root, paths: [stdinPath], workspace: new DiskWorkspace(root), stdinPath };
}

async function lintInput(
  input: Input,
  args: LintArguments,
  settings: LintSettings,
  io: CliIo,
): Promise<readonly FileReport[]> {
  if (input.stdinPath !== undefined) return lintFiles(input.workspace, input.paths, settings);
  return lintInParallel({
    root: input.root,
    paths: input.paths,
    candidates: args.paths.length === 0 ? input.paths : undefined,
    settings,
    workerFile: io.installation.workerFile,
    threads: args.threads,
  });
}

/** Fixes what can be fixed and writes it where it belongs. @returns the reports of the files as they are then */
function fixInput(
  { workspace, stdinPath }: Input,
  { dryRun }: LintArguments,
  which: 'safe' | 'all',
  reports: readonly FileReport[],
  settings: LintSettings,
  io: CliIo,
): readonly FileReport[] {
  const fixed = fixFiles(workspace, reports, settings, which);
  if (dryRun) io.out.write(diffOf(fixed));
  else if (stdinPath === undefined) fixed.write();
  else {
    const document = workspace.get(stdinPath);
    // Writing nothing would empty the file that an editor replaces by our output.
    if (!document) throw new UsageError('Standard input is no UTF-8 text of at most 5 MB, so it cannot be fixed.');
    io.out.write(document.source.text);
  }
  for (const message of fixed.messages) io.error.write(`${message}\n`);
  return fixed.reports;
}

function diffOf({ changed }: FixedFiles): string {
  return changed.map((file) => unifiedDiff(file.path, file.before, file.after)).join('');
}

function formatReport(args: LintArguments, report: RunReport, root: string, io: CliIo): string {
  switch (args.format) {
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report, { helpOf: (id) => readPage(id, io) });
    case 'github':
      return githubReport(withPathsFrom(io.env['GITHUB_WORKSPACE'] || io.cwd, root, report));
    case 'text':
      return textReport(withPathsFrom(io.cwd, root, report), { useColour: useColour(io), width: io.out.columns });
  }
}

/** The report with paths as somebody in the folder `base` writes them: terminals open them, GitHub finds them. */
function withPathsFrom(base: string, root: string, report: RunReport): RunReport {
  if (base === root) return report;
  const pathOf = (path: string) => relative(base, join(root, path)).split(sep).join('/');
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, path: pathOf(finding.path) })) };
}

function exitCodeOf(
  args: LintArguments,
  configuration: Configuration,
  { findings, errors }: Pick<RunReport, 'findings' | 'errors'>,
): ExitCode {
  if (errors.length > 0) return 3;
  const threshold = args.failOn ?? configuration.failOn ?? 'warning';
  if (threshold === 'never' || args.updateBaseline) return 0;
  return openFindings(findings).some((finding) => atLeast(finding.severity, threshold)) ? 1 : 0;
}
