import * as vscode from 'vscode';

export interface RowOptions {
  readonly label: string;
  readonly description?: string | undefined;
  readonly tooltip?: string | vscode.MarkdownString | undefined;
  readonly icon: vscode.ThemeIcon;
  /** What menus go by. */
  readonly context: string;
  readonly command?: vscode.Command | undefined;
  /** Said by a screen reader in place of label and description. */
  readonly accessibility: string;
  readonly isExpanded?: boolean;
  readonly children?: (() => readonly PostureNode[]) | undefined;
}

/** A row of the view; rows are made anew each time that their parent is asked. */
export class PostureNode {
  readonly parent: PostureNode | undefined;
  readonly id: string;
  readonly options: RowOptions;

  constructor(parent: PostureNode | undefined, id: string, options: RowOptions) {
    this.parent = parent;
    this.id = id;
    this.options = options;
  }

  children(): readonly PostureNode[] {
    return this.options.children?.() ?? [];
  }

  toTreeItem(): vscode.TreeItem {
    const { label, description, tooltip, icon, context, command, accessibility, isExpanded, children } = this.options;
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, children ? (isExpanded ? Expanded : Collapsed) : None);
    item.id = this.id;
    if (description !== undefined) item.description = description;
    if (tooltip !== undefined) item.tooltip = tooltip;
    item.iconPath = icon;
    item.contextValue = context;
    if (command) item.command = command;
    item.accessibilityInformation = { label: accessibility };
    return item;
  }
}
