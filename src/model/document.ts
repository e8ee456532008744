import type { Range } from '../text/range.ts';
import type { SourceText } from '../text/source-text.ts';

/**
 * What a file is, decided by its path and, for YAML and JSON, by its content.
 * `other` is a file no rule looks at.
 */
export type DocumentKind =
  | 'bicep'
  | 'bicepparam'
  | 'arm-template'
  | 'arm-parameters'
  | 'federated-credential'
  | 'terraform'
  | 'terraform-variables'
  | 'terraform-backend'
  | 'github-workflow'
  | 'github-action'
  | 'azure-pipelines'
  | 'gitlab-ci'
  | 'kubernetes'
  | 'helm-values'
  | 'azd-project'
  | 'compose'
  | 'dockerfile'
  | 'dotenv'
  | 'functions-settings'
  | 'other';

/** One file as the rules see it. Nothing below `cli/` and `vscode/` reads files: they arrive as these. */
export interface SourceDocument {
  /** Identity of the file, opaque and stable: what edits and locations refer to. A `file:` or other URI as text. */
  readonly uri: string;
  /** Path relative to the workspace folder with `/` between parts: what patterns match and people read. */
  readonly path: string;
  readonly kind: DocumentKind;
  readonly source: SourceText;
}

/** A place in a file. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/**
 * The files beside the one that is looked at: to follow local modules, parameter files and reusable workflows.
 * A snapshot: reading is synchronous and does not change while a document is linted.
 */
export interface Workspace {
  /** The file at a workspace-relative path, `/` between parts, without `.` or `..` parts. */
  get(path: string): SourceDocument | undefined;
  /** The documents of a kind, sorted by path. */
  ofKind(kind: DocumentKind): readonly SourceDocument[];
  /**
   * Those that stand directly in a folder (no slash at the end, empty for the workspace folder), sorted by path. Ask
   * this where a folder is enough: a file elsewhere then does not make what was found out stale.
   */
  inFolder(kind: DocumentKind, folder: string): readonly SourceDocument[];
}

/** The folder of a path, without a slash at the end; empty for the workspace folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
