import * as vscode from 'vscode';
import { simulationCsv } from '../../../tenant/policy-simulation/report/csv.ts';
import { simulationMarkdown } from '../../../tenant/policy-simulation/report/markdown.ts';
import type { PolicySimulation } from '../../../tenant/policy-simulation/simulation.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { simulationPage } from './simulation-page.ts';

/** The page of the last simulation, of which there is one. It has no script and loads nothing. */
export class SimulationView extends Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #simulation: PolicySimulation | undefined;

  constructor() {
    super();
    this.register({ dispose: () => this.#panel?.dispose() });
  }

  /** What the page shows, or showed last. */
  get simulation(): PolicySimulation | undefined {
    return this.#simulation;
  }

  show(simulation: PolicySimulation): void {
    this.#simulation = simulation;
    const title = vscode.l10n.t('Policy Simulation');
    const panel = this.#panel ?? this.#create(title);
    const nonce = crypto.randomUUID().replaceAll('-', '');
    panel.webview.html = simulationPage(simulation, nonce, vscode.env.language);
    panel.reveal();
  }

  /** @throws UserCancelledError; OperationError where nothing was simulated */
  async save(format: 'csv' | 'markdown'): Promise<void> {
    const { t } = vscode.l10n;
    const simulation = this.#simulation;
    if (!simulation) throw new OperationError(t('Nothing was simulated yet.'));
    const extension = format === 'csv' ? 'csv' : 'md';
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `policy-simulation.${extension}`;
    const target = await vscode.window.showSaveDialog({
      filters: { [format === 'csv' ? 'CSV' : 'Markdown']: [extension] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (!target) throw new UserCancelledError();
    const text = format === 'csv' ? simulationCsv(simulation) : simulationMarkdown(simulation);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    const open = t('Open File');
    const answer = await vscode.window.showInformationMessage(t('The simulation is saved.'), open);
    if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
  }

  #create(title: string): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('keyless.policySimulation', title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: ['keyless.showDetails', 'keyless.writePolicy', 'keyless.policies.saveSimulation'],
      localResourceRoots: [],
      enableFindWidget: true,
    });
    panel.iconPath = new vscode.ThemeIcon('law');
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    return panel;
  }
}
