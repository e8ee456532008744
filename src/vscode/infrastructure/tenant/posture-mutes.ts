import * as vscode from 'vscode';
import type { Configuration } from '../../../lint/configuration.ts';
import type { NewMute } from '../../../lint/configuration-mute-edit.ts';
import type { LocatedMute } from '../../../lint/configuration-mutes.ts';
import type { SourceDocument } from '../../../model/document.ts';
import { applyEdits, type TextEdit } from '../../../text/text-edit.ts';
import { Disposable } from '../disposable.ts';
import { OperationError } from '../errors.ts';
import type { LintSession } from '../linting/lint-session.ts';
import { exists } from '../linting/workspace-reader.ts';
import { toEditorRange } from '../positions.ts';

type Engine = Awaited<ReturnType<LintSession['engine']>>;

/** A mute, and the file that it stands in. */
export interface MuteInFile extends LocatedMute {
  /** Which levels the file sets for what is said about mutes. */
  readonly configuration: Configuration;
  readonly uri: vscode.Uri;
  readonly document: SourceDocument;
}

const FILES = '**/keyless.{yaml,yml}';

/** What the folders of the workspace say in their `keyless.yaml` about failing checks that are accepted. */
export class PostureMutes extends Disposable {
  readonly #lint: LintSession;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** A file that may hold mutes is another one now. Told only after they were read once. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  #isWatching = false;

  constructor(lint: LintSession) {
    super();
    this.#lint = lint;
  }

  /** All mutes of the workspace, as the files are in the editor, or else on disk. */
  async read(): Promise<readonly MuteInFile[]> {
    this.#watch();
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) return [];
    const engine = await this.#lint.engine();
    return (await Promise.all(folders.map((folder) => this.#readFolder(folder, engine)))).flat();
  }

  /**
   * Writes a mute into the configuration of a folder; makes the file where there is none.
   * @returns the file
   * @throws OperationError where the file has mistakes that leave no place for it, or takes no change
   */
  async add(folder: vscode.WorkspaceFolder, mute: NewMute): Promise<vscode.Uri> {
    const engine = await this.#lint.engine();
    const uri = await configurationOf(folder, engine);
    if (uri) await change(uri, engine, (document) => engine.muteEdits(document, mute));
    const file = uri ?? (await create(folder, mute, engine));
    // The editor tells of files late.
    this.#changed.fire();
    return file;
  }

  /** Takes a mute out of its file. @throws OperationError as `add` */
  async remove(mute: MuteInFile): Promise<void> {
    const engine = await this.#lint.engine();
    await change(mute.uri, engine, (document) => {
      const { mutes } = engine.parseConfiguration(document);
      const found = mutes.find((each) => isSame(each, mute));
      return found ? engine.unmuteEdits(document, found) : [];
    });
    this.#changed.fire();
  }

  async #readFolder(folder: vscode.WorkspaceFolder, engine: Engine): Promise<readonly MuteInFile[]> {
    const uri = await configurationOf(folder, engine);
    const text = uri && (await textOf(uri));
    if (uri === undefined || text === undefined) return [];
    const document = engine.createDocument(uri.toString(), 'keyless.yaml', text);
    const { configuration, mutes } = engine.parseConfiguration(document);
    return mutes.map((mute) => ({ ...mute, uri, document, configuration }));
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const tell = () => this.#changed.fire();
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(FILES));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) this.register(event(tell));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(tell));
    this.register(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.path.endsWith('/keyless.yaml')) tell();
      }),
    );
  }
}

/** The file that counts for a folder. */
async function configurationOf(
  { uri }: vscode.WorkspaceFolder,
  { CONFIGURATION_PATHS }: Engine,
): Promise<vscode.Uri | undefined> {
  for (const path of CONFIGURATION_PATHS) {
    const candidate = vscode.Uri.joinPath(uri, path);
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

/** As a person has the file in the editor, or else as it is on disk: what the editor keeps of closed files may be old. */
async function textOf(uri: vscode.Uri, shown = shownDocument(uri)): Promise<string | undefined> {
  if (shown) return shown.getText();
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Gone between two looks at it.
    return undefined;
  }
}

/** The document of a file that has a tab, or that waits to be saved. */
function shownDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const hasTab = tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
  return hasTab || document?.isDirty ? document : undefined;
}

async function create(folder: vscode.WorkspaceFolder, mute: NewMute, engine: Engine): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder.uri, engine.CONFIGURATION_PATHS[0]);
  const start = `# yaml-language-server: $schema=${engine.CONFIGURATION_SCHEMA_URL}\n`;
  const edits = engine.muteEdits(engine.createDocument(uri.toString(), 'keyless.yaml', start), mute) ?? [];
  await write(uri, applyEdits(start, edits));
  return uri;
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (cause) {
    throw notWritten(uri, cause);
  }
}

function notWritten(uri: vscode.Uri, cause?: unknown): OperationError {
  const path = vscode.workspace.asRelativePath(uri);
  return new OperationError(vscode.l10n.t('{0} could not be written. Is the folder writable?', path), { cause });
}

/** Changes a file: in the editor where a person has it there, saved where nothing else waits to be saved; else on disk. */
async function change(
  uri: vscode.Uri,
  engine: Engine,
  editsOf: (document: SourceDocument) => readonly TextEdit[] | undefined,
): Promise<void> {
  const shown = shownDocument(uri);
  const text = (await textOf(uri, shown)) ?? '';
  const source = engine.createDocument(uri.toString(), 'keyless.yaml', text);
  const edits = editsOf(source);
  if (!edits) {
    const path = vscode.workspace.asRelativePath(uri);
    throw new OperationError(vscode.l10n.t('{0} has mistakes that leave no place for this. Mend them first.', path), {
      actions: [{ title: vscode.l10n.t('Open'), run: () => vscode.commands.executeCommand<void>('vscode.open', uri) }],
    });
  }
  if (!shown) return write(uri, applyEdits(text, edits));
  const wasDirty = shown.isDirty;
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toEditorRange(source.source, range), newText);
  if (!(await vscode.workspace.applyEdit(edit)) || (!wasDirty && !(await shown.save()))) throw notWritten(uri);
}

function isSame(a: LocatedMute, b: LocatedMute): boolean {
  return a.check === b.check && a.identity === b.identity && a.reason === b.reason && a.until === b.until;
}
