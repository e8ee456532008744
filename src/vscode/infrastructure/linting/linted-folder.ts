import { CONFIGURATION_PATHS, type Configuration, DEFAULT_CONFIGURATION } from '../../../lint/configuration.ts';
import { decodeSource } from '../../../lint/decode.ts';
import { lint, type SkipReason, skippedResult } from '../../../lint/engine.ts';
import { fixStepwise, safeFix } from '../../../lint/fix.ts';
import { findConfiguration } from '../../../lint/parse-configuration.ts';
import { factsOfGit, type GitFiles, type GitRemote, withGitFacts } from '../../../lint/repository-facts.ts';
import { createDocument, WorkspaceIndex } from '../../../lint/workspace-index.ts';
import type { SourceDocument, Workspace } from '../../../model/document.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import type { Finding } from '../../../rules/finding.ts';
import type { InventoryView } from '../../../rules/inventory-view.ts';
import type { RepositoryFacts } from '../../../rules/rule.ts';
import { GitIgnore, type IgnoreFile } from './git-ignore.ts';
import { RecordingWorkspace } from './recording-workspace.ts';

/** What a change means for the other documents of the folder. */
export interface Change {
  /** The documents to lint again; the changed one is not among them. */
  readonly affected: readonly SourceDocument[];
}

/** A document before and after its fixes. */
export interface FixedDocument {
  readonly before: SourceDocument;
  readonly after: SourceDocument;
}

const NO_CHANGE: Change = { affected: [] };

/** One workspace folder as the engine knows it: its documents, its configuration, and who depends on whom. */
export class LintedFolder {
  readonly #index = new WorkspaceIndex();
  readonly #skipped = new Map<string, SkipReason>();
  /** What the lint of each document asked for, by URI: documents that were not linted yet have no entry. */
  readonly #asked = new Map<string, RecordingWorkspace>();
  #gitIgnore = new GitIgnore([]);
  #configuration: Configuration = DEFAULT_CONFIGURATION;
  #configurationFindings: readonly Finding[] = [];
  #git: RepositoryFacts = {};
  #remote: RepositoryFacts | undefined;
  #inventory: InventoryView | undefined;

  get documents(): readonly SourceDocument[] {
    return this.#index.documents;
  }

  get(uri: string): SourceDocument | undefined {
    return this.#index.byUri(uri);
  }

  readIgnoreFiles(files: readonly IgnoreFile[]): void {
    this.#gitIgnore = new GitIgnore(files);
  }

  /** Whether git ignores a file: then it counts only while it is open. */
  ignores(path: string): boolean {
    return this.#gitIgnore.ignores(path);
  }

  /** Takes in what git says of the repository; `keyless.yaml` wins. */
  readGit(files: GitFiles): Change {
    const git = factsOfGit(files);
    if (JSON.stringify(git) === JSON.stringify(this.#git)) return NO_CHANGE;
    this.#git = git;
    this.#readConfiguration();
    return this.#everything();
  }

  /** Where git says that the repository came from. */
  get remote(): GitRemote | undefined {
    const { host, fullName } = this.#git;
    return host === undefined || fullName === undefined ? undefined : { host, fullName };
  }

  /** Takes in what GitHub says of the repository, which wins over git; undefined where it is not asked any more. */
  setRemoteFacts(facts: RepositoryFacts | undefined): Change {
    if (JSON.stringify(facts) === JSON.stringify(this.#remote)) return NO_CHANGE;
    this.#remote = facts;
    this.#readConfiguration();
    return this.#everything();
  }

  /** Takes in what the tenant holds; undefined where nobody is signed in any more. */
  setInventory(inventory: InventoryView | undefined): Change {
    if (inventory === this.#inventory) return NO_CHANGE;
    this.#inventory = inventory;
    return this.#everything();
  }

  /** `keyless.yaml` with what is known of the repository. */
  get configuration(): Configuration {
    return this.#configuration;
  }

  /** What joins of jobs and credentials are made from, as everything is now. */
  get trustSources(): TrustSources {
    return { workspace: this.#index, repository: this.#configuration.repository, inventory: this.#inventory };
  }

  /** Takes in the text of a file, new or changed. */
  set(uri: string, path: string, text: string): Change {
    this.#skipped.delete(uri);
    const before = this.#index.byUri(uri);
    if (before?.path === path && before.source.text === text) return NO_CHANGE;
    if (before) this.#index.delete(before.path);
    const document = createDocument(uri, path, text);
    const isConfiguration = isConfigurationPath(path);
    // JSON that is no template, above all, is nothing anybody asks for.
    if (document.kind !== 'other' || isConfiguration) this.#index.set(document);
    return this.#changed([before, document], isConfiguration);
  }

  /** Takes in a file as it is on disk. */
  setBytes(uri: string, path: string, bytes: Uint8Array): Change {
    const decoded = decodeSource(bytes);
    // The editor hides a byte order mark, and positions must be the same for files that are open and those that are not.
    if (decoded.kind === 'text') return this.set(uri, path, decoded.text.replace(/^\uFEFF/, ''));
    const change = this.set(uri, path, '');
    this.#skipped.set(uri, decoded.reason);
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
    if (skipped) return skippedResult(document.uri, skipped, this.#configuration).findings;
    const workspace = new RecordingWorkspace(this.#index);
    this.#asked.set(document.uri, workspace);
    const findings = this.#lintIn(workspace, document);
    const aboutConfiguration = this.#configurationFindings.filter(({ uri }) => uri === document.uri);
    return aboutConfiguration.length === 0 ? findings : [...aboutConfiguration, ...findings];
  }

  /** What the safe fixes of documents make of them, a document a step. The folder itself stays as it is. */
  *fixSafely(documents: readonly SourceDocument[]): Generator<void, readonly FixedDocument[]> {
    const scratch = new WorkspaceIndex();
    const before = new Map(this.#index.documents.map((document) => [document.uri, document]));
    for (const document of before.values()) scratch.set(document);
    const { changed } = yield* fixStepwise(scratch, documents, {
      lint: (current) => current.flatMap((document) => this.#lintIn(scratch, document)),
      choose: safeFix,
    });
    return [...changed].flatMap(([uri, after]) => {
      const written = before.get(uri);
      return written ? [{ before: written, after }] : [];
    });
  }

  #lintIn(workspace: Workspace, document: SourceDocument): readonly Finding[] {
    const options = { now: new Date(), configuration: this.#configuration, inventory: this.#inventory };
    return lint(document, workspace, options).findings;
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
    const { configuration, findings } = findConfiguration((path) => this.#index.get(path), undefined, new Date());
    this.#configuration = withGitFacts(configuration, this.#git, this.#remote);
    this.#configurationFindings = findings;
  }

  /** What all findings depend on has changed. */
  #everything(): Change {
    return { affected: [...this.#asked.keys()].flatMap((uri) => this.#index.byUri(uri) ?? []) };
  }
}

function isConfigurationPath(path: string): boolean {
  return CONFIGURATION_PATHS.some((each) => each === path);
}
