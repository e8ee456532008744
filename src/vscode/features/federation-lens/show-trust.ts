import * as vscode from 'vscode';
import type { KnownCredential } from '../../../rules/federation/known-credentials.ts';
import type { Engine, FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';
import { pick } from '../../infrastructure/prompts.ts';

/** Goes to the credential that trusts a job, in code or in the tree; explains the job where there is none. */
export function showTrust(session: FederationSession): (target: JobTarget) => Promise<void> {
  return async (target) => {
    const { engine, job, sources } = await session.job(target);
    const { credentials } = engine.judge(engine.federatedJob(job, sources), sources);
    const [only, ...more] = credentials;
    if (!only) {
      await vscode.commands.executeCommand('keyless.explainTokenSubject', target);
      return;
    }
    await showCredential(more.length === 0 ? only : await choose(credentials, engine));
  };
}

async function choose(credentials: readonly KnownCredential[], engine: Engine): Promise<KnownCredential> {
  const items = credentials.map((credential) => ({
    credential,
    label: engine.identityOf(credential),
    description: credential.name,
    detail:
      credential.from === 'code' ? `$(file-code) ${engine.placeOf(credential)}` : `$(cloud) ${vscode.l10n.t('tenant')}`,
  }));
  const { credential } = await pick(items, {
    title: vscode.l10n.t('Trusted By'),
    placeHolder: vscode.l10n.t('Which credential?'),
  });
  return credential;
}

async function showCredential(credential: KnownCredential): Promise<void> {
  if (credential.from === 'tenant') {
    await vscode.commands.executeCommand('keyless.inventory.reveal', credential.holder.clientId);
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(credential.location.uri));
  const { start, end } = credential.location.range;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection });
}
