import { CONFIGURATION_PATHS, type Configuration, DEFAULT_CONFIGURATION } from '../../../lint/configuration.ts';
import type { SourceDocument } from '../../../model/document.ts';
import type { Finding } from '../../../rules/finding.ts';
import type * as engineModule from './engine.ts';
import { RecordingWorkspace } from './recording-workspace.ts';

export type Engine = typeof engineModule;

/** What a change means for the other documents of the folder. */
export interface Change {
  /** The documents to lint again; the changed one is not among them. */
  readonly affected: readonly SourceDocument[];
}

const NO_CHANGE: Change = { affected: [] };

/** One workspace folder as the engine knows it: its documents, its configuration, and who depends on whom. */
export class LintedFolder {
  readonly #engine: Engine;
  readonly #index: engineModule.WorkspaceIndex;
  readonly #skipped = new Map<string, engineModule.SkipReason>();
  /** What the lint of each document asked for, by URI: documents that were not linted yet have no entry. */
  readonly #asked = new Map<string, RecordingWorkspace>();
  #configuration: Configuration = DEFAULT_CONFIGURATION;
  #configurationFindings: readonly Finding[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#index = new engine.WorkspaceIndex();
  }

  get documents(): readonly SourceDocument[] {
    return this.#index.documents;
  }

  get(uri: string): SourceDocument | undefined {
    return this.#index.byUri(uri);
  }

  /** Takes in the text of a file, new or changed. */
  set(uri: string, path: string, text: string): Change {
    this.#skipped.delete(uri);
    const before = this.#index.byUri(uri);
    if (before?.path === path && before.source.text === text) return NO_CHANGE;
    if (before) this.#index.delete(before.path);
    const document = this.#engine.createDocument(uri, path, text);
    const isConfiguration = isConfigurationPath(path);
    // JSON that is no template, above all, is nothing anybody asks for.
    if (document.kind !== 'other' || isConfiguration) this.#index.set(document);
    return this.#changed([before, document], isConfiguration);
  }

  /** Takes in a file whose content cannot be given to the engine. */
  skip(uri: string, path: string, reason: engineModule.SkipReason): Change {
    const change = this.set(uri, path, '');
    this.#skipped.set(uri, reason);
    return change;
  }

  delete(uri: string): Change {
    const before = this.#index.byUri(uri);
    this.#skipped.delete(uri);
    this.#asked.delete(uri);
    if (!before) return NO_CHANGE;
    this.#index.delete(before.path);
    return this.#changed([before], isConfigurationPath(before.path));
  }

  /** The findings of a document of this folder, as everything is now. */
  lint(document: SourceDocument): readonly Finding[] {
    const skipped = this.#skipped.get(document.uri);
    if (skipped) return this.#engine.skippedResult(document.uri, skipped, this.#configuration).findings;
    const workspace = new RecordingWorkspace(this.#index);
    this.#asked.set(document.uri, workspace);
    const { findings } = this.#engine.lint(document, workspace, {
      now: new Date(),
      configuration: this.#configuration,
    });
    const aboutConfiguration = this.#configurationFindings.filter(({ uri }) => uri === document.uri);
    return aboutConfiguration.length === 0 ? findings : [...aboutConfiguration, ...findings];
  }

  /** What the safe fixes of documents make of them, by URI. The folder itself stays as it is. */
  fixSafely(documents: readonly SourceDocument[]): ReadonlyMap<string, SourceDocument> {
    const scratch = new this.#engine.WorkspaceIndex();
    for (const document of this.#index.documents) scratch.set(document);
    const { changed } = this.#engine.fixDocuments(scratch, documents, {
      lint: (current) =>
        current.flatMap(
          (each) => this.#engine.lint(each, scratch, { now: new Date(), configuration: this.#configuration }).findings,
        ),
      choose: this.#engine.safeFix,
    });
    return changed;
  }

  #changed(versions: readonly (SourceDocument | undefined)[], isConfiguration: boolean): Change {
    if (isConfiguration) this.#readConfiguration();
    const documents = versions.filter((version) => version !== undefined);
    const uris = new Set(documents.map(({ uri }) => uri));
    const affected = [...this.#asked].flatMap(([uri, asked]) => {
      if (uris.has(uri) || !(isConfiguration || documents.some((document) => asked.hasLookedAt(document)))) return [];
      return this.#index.byUri(uri) ?? [];
    });
    return { affected };
  }

  #readConfiguration(): void {
    const { configuration, findings } = this.#engine.findConfiguration((path) => this.#index.get(path));
    this.#configuration = configuration;
    this.#configurationFindings = findings;
  }
}

export function isConfigurationPath(path: string): boolean {
  return CONFIGURATION_PATHS.some((each) => each === path);
}
