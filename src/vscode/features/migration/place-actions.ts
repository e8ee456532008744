import * as vscode from 'vscode';
import type { Finding } from '../../../rules/finding.ts';
import { findingsAt } from '../../infrastructure/positions.ts';
import type { MigrationNeeds } from './index.ts';
import type { Migrations } from './migrations.ts';
import type { PlaceTarget } from './targets.ts';

/** Beside the fixes of a finding about a secret: to plan how its identity gets rid of it. */
export class PlaceActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };
  readonly #migrations: () => Promise<Migrations>;
  readonly #needs: MigrationNeeds;

  constructor(migrations: () => Promise<Migrations>, needs: MigrationNeeds) {
    this.#migrations = migrations;
    this.#needs = needs;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const { lint, tenant } = this.#needs;
    const { only } = context;
    if (!tenant.source || (only && !only.contains(vscode.CodeActionKind.QuickFix))) return [];
    const file = await lint.findingsForActions(document, context);
    const finding = file && findingsAt(file, range).find(isAboutSecret);
    if (!file || !finding || token.isCancellationRequested) return [];
    const line = file.source.positionAt(finding.range.start).line + 1;
    const target: PlaceTarget = { uri: document.uri.toString(), line };
    // Only of a client secret is it certain that there is an identity to choose.
    if (finding.ruleId !== 'client-secret' && !(await (await this.#migrations()).namesIdentity(target))) return [];
    const title = vscode.l10n.t('Plan the migration of this secret…');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { command: 'keyless.planMigration', title, arguments: [target] };
    return [action];
  }
}

/** The rules whose findings go where the secrets of an identity go: `CREDENTIAL_RULES` of src/migrate. */
const RULES: ReadonlySet<string> = new Set([
  'client-secret',
  'expired-credential-in-use',
  'hardcoded-credential',
  'mixed-credentials',
  'secret-minting',
]);

export function isAboutSecret({ ruleId }: Finding): boolean {
  return RULES.has(ruleId);
}
