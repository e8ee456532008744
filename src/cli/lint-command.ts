import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '../lint/configuration.ts';
import { atLeast } from '../lint/findings.ts';
import { findConfiguration, parseConfiguration } from '../lint/parse-configuration.ts';
import { githubReport } from '../lint/report/github.ts';
import { jsonReport } from '../lint/report/json.ts';
import { joinReports, openFindings, type RunReport } from '../lint/report/report.ts';
import { type FileReport, reportResult } from '../lint/report/reported.ts';
import { sarifReport } from '../lint/report/sarif.ts';
import { textReport } from '../lint/report/text.ts';
import type { SourceDocument } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import type { LintArguments } from './arguments.ts';
import { applyBaseline, readBaseline, writeBaseline } from './baseline-file.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import { ALL_RULES, readPage } from './explain-command.ts';
import { type FoundFiles, findFiles, rootOf } from './find-files.ts';
import { fixFiles } from './fix-files.ts';
import { type CliIo, type ExitCode, UsageError, useColour } from './io.ts';
import { lintFiles } from './lint-files.ts';
import { lintInParallel } from './pool.ts';
import { unifiedDiff } from './unified-diff.ts';

/** `keyless lint`. @throws UsageError */
export async function lintCommand(args: LintArguments, io: CliIo): Promise<ExitCode> {
  const startedAt = io.now();
  const stdin = args.stdinFilename === undefined ? undefined : resolve(io.cwd, args.stdinFilename);
  const found = stdin === undefined ? findFiles(args.paths, io.cwd) : fileOfStdin(stdin, io.cwd);
  const workspace = new DiskWorkspace(found.root);
  const { configuration, report: configurationReport } = readConfiguration(args.config, workspace, io);
  // Read before the run: a mistake in its name must not cost the time of the run.
  const baseline = args.baseline === undefined ? undefined : readBaseline(resolve(io.cwd, args.baseline), args);
  if (stdin !== undefined) workspace.addBytes(found.paths[0] ?? '', await io.readStdin());

  const settings = { configuration, now: startedAt };
  let reports: readonly FileReport[] =
    stdin === undefined
      ? await lintInParallel({
          ...found,
          candidates: args.paths.length === 0 ? found.paths : undefined,
          settings,
          workerFile: io.installation.workerFile,
          threads: args.threads,
        })
      : lintFiles(workspace, found.paths, settings);
  if (args.fix) {
    const fixed = fixFiles(workspace, reports, settings, args.fix);
    if (args.dryRun) {
      io.out.write(fixed.changed.map((file) => unifiedDiff(file.path, file.before, file.after)).join(''));
    } else if (stdin === undefined) fixed.write();
    if (stdin !== undefined && !args.dryRun) io.out.write(workspace.get(found.paths[0] ?? '')?.source.text ?? '');
    reports = fixed.reports;
    for (const message of fixed.messages) io.error.write(`${message}\n`);
  }
  const joined = joinReports([...configurationReport, ...reports]);
  if (args.baseline !== undefined && args.updateBaseline) {
    writeBaseline(resolve(io.cwd, args.baseline), openFindings(joined.findings));
  }
  const findings = baseline ? applyBaseline(baseline, joined.findings) : joined.findings;
  const exitCode = exitCodeOf(args, configuration, { ...joined, findings });
  const report: RunReport = {
    findings,
    errors: joined.errors,
    fileCount: found.paths.length,
    rules: ALL_RULES,
    rootUri: pathToFileURL(`${found.root}${sep}`).href,
    startedAt,
    endedAt: io.now(),
    exitCode,
  };
  // The fixed text or the diff is the output then; what is left to fix goes where it does not mix with it.
  const output = args.fix && (args.dryRun || stdin !== undefined) ? io.error : io.out;
  output.write(formatReport(args, report, io));
  return exitCode;
}

function formatReport(args: LintArguments, report: RunReport, io: CliIo): string {
  switch (args.format) {
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report, { helpOf: (id) => readPage(id, io) });
    case 'github':
      return githubReport(report);
    case 'text':
      return textReport(report, { useColour: useColour(io) });
  }
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

/** The configuration, and its mistakes as the report of its file. @throws UsageError where `--config` names no file */
function readConfiguration(
  file: string | undefined,
  workspace: DiskWorkspace,
  io: CliIo,
): { configuration: Configuration; report: readonly FileReport[] } {
  const byUri = (uri: string) => workspace.byUri(uri);
  const reportOf = (document: SourceDocument, findings: readonly Finding[]) =>
    reportResult(document, { findings, internalErrors: [], suppressed: [] }, byUri);
  if (file === undefined) {
    const { configuration, findings } = findConfiguration((path) => workspace.get(path));
    // Mistakes are in the file that counts, or (that there are two) in the other one.
    const files = [...new Set(findings.map((finding) => finding.uri))].flatMap((uri) => byUri(uri) ?? []);
    const report = files.map((at) =>
      reportOf(
        at,
        findings.filter((finding) => finding.uri === at.uri),
      ),
    );
    return { configuration, report };
  }
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new UsageError(`There is no configuration file ${path}.`);
  const document = workspace.add(relative(workspace.root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
  const { configuration, findings } = parseConfiguration(document);
  return { configuration, report: [reportOf(document, findings)] };
}

function fileOfStdin(file: string, cwd: string): FoundFiles {
  const root = rootOf(file, cwd);
  return { root, paths: [relative(root, file).split(sep).join('/')] };
}
