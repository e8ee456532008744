import * as vscode from 'vscode';
import type { SourceDocument } from '../../../model/document.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { Memory } from '../../../text/memory.ts';
import type { Range } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';
import { Disposable } from '../disposable.ts';
import type { LintSession } from '../linting/lint-session.ts';
import { toEditorRange } from '../positions.ts';

/** A place in the workspace that names an identity. */
export interface Use {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly range: vscode.Range;
  /** The line, without the white space around it. */
  readonly line: string;
}

/** An id in a text. */
export interface Mention {
  /** Lower case. */
  readonly key: string;
  readonly range: Range;
}

const GUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const IDENTITY_RESOURCE = /\/subscriptions\/[^\s'"]+\/userAssignedIdentities\/[\w-]+/gi;
/** A file that has more of them is a table of ids, not a use. */
const MAX_MENTIONS = 2_000;

/**
 * Where in the files of the workspace client ids, object ids and resource ids stand. Files are those that are linted,
 * as their text is now; each text is looked through once.
 */
export class WorkspaceUses extends Disposable {
  readonly #session: LintSession;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** The uses are known now, or others than before. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  readonly #mentions = new Memory<SourceText, readonly Mention[]>();
  #documents: readonly SourceDocument[] | undefined;
  #byKey: ReadonlyMap<string, readonly { readonly document: SourceDocument; readonly range: Range }[]> | undefined;

  constructor(session: LintSession) {
    super();
    this.#session = session;
  }

  /** Looks through the workspace; again where it was done before. */
  async load(): Promise<void> {
    const documents = await this.#session.workspaceDocuments();
    const before = this.#documents;
    if (
      before?.length === documents.length &&
      documents.every((each, index) => each.source === before[index]?.source)
    ) {
      return;
    }
    this.#documents = documents;
    this.#byKey = undefined;
    this.#changed.fire();
  }

  /** Places that name an identity; undefined before the workspace was looked through. */
  of(identity: Identity): readonly Use[] | undefined {
    const index = this.#index;
    if (!index) return undefined;
    const { clientId, applicationId, servicePrincipalId, managedIdentity } = identity;
    const keys = [clientId, applicationId, servicePrincipalId, managedIdentity?.resourceId].filter(
      (key) => key !== undefined,
    );
    const places = [...new Set(keys.map((key) => key.toLowerCase()))].flatMap((key) => index.get(key) ?? []);
    return places.map(({ document, range }) => {
      const place = toEditorRange(document.source, range);
      const line = document.source.text.split('\n', place.start.line + 1)[place.start.line] ?? '';
      return { uri: vscode.Uri.parse(document.uri), path: document.path, range: place, line: line.trim() };
    });
  }

  /** Every id that the workspace names, lower case. */
  async ids(): Promise<ReadonlySet<string>> {
    await this.load();
    return new Set(this.#index?.keys());
  }

  /** The client ids, object ids and resource ids that stand in a text. */
  mentionsIn(source: SourceText): readonly Mention[] {
    let mentions = this.#mentions.get(source);
    if (!mentions) {
      const found: Mention[] = [];
      for (const pattern of [GUID, IDENTITY_RESOURCE]) {
        for (const match of source.text.matchAll(pattern)) {
          const range = { start: match.index, end: match.index + match[0].length };
          found.push({ key: match[0].toLowerCase(), range });
          if (found.length > MAX_MENTIONS) break;
        }
      }
      mentions = found.length > MAX_MENTIONS ? [] : found;
      this.#mentions.set(source, mentions);
    }
    return mentions;
  }

  get #index() {
    if (!this.#documents) return undefined;
    if (!this.#byKey) {
      const index = new Map<string, { document: SourceDocument; range: Range }[]>();
      for (const document of this.#documents) {
        for (const { key, range } of this.mentionsIn(document.source)) {
          const places = index.get(key);
          if (places) places.push({ document, range });
          else index.set(key, [{ document, range }]);
        }
      }
      this.#byKey = index;
    }
    return this.#byKey;
  }
}
