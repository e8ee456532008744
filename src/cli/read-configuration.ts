import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Configuration } from '../lint/configuration.ts';
import type { LocatedMute } from '../lint/configuration-mutes.ts';
import { findConfiguration, parseConfiguration } from '../lint/parse-configuration.ts';
import { type FileReport, reportResult } from '../lint/report/reported.ts';
import type { SourceDocument } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import type { DiskWorkspace } from './disk-workspace.ts';
import { UsageError } from './io.ts';

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly mutes: readonly LocatedMute[];
  /** The file that counts; undefined where there is none. */
  readonly document: SourceDocument | undefined;
  /** The mistakes in it, by file. */
  readonly reports: readonly FileReport[];
}

/**
 * The configuration of a workspace folder, or of another file where one is named.
 * @param file absolute
 * @param now where it is given, what has ended is among the mistakes
 * @throws UsageError where the named file does not exist
 */
export function readConfiguration(workspace: DiskWorkspace, file: string | undefined, now?: Date): ReadConfiguration {
  if (file === undefined) {
    const { findings, ...found } = findConfiguration((path) => workspace.get(path), undefined, now);
    return { ...found, reports: reportsOf(workspace, findings) };
  }
  if (!existsSync(file)) throw new UsageError(`There is no configuration file ${file}.`);
  const path = relative(workspace.root, resolve(file)).split(sep).join('/');
  const document = workspace.add(path, readFileSync(file, 'utf8'));
  const { findings, ...read } = parseConfiguration(document, undefined, now);
  return { ...read, document, reports: reportsOf(workspace, findings) };
}

/** Mistakes are in the file that counts, or (that there are two) in the other one. */
function reportsOf(workspace: DiskWorkspace, findings: readonly Finding[]): readonly FileReport[] {
  const byUri = (uri: string): SourceDocument | undefined => workspace.byUri(uri);
  const documents = [...new Set(findings.map((finding) => finding.uri))].flatMap((uri) => byUri(uri) ?? []);
  return documents.map((document) => {
    const own = findings.filter((finding) => finding.uri === document.uri);
    return reportResult(document, { findings: own, internalErrors: [], suppressed: [] }, byUri);
  });
}
