import * as vscode from 'vscode';
import type { BacklogItem } from '../../../migrate/backlog.ts';
import { easeText, evidenceText, riskText, WAY_WORDS } from '../../../migrate/backlog-text.ts';
import type { Plan, Step } from '../../../migrate/plan.ts';
import type { AssessmentSeverity } from '../../../tenant/assessment/severity.ts';
import { type Attention, iconOf } from '../../infrastructure/tenant/expiry-text.ts';

/** A row of the view. */
export interface MigrationNode {
  readonly parent: MigrationNode | undefined;
  readonly children: readonly MigrationNode[];
  toTreeItem(): vscode.TreeItem;
}

/** A heading with rows below it, or a row that only says something. */
export class TextNode implements MigrationNode {
  readonly parent = undefined;
  children: readonly MigrationNode[] = [];
  readonly #id: string;
  readonly #label: string;
  readonly #description: string;
  readonly #icon: string;
  readonly #command: vscode.Command | undefined;

  constructor(id: string, label: string, description: string, icon: string, command?: vscode.Command) {
    this.#id = id;
    this.#label = label;
    this.#description = description;
    this.#icon = icon;
    this.#command = command;
  }

  toTreeItem(): vscode.TreeItem {
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(this.#label, this.children.length > 0 ? Expanded : None);
    item.id = this.#id;
    item.description = this.#description;
    item.iconPath = iconOf(this.#icon);
    item.contextValue = this.#id;
    if (this.#command) item.command = this.#command;
    return item;
  }
}

/** A plan of the workspace, with its steps below; or a file that should be one. */
export class PlanNode implements MigrationNode {
  readonly parent: MigrationNode;
  /** Of the file, as commands for plans take it. */
  readonly uri: string;
  readonly step = '';
  /** Undefined for what cannot be read as a plan. */
  readonly clientId: string | undefined;
  readonly children: readonly StepNode[];
  readonly #plan: Plan | string;

  /** @param plan or why it cannot be read */
  constructor(parent: MigrationNode, uri: vscode.Uri, plan: Plan | string) {
    this.parent = parent;
    this.uri = uri.toString();
    this.#plan = plan;
    this.clientId = typeof plan === 'string' ? undefined : plan.identity.clientId;
    this.children = typeof plan === 'string' ? [] : plan.steps.map((step) => new StepNode(this, step));
  }

  toTreeItem(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const plan = this.#plan;
    const uri = vscode.Uri.parse(this.uri);
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const item = new vscode.TreeItem(
      typeof plan === 'string' ? name : plan.identity.displayName,
      this.children.length > 0 ? Collapsed : None,
    );
    item.id = `plan:${this.uri}`;
    item.contextValue = typeof plan === 'string' ? 'brokenPlan' : 'plan';
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [uri] };
    if (typeof plan === 'string') {
      item.description = t('cannot be read as a plan');
      item.tooltip = plan;
      item.iconPath = iconOf('error', 'error');
      return item;
    }
    const { done, next, attention } = progressOf(plan);
    item.description = next
      ? t('{0} of {1} · {2}', done, plan.steps.length, next.title)
      : t('all {0} steps done', plan.steps.length);
    item.iconPath = iconOf(next ? 'checklist' : 'pass-filled', attention);
    item.tooltip = [
      vscode.workspace.asRelativePath(uri),
      t('{0} of {1} steps done', done, plan.steps.length),
      ...(next ? [t('Next: {0}', next.title), ...(next.outcome ? [next.outcome.text] : [])] : []),
      ...plan.drift,
    ].join('\n');
    item.accessibilityInformation = { label: `${plan.identity.displayName}, ${item.description}` };
    return item;
  }
}

export function progressOf({ steps }: Plan): {
  readonly done: number;
  readonly next: Step | undefined;
  readonly attention: Attention;
} {
  const isStuck = steps.some(({ state }) => state === 'refused' || state === 'unclear');
  return {
    done: steps.filter(({ state }) => state === 'done').length,
    next: steps.find(({ state }) => state !== 'done'),
    attention: isStuck ? 'warning' : 'none',
  };
}

const STEP_ICONS: Readonly<Record<Step['state'], readonly [icon: string, attention: Attention]>> = {
  open: ['circle-large-outline', 'none'],
  done: ['pass-filled', 'none'],
  refused: ['error', 'error'],
  unclear: ['question', 'warning'],
};

/** A step: a click goes to its place in the plan. */
class StepNode implements MigrationNode {
  readonly parent: PlanNode;
  readonly children = [];
  readonly #step: Step;

  constructor(parent: PlanNode, step: Step) {
    this.parent = parent;
    this.#step = step;
  }

  toTreeItem(): vscode.TreeItem {
    const { id, title, state, outcome } = this.#step;
    const item = new vscode.TreeItem(title);
    item.id = `step:${this.parent.uri}#${id}`;
    item.iconPath = iconOf(...STEP_ICONS[state]);
    item.tooltip = outcome?.text ?? title;
    item.contextValue = 'step';
    item.accessibilityInformation = { label: `${title}, ${state}` };
    const target = { uri: this.parent.uri, step: id };
    item.command = { command: 'keyless.migration.reveal', title: vscode.l10n.t('Show Step'), arguments: [target] };
    return item;
  }
}

const RISK_ATTENTION: Readonly<Record<AssessmentSeverity, Attention>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'none',
};

/** An identity of the backlog. */
export class BacklogNode implements MigrationNode {
  readonly parent: MigrationNode;
  readonly children = [];
  readonly #item: BacklogItem;
  readonly #rank: number;

  constructor(parent: MigrationNode, item: BacklogItem, rank: number) {
    this.parent = parent;
    this.#item = item;
    this.#rank = rank;
  }

  get clientId(): string {
    return this.#item.clientId;
  }

  toTreeItem(): vscode.TreeItem {
    const { t } = vscode.l10n;
    const { clientId, displayName, risk, way } = this.#item;
    const item = new vscode.TreeItem(displayName);
    item.id = `backlog:${clientId}`;
    item.description = `${risk} · ${WAY_WORDS[way]} · ${evidenceText(this.#item)}`;
    item.iconPath = iconOf('key', RISK_ATTENTION[risk]);
    item.contextValue = 'backlogItem';
    const tooltip = new vscode.MarkdownString();
    tooltip
      .appendMarkdown('**')
      .appendText(t('{0}. {1}', this.#rank, displayName))
      .appendMarkdown('**\n\n');
    tooltip.appendText(riskText(this.#item)).appendMarkdown('\n\n');
    tooltip.appendText(easeText(this.#item)).appendMarkdown('\n\n');
    tooltip.appendText(evidenceText(this.#item));
    for (const caller of this.#item.callers) tooltip.appendMarkdown('\n- ').appendText(caller);
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `${displayName}, ${item.description}` };
    item.command = { command: 'keyless.showDetails', title: t('Show Details'), arguments: [clientId] };
    return item;
  }
}
