import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';

/** package.json says that documents of this scheme open as a preview. */
const SCHEME = 'keyless-subject';

/** `Explain Token Subject`: a page about the tokens of a file or of one job, which follows files and tenant. */
export function activateExplainSubject(session: FederationSession, commands: Commands): Disposable {
  const feature = new Disposable();
  const changed = feature.register(new vscode.EventEmitter<vscode.Uri>());
  feature.register(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => contentOf(session, targetOf(uri)),
    }),
  );
  feature.register(
    session.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
    }),
  );
  commands.add(
    'keyless.explainTokenSubject',
    vscode.l10n.t('Explain Token Subject'),
    async (given?: Partial<JobTarget>) => {
      const uri = given?.uri ?? vscode.window.activeTextEditor?.document.uri.toString();
      const opened = uri === undefined ? undefined : await session.open(await documentOf(uri));
      if (!opened?.engine.isExplainable(opened.document)) {
        throw new OperationError(
          vscode.l10n.t('Open a workflow, a pipeline or a Kubernetes manifest first: its tokens are explained.'),
        );
      }
      const page = pageOf({ uri: opened.document.uri, jobId: given?.jobId }, opened.document.path);
      // Made first, so that a failure is a message instead of an empty preview.
      await vscode.workspace.openTextDocument(page);
      await vscode.commands.executeCommand('vscode.open', page, {
        preview: true,
        viewColumn: vscode.ViewColumn.Beside,
      });
    },
  );
  return feature;
}

interface Target {
  readonly uri: string;
  readonly jobId?: string | undefined;
}

function pageOf(target: Target, path: string): vscode.Uri {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const title = target.jobId === undefined ? name : `${name} ${target.jobId}`;
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${vscode.l10n.t('Token subjects of {0}', title.replaceAll(/[/\\?#]+/g, '-'))}.md`,
    query: JSON.stringify(target),
  });
}

function targetOf({ query }: vscode.Uri): Target | undefined {
  try {
    const target: unknown = JSON.parse(query);
    return typeof target === 'object' && target !== null && 'uri' in target ? (target as Target) : undefined;
  } catch {
    return undefined;
  }
}

async function contentOf(session: FederationSession, target: Target | undefined): Promise<string> {
  const opened = target && (await session.open(await documentOf(target.uri)));
  if (!opened) return vscode.l10n.t('This file is not there any more.');
  return opened.engine.explanation(opened.document, opened.sources, target.jobId);
}

function documentOf(uri: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
}
