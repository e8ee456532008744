import type { SourceDocument, Workspace } from '../../document.ts';
import type { EffectivePermissions, Entry, Pipeline } from '../pipeline.ts';
import { repositoryRoot, resolveLocal } from './uses.ts';

/** GitHub follows at most this many workflows or actions from one to the next. */
const MAX_DEPTH = 10;

/** How a workflow or action was reached; nothing is known of the callers where there is none. */
export interface CallContext {
  readonly passed: readonly Entry[];
  readonly permissions: EffectivePermissions;
  /** Where `./` points: the folder of the repository. */
  readonly root: string;
  /** The files on the way here, this one last. */
  readonly files: readonly string[];
}

/** Reads a document as a pipeline: handed in by the entry point, so that calls can be followed without import cycles. */
export type ReadPipeline = (document: SourceDocument, workspace: Workspace, call: CallContext) => Pipeline | undefined;

/** Everything a pipeline's parts need to know of their surroundings. */
export interface Surroundings {
  readonly document: SourceDocument;
  readonly workspace: Workspace;
  readonly call: CallContext | undefined;
  readonly read: ReadPipeline;
}

/** The called file as a pipeline that knows what it is passed; `undefined` for another repository's, a missing one or a cycle. */
export function follow(
  from: Surroundings,
  reference: string,
  fileNames: readonly string[],
  passed: readonly Entry[],
  permissions: EffectivePermissions,
): Pipeline | undefined {
  const files = [...(from.call?.files ?? []), from.document.uri];
  const root = from.call?.root ?? repositoryRoot(from.document.path);
  const path = resolveLocal(reference, root);
  if (path === undefined || files.length > MAX_DEPTH) return undefined;
  for (const name of fileNames) {
    const document = from.workspace.get([path, name].filter((part) => part !== '').join('/'));
    if (!document) continue;
    return files.includes(document.uri)
      ? undefined
      : from.read(document, from.workspace, { passed, permissions, root, files });
  }
  return undefined;
}
