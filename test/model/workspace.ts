import { WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { SourceDocument, Workspace } from '../../src/model/document.ts';

/** The workspace that the product uses, holding these documents. */
export function workspaceOfDocuments(documents: readonly SourceDocument[]): Workspace {
  const workspace = new WorkspaceIndex();
  for (const document of documents) workspace.set(document);
  return workspace;
}
