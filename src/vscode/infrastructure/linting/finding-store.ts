import * as vscode from 'vscode';
import type { Finding } from '../../../rules/finding.ts';
import type { SourceText } from '../../../text/source-text.ts';
import { Disposable } from '../disposable.ts';

/** The findings of one file, with the text they were found in. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder, for people to read. */
  readonly path: string;
  readonly source: SourceText;
  readonly findings: readonly Finding[];
  /** The texts of the other files that findings and fixes refer to, by URI, as they were when it was linted. */
  readonly otherSources: ReadonlyMap<string, SourceText>;
}

/** All findings of the editor session, by file: what diagnostics, the tree and the status show. */
export class FindingStore extends Disposable {
  readonly #files = new Map<string, FileFindings>();
  readonly #changed = this.register(new vscode.EventEmitter<readonly vscode.Uri[]>());
  /** The files whose findings may be others now. */
  readonly onDidChange = this.#changed.event;

  get(uri: vscode.Uri): FileFindings | undefined {
    return this.#files.get(uri.toString());
  }

  /** The files with findings, by path. */
  get files(): readonly FileFindings[] {
    return [...this.#files.values()]
      .filter(({ findings }) => findings.length > 0)
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  set(file: FileFindings): void {
    this.#files.set(file.uri.toString(), file);
    this.#changed.fire([file.uri]);
  }

  delete(uri: vscode.Uri): void {
    if (this.#files.delete(uri.toString())) this.#changed.fire([uri]);
  }
}
