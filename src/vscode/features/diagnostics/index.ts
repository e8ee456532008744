import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { FindingStore } from '../../infrastructure/linting/finding-store.ts';
import { toDiagnostic } from './to-diagnostic.ts';

/** Shows findings as problems: squiggles in the editor, rows in the Problems panel. */
export function activateDiagnostics(store: FindingStore): Disposable {
  const feature = new Disposable();
  const collection = feature.register(vscode.languages.createDiagnosticCollection('keyless'));
  feature.register(
    store.onDidChange((uris) => {
      for (const uri of uris) {
        const file = store.get(uri);
        collection.set(
          uri,
          file?.findings.map((finding) => toDiagnostic(file, finding)),
        );
      }
    }),
  );
  return feature;
}
