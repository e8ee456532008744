import type * as vscode from 'vscode';
import type { SourceDocument } from '../../../model/document.ts';
import type { Finding } from '../../../rules/finding.ts';
import type { SourceText } from '../../../text/source-text.ts';
import type { FileFindings } from './finding-store.ts';
import type { LintedFolder } from './linted-folder.ts';

/** Lints a document, and keeps the texts that its findings refer to. */
export function fileFindings(uri: vscode.Uri, folder: LintedFolder, document: SourceDocument): FileFindings {
  const findings = folder.lint(document);
  const otherSources = sourcesOf(folder, document, findings);
  return { uri, path: document.path, source: document.source, findings, otherSources };
}

function sourcesOf(
  folder: LintedFolder,
  document: SourceDocument,
  findings: readonly Finding[],
): Map<string, SourceText> {
  const sources = new Map<string, SourceText>();
  for (const { related, fixes } of findings) {
    for (const { uri } of [...related, ...fixes.flatMap(({ edits }) => edits)]) {
      const source = uri === document.uri ? undefined : folder.get(uri)?.source;
      if (source) sources.set(uri, source);
    }
  }
  return sources;
}
