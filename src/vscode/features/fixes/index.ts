import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { DOCUMENTS } from '../../infrastructure/linting/linted-files.ts';
import { fixFile, fixWorkspace } from './fix-all.ts';
import { FixProvider } from './fix-provider.ts';
import { OfferedFixes, SHOW_FOLLOW_UPS, showFollowUps } from './follow-ups.ts';

/** Quick fixes, fix-all for what is safe, and what is left to do after a fix. */
export function activateFixes(session: LintSession, commands: Commands, boundary: ErrorBoundary): Disposable {
  const feature = new Disposable();
  const offered = new OfferedFixes();
  const provider = new FixProvider(session, offered, boundary);
  feature.register(vscode.languages.registerCodeActionsProvider(DOCUMENTS, provider, FixProvider.metadata));
  const followUps = vscode.l10n.t('Show Follow-Ups');
  commands.add(SHOW_FOLLOW_UPS, followUps, () => {
    const fix = offered.applied();
    // The editor counts a fix as running until its command is done, and nobody has to answer the message.
    if (fix) void boundary.run(followUps, () => showFollowUps(fix));
  });
  commands.add('keyless.fixFile', vscode.l10n.t('Fix All Safe Problems in File'), () => fixFile(session));
  commands.add('keyless.fixWorkspace', vscode.l10n.t('Fix All Safe Problems in Workspace'), () =>
    fixWorkspace(session),
  );
  return feature;
}
