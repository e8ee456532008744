import * as vscode from 'vscode';
import { type Finding, SEVERITIES, type Severity } from '../../../rules/finding.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';

export const GROUPINGS = ['rule', 'file', 'identity'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** A row of the tree. */
export interface TreeNode {
  readonly parent: TreeNode | undefined;
  readonly children: readonly TreeNode[];
  toTreeItem(): vscode.TreeItem;
}

const ICONS: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

const SEVERITY_NAMES: Readonly<Record<Severity, () => string>> = {
  error: () => vscode.l10n.t('Error'),
  warning: () => vscode.l10n.t('Warning'),
  information: () => vscode.l10n.t('Information'),
  hint: () => vscode.l10n.t('Hint'),
};

/** All findings of one rule. */
export class RuleNode implements TreeNode {
  readonly parent = undefined;
  readonly ruleId: string;
  readonly children: readonly FindingNode[];
  readonly #title: string;

  constructor(ruleId: string, title: string, findings: readonly LocatedFinding[]) {
    this.ruleId = ruleId;
    this.#title = title;
    this.children = findings.map((finding) => new FindingNode(finding, this, 'file'));
  }

  toTreeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.ruleId, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `rule:${this.ruleId}`;
    item.description = `${this.children.length}  ${this.#title}`;
    item.tooltip = this.#title;
    item.contextValue = 'rule';
    const severities = new Set(this.children.map(({ severity }) => severity));
    const heaviest = SEVERITIES.find((severity) => severities.has(severity));
    if (heaviest) item.iconPath = ICONS[heaviest];
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} findings', this.#title, this.children.length) };
    return item;
  }
}

/** All findings of one file. */
export class FileNode implements TreeNode {
  readonly parent = undefined;
  readonly children: readonly FindingNode[];
  readonly #file: FileFindings;

  constructor(file: FileFindings) {
    this.#file = file;
    this.children = file.findings.map((finding) => new FindingNode({ file, finding }, this, 'rule'));
  }

  toTreeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.#file.uri, vscode.TreeItemCollapsibleState.Expanded);
    const slash = this.#file.path.lastIndexOf('/');
    item.id = `file:${this.#file.uri.toString()}`;
    item.description = slash < 0 ? '' : this.#file.path.slice(0, slash);
    item.contextValue = 'file';
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0}, {1} findings', this.#file.path, this.children.length),
    };
    return item;
  }
}

/** All findings at places that name one identity of the tenant; or those at places that name none. */
export class IdentityNode implements TreeNode {
  readonly parent = undefined;
  readonly children: readonly FindingNode[];
  /** Of the identity, for its commands. */
  readonly clientId: string | undefined;
  readonly #name: string;

  constructor(clientId: string | undefined, name: string, findings: readonly LocatedFinding[]) {
    this.clientId = clientId;
    this.#name = name;
    this.children = findings.map((finding) => new FindingNode(finding, this, 'rule', clientId ?? 'none'));
  }

  toTreeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(
      this.#name,
      this.clientId === undefined
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.Expanded,
    );
    item.id = `identity:${this.clientId ?? ''}`;
    item.description = String(this.children.length);
    if (this.clientId !== undefined) item.tooltip = this.clientId;
    item.contextValue = this.clientId === undefined ? 'noIdentity' : 'identity';
    const severities = new Set(this.children.map(({ severity }) => severity));
    const heaviest = SEVERITIES.find((severity) => severities.has(severity));
    if (heaviest) item.iconPath = ICONS[heaviest];
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} findings', this.#name, this.children.length) };
    return item;
  }
}

export interface LocatedFinding {
  readonly file: FileFindings;
  readonly finding: Finding;
}

/** One finding: a click goes to its place. */
export class FindingNode implements TreeNode {
  readonly parent: TreeNode;
  readonly children = [];
  readonly #located: LocatedFinding;
  readonly #label: 'rule' | 'file';
  readonly #group: string;

  /**
   * @param label what tells the rows of a group apart: their files or their rules
   * @param group tells the rows of one finding in several groups apart
   */
  constructor(located: LocatedFinding, parent: TreeNode, label: 'rule' | 'file', group = '') {
    this.#located = located;
    this.parent = parent;
    this.#label = label;
    this.#group = group;
  }

  get ruleId(): string {
    return this.#located.finding.ruleId;
  }

  get severity(): Severity {
    return this.#located.finding.severity;
  }

  toTreeItem(): vscode.TreeItem {
    const { file, finding } = this.#located;
    const range = toEditorRange(file.source, finding.range);
    const line = range.start.line + 1;
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const item = new vscode.TreeItem(this.#label === 'file' ? `${name}:${line}` : finding.message);
    item.id = `${this.#group}${this.#label}:${finding.ruleId}:${finding.messageId}:${file.uri.toString()}:${finding.range.start}:${finding.range.end}`;
    item.description = this.#label === 'file' ? finding.message : `${finding.ruleId}:${line}`;
    item.tooltip = finding.message;
    item.iconPath = ICONS[finding.severity];
    item.contextValue = 'finding';
    item.accessibilityInformation = {
      label: vscode.l10n.t(
        '{0}: {1} {2}, line {3}',
        SEVERITY_NAMES[finding.severity](),
        finding.message,
        file.path,
        line,
      ),
    };
    const options: vscode.TextDocumentShowOptions = { selection: range, preview: true };
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [file.uri, options] };
    return item;
  }
}
