import type { SourceDocument, Workspace } from '../../document.ts';
import type { Entry, Pipeline } from '../pipeline.ts';

/** Azure Pipelines allows at most this many nested templates. */
const MAX_DEPTH = 100;

export type ReadPipeline = (document: SourceDocument, surroundings: Surroundings) => Pipeline | undefined;

/** What a pipeline's parts need to know of their surroundings. */
export interface Surroundings {
  readonly document: SourceDocument;
  readonly workspace: Workspace;
  /** The parameters a caller passes; undefined where callers are not known. */
  readonly passed: readonly Entry[] | undefined;
  /** The files on the way here, this one left out. */
  readonly files: readonly string[];
  readonly read: ReadPipeline;
}

/**
 * A local template as a pipeline that knows what it is passed. `undefined` for a template of another repository
 * (`x.yml@repo`), a missing one or a cycle. Paths are relative to the file, or to the repository with a leading `/`.
 */
export function followTemplate(
  from: Surroundings,
  reference: string | undefined,
  passed: readonly Entry[],
): Pipeline | undefined {
  if (!reference || reference.includes('${{') || from.files.length >= MAX_DEPTH) return undefined;
  const [path = '', repository] = reference.trim().split('@');
  if (repository !== undefined && repository !== 'self') return undefined;
  const folder = from.document.path.split('/').slice(0, -1);
  const target = resolvePath(path.startsWith('/') ? [] : folder, path);
  const document = target === undefined ? undefined : from.workspace.get(target);
  const files = [...from.files, from.document.uri];
  if (!document || files.includes(document.uri)) return undefined;
  return from.read(document, { ...from, document, passed, files });
}

function resolvePath(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
