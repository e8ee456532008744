import * as vscode from 'vscode';
import type { ChangedFile } from '../../../migrate/edits.ts';
import type { Step } from '../../../migrate/plan.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import { applyCall } from './apply-call.ts';
import { applyEdits, editsOf } from './apply-edits.ts';
import { requestTexts } from './confirm-call.ts';
import { handOver } from './hand-over.ts';
import type { MigrationNeeds } from './index.ts';
import { namesIdentity, placeLenses } from './places.ts';
import { type OpenPlan, openPlan, readPlan, showPlan } from './plan-file.ts';
import { planMigration } from './plan-migration.ts';
import { Previews } from './previews.ts';
import { boxLines, stepLenses } from './step-lenses.ts';
import type { StepResult } from './step-results.ts';
import type { PlaceTarget, StepTarget } from './targets.ts';
import { undoStep } from './undo-step.ts';
import { sayResults, verifySteps } from './verify-steps.ts';

/** Plans of this window: what their lenses say, and what clicks on them do. One thing at a time is done to a plan. */
export class Migrations extends Disposable {
  readonly #needs: MigrationNeeds;
  readonly #previews = this.register(new Previews());
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** The lenses say something else now. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  /** By step, as long as the text of the plan stays as it was then. */
  readonly #results = new Map<string, { readonly result: StepResult; readonly text: string }>();
  /** What steps changed in files of this window: it may hold secrets, and is never written down. */
  readonly #changes = new Map<string, readonly ChangedFile[]>();
  readonly #busy = new Set<string>();

  constructor(needs: MigrationNeeds) {
    super();
    this.#needs = needs;
  }

  plan(target: unknown): Promise<void> {
    return planMigration(target, this.#needs);
  }

  lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
    const text = document.getText();
    return stepLenses(document, ({ id }) => {
      const known = this.#results.get(keyOf({ uri: document.uri.toString(), step: id }));
      return known?.text === text ? known.result : undefined;
    });
  }

  placeLensesIn(document: vscode.TextDocument, file: FileFindings, token: vscode.CancellationToken) {
    return placeLenses(document, file, this.#needs, token);
  }

  namesIdentity(place: PlaceTarget): Promise<boolean> {
    return namesIdentity(place, this.#needs);
  }

  preview(target: StepTarget): Promise<void> {
    return this.#alone(target, async (open, step) => {
      if (step.edits.length > 0) {
        const { files } = await editsOf(open, step, this.#needs);
        await this.#previews.showFiles(vscode.l10n.t('Preview: {0}', step.title), files);
      }
      if (!step.call) return;
      const { cloudOf, endpointsOf } = await this.#needs.tenant.services();
      const { tenant: settings } = this.#needs.settings;
      const endpoints = endpointsOf(cloudOf(settings.cloud), settings.endpoints);
      const text = `${requestTexts(step.call, endpoints).join('\n\n')}\n`;
      await this.#previews.showText(vscode.l10n.t('Preview.http'), text);
    });
  }

  apply(target: StepTarget): Promise<void> {
    return this.#alone(target, async (open, step) => {
      if (step.state === 'done') throw new OperationError(vscode.l10n.t('This step is done already.'));
      if (step.edits.length > 0) this.#changes.set(keyOf(target), await applyEdits(open, step, this.#needs));
      else if (step.call) await applyCall(open, step, this.#needs);
      else await handOver(open, step);
    });
  }

  verify(target: StepTarget): Promise<void> {
    return this.#alone(target, (open, step) => this.#verify(open, [step]));
  }

  async verifyAll(uri: vscode.Uri | undefined): Promise<void> {
    if (!uri) throw new OperationError(vscode.l10n.t('Open a migration plan first.'));
    await this.#withPlan(uri.toString(), (open) => this.#verify(open, open.plan.steps));
  }

  undo(target: StepTarget): Promise<void> {
    return this.#alone(target, async (open, step) => {
      await undoStep(open, step, this.#changes.get(keyOf(target)), this.#needs);
      this.#changes.delete(keyOf(target));
    });
  }

  /** Goes to a step, or says that there is none left. */
  async reveal({ uri, step }: StepTarget): Promise<void> {
    const { document } = await openPlan(vscode.Uri.parse(uri));
    const line = boxLines(document).get(step);
    if (line !== undefined) await showPlan(document.uri, line);
    else void vscode.window.showInformationMessage(vscode.l10n.t('All steps of this plan are done.'));
  }

  /** Says all that was seen of a step, or why the document is no plan. */
  async explain({ uri, step }: StepTarget): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const plan = readPlan(document);
    if (typeof plan === 'string') throw new OperationError(plan);
    const { result } = this.#results.get(keyOf({ uri, step })) ?? {};
    const title = plan.steps.find(({ id }) => id === step)?.title ?? '';
    if (!result) return;
    const reasons = result.reasons.length > 0 ? result.reasons : [vscode.l10n.t('Everything that it claims holds.')];
    void vscode.window.showInformationMessage(title, { modal: true, detail: reasons.join('\n') });
  }

  async #verify(open: OpenPlan, steps: readonly Step[]): Promise<void> {
    const results = await verifySteps(open, steps, this.#needs);
    const text = open.document.getText();
    const uri = open.document.uri.toString();
    for (const [step, result] of results) this.#results.set(keyOf({ uri, step }), { result, text });
    // Changes of the text show by themselves; lenses that are made anew for nothing are in the way of clicks.
    this.#changed.fire();
    sayResults(results, steps);
  }

  #alone(target: StepTarget, work: (open: OpenPlan, step: Step) => Promise<void>): Promise<void> {
    return this.#withPlan(target.uri, async (open) => {
      const step = open.plan.steps.find(({ id }) => id === target.step);
      if (!step) throw new OperationError(vscode.l10n.t('The plan has no such step any more.'));
      await work(open, step);
    });
  }

  /** A second click while the first one is at work would do things twice. */
  async #withPlan(uri: string, work: (open: OpenPlan) => Promise<void>): Promise<void> {
    if (this.#busy.has(uri)) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(watch) A step of this plan is being worked on.'), 3_000);
      return;
    }
    this.#busy.add(uri);
    try {
      await work(await openPlan(vscode.Uri.parse(uri)));
    } finally {
      this.#busy.delete(uri);
    }
  }
}

function keyOf({ uri, step }: StepTarget): string {
  return `${uri}#${step}`;
}
