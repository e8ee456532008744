import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';
import { rulePage } from '../../infrastructure/rule-links.ts';
import type { PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/**
 * Mutes that hide nothing, marked in `keyless.yaml` as suppressions are that suppress nothing. Not for the demo tenant:
 * what a team mutes is about its own.
 */
export class MuteDiagnostics extends Disposable {
  readonly #tenant: TenantSession;
  readonly #posture: PostureSession;
  readonly #lint: LintSession;
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('keyless-posture'));

  constructor(tenant: TenantSession, posture: PostureSession, lint: LintSession, boundary: ErrorBoundary) {
    super();
    this.#tenant = tenant;
    this.#posture = posture;
    this.#lint = lint;
    const update = () => void boundary.runQuietly('Marking unused mutes', () => this.#update());
    this.register(posture.onDidChange(update));
    update();
  }

  async #update(): Promise<void> {
    const { latest } = this.#posture;
    if (!latest || this.#tenant.current?.kind === 'demo' || latest.unused.length === 0) {
      this.#collection.clear();
      return;
    }
    const { unusedMute } = await this.#lint.engine();
    if (this.#posture.latest !== latest || this.isDisposed) return;
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const mute of latest.unused) {
      const { uri, document } = mute;
      const finding = unusedMute(mute, latest.name, document, mute.configuration);
      if (!finding) continue;
      const range = toEditorRange(document.source, finding.range);
      const diagnostic = new vscode.Diagnostic(range, finding.message, vscode.DiagnosticSeverity.Warning);
      diagnostic.source = 'keyless';
      diagnostic.code = { value: finding.ruleId, target: rulePage(finding.ruleId) };
      diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
      byFile.set(uri.toString(), [...(byFile.get(uri.toString()) ?? []), diagnostic]);
    }
    this.#collection.clear();
    for (const [uri, diagnostics] of byFile) this.#collection.set(vscode.Uri.parse(uri), diagnostics);
  }
}
