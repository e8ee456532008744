import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { WorkspaceUses } from '../../infrastructure/tenant/workspace-uses.ts';

/** A row of the tree, or whatever else names an identity. */
interface Target {
  readonly clientId?: string;
  readonly identity?: Identity;
  readonly parent?: Target;
}

/** A page with everything that is known of one identity. It has no script and loads nothing. */
export function activateIdentityDetails(
  session: TenantSession,
  posture: PostureSession,
  uses: WorkspaceUses,
  commands: Commands,
): Disposable {
  const feature = new Disposable();
  let panel: vscode.WebviewPanel | undefined;
  let shown: string | undefined;
  // One for the panel: the same identity gives the same text, and an unchanged page is not loaded again.
  let nonce = '';

  const draw = async () => {
    if (!panel) return;
    const { detailsPage } = await session.tenant();
    // It may have been closed meanwhile.
    if (!panel || shown === undefined) return;
    const { source, now } = session;
    const clientId = shown;
    const identity = source?.identity(clientId);
    const assessed = identity && (await posture.ofIdentity(identity));
    // Another one may have been asked for meanwhile, or another tenant be open.
    if (!panel || shown !== clientId || session.source !== source) return;
    panel.title = identity?.displayName ?? vscode.l10n.t('Identity');
    const text = detailsPage(identity, {
      nonce,
      now,
      sections: source?.sections ?? {},
      header: source?.header,
      uses: (identity && uses.of(identity)) ?? [],
      posture: assessed,
    });
    // Setting it loads the page anew and loses the place a person had scrolled to.
    if (panel.webview.html !== text) panel.webview.html = text;
  };

  commands.add('keyless.showDetails', vscode.l10n.t('Show Details'), async (target?: Target | string) => {
    await session.restore();
    const clientId = clientIdOf(target, session) ?? (await chosen(session));
    if (clientId === undefined) return;
    shown = clientId;
    if (panel) panel.reveal();
    else {
      nonce = crypto.randomUUID().replaceAll('-', '');
      panel = vscode.window.createWebviewPanel('keyless.identity', '', vscode.ViewColumn.Active, {
        enableScripts: false,
        enableCommandUris: ['keyless.inventory.reveal', 'keyless.showIdentityAsJson', 'keyless.explainCheck'],
        localResourceRoots: [],
        enableFindWidget: true,
      });
      panel.iconPath = new vscode.ThemeIcon('shield');
      panel.onDidDispose(() => {
        panel = undefined;
      });
    }
    await Promise.all([draw(), uses.load()]);
  });
  feature.register(session.onDidChange(() => void draw()));
  feature.register(uses.onDidChange(() => void draw()));
  feature.register(posture.onDidChange(() => void draw()));
  feature.register({ dispose: () => panel?.dispose() });
  return feature;
}

/** The identity of the row, or of the nearest row above it. */
function clientIdOf(target: Target | string | undefined, { source }: TenantSession): string | undefined {
  for (let each = target; each !== undefined; each = typeof each === 'string' ? undefined : each.parent) {
    const clientId = typeof each === 'string' ? each : (each.clientId ?? each.identity?.clientId);
    if (clientId !== undefined && source?.summary(clientId)) return clientId;
  }
  return undefined;
}

async function chosen(session: TenantSession): Promise<string | undefined> {
  if (session.source) return (await session.tenant()).searchIdentities(session.source, session.now);
  void vscode.window.showInformationMessage(vscode.l10n.t('No tenant is open.'));
  return undefined;
}
