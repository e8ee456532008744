import { expect } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { modelOf, syntaxErrorsOf } from '../../../src/model/model.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { Draft } from '../../../src/rules/support/companion/draft.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';

export type Files = Readonly<Record<string, string>>;

/** A workspace of files, and its resources by symbol. */
export function project(files: Files) {
  const workspace = new WorkspaceIndex();
  for (const [path, text] of Object.entries(files)) workspace.set(createDocument(`file:///${path}`, path, text));
  const resources = workspace.documents.flatMap(
    (document) => modelOf(document, workspace).infrastructure?.resources ?? [],
  );
  const resource = (symbol: string): Resource => {
    const found = resources.find((candidate) => candidate.symbol === symbol);
    if (!found) throw new Error(`no resource ${symbol}`);
    return found;
  };
  return { workspace, resource, draft: new Draft(workspace) };
}

/** The files that a draft changes as they are afterwards; they must parse, and only edits may change them. */
export function textsAfter({ workspace, draft }: ReturnType<typeof project>): Files {
  return Object.fromEntries(
    draft.edits.map(({ uri, edits }) => {
      const before = workspace.byUri(uri);
      if (!before) throw new Error(`no file ${uri}`);
      const text = applyEdits(before.source.text, edits);
      const after = createDocument(uri, before.path, text);
      expect(syntaxErrorsOf(after)).toEqual([]);
      expect(draft.document(before).source.text).toBe(text);
      return [before.path, text];
    }),
  );
}
