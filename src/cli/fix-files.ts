import { join } from 'node:path';
import { lint } from '../lint/engine.ts';
import { type AppliedFix, firstFix, fixDocuments, safeFix } from '../lint/fix.ts';
import type { FileReport } from '../lint/report/reported.ts';
import type { SourceDocument } from '../model/document.ts';
import type { DiskWorkspace } from './disk-workspace.ts';
import { type LintSettings, lintFiles, lintOptions } from './lint-files.ts';
import { writeFileAtomically } from './write-file.ts';

export interface FixedFiles {
  readonly changed: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** The reports of all files as they are once fixed. */
  readonly reports: readonly FileReport[];
  /** What a person is told about the fixing itself: follow-ups, fixes that were left out. */
  readonly messages: readonly string[];
  /** Writes the changed files. @throws the file system's error where one cannot be written */
  readonly write: () => void;
}

/** Fixes the files that have findings with fixes; nothing is written before `write` is called. */
export function fixFiles(
  workspace: DiskWorkspace,
  reports: readonly FileReport[],
  settings: LintSettings,
  which: 'safe' | 'all',
): FixedFiles {
  const paths = reports.filter((report) => report.findings.some(isFixable)).map((report) => report.path);
  const documents = paths.flatMap((path) => workspace.get(path) ?? []);
  const before = new Map<string, string>();
  const result = fixDocuments(workspace, documents, {
    lint: (current) => current.flatMap((document) => lint(document, workspace, lintOptions(settings)).findings),
    choose: which === 'safe' ? safeFix : firstFix,
    onChange: (old: SourceDocument) => {
      if (!before.has(old.path)) before.set(old.path, old.source.text);
    },
  });
  const changed = [...result.changed.values()].map((document) => ({
    path: document.path,
    before: before.get(document.path) ?? '',
    after: document.source.text,
  }));
  // A fix may edit files that had no finding, and change what is found where nothing was edited.
  const again = new Set([...reports.map((report) => report.path), ...changed.map((file) => file.path)]);
  return {
    changed,
    reports: changed.length === 0 ? reports : lintFiles(workspace, [...again], settings),
    messages: [...followUps(result.applied), ...result.rejected.map(rejection)],
    write: () => {
      for (const file of changed) writeFileAtomically(join(workspace.root, file.path), file.after);
    },
  };
}

function isFixable(finding: FileReport['findings'][number]): boolean {
  return !finding.suppression && finding.fixes.length > 0;
}

function followUps(applied: readonly AppliedFix[]): string[] {
  const sentences = new Set(applied.flatMap(({ fix }) => fix.followUps));
  return sentences.size === 0
    ? []
    : ['Left to do:', ...[...sentences].map((sentence) => `  - ${sentence.replaceAll(/\n(?=[^\n])/g, '\n    ')}`)];
}

function rejection({ finding, fix }: AppliedFix): string {
  return `Not applied, since the file would not parse afterwards: "${fix.title}" (${finding.ruleId}). Please report it.`;
}
