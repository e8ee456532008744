import * as vscode from 'vscode';
import type { Concern } from '../../infrastructure/tenant/concerns.ts';
import { type Attention, iconOf } from '../../infrastructure/tenant/expiry-text.ts';

/** A row of the tree; rows are made anew each time that their parent is asked. */
export interface InventoryNode {
  readonly parent: InventoryNode | undefined;
  toTreeItem(): vscode.TreeItem;
  children(): readonly InventoryNode[];
}

export interface LeafOptions {
  readonly label: string;
  readonly description?: string | undefined;
  readonly tooltip?: string | vscode.MarkdownString | undefined;
  readonly icon?: string | undefined;
  readonly attention?: Attention | undefined;
  /** What the attention is for; a parent counts those of its rows. */
  readonly concern?: Concern | undefined;
  readonly context?: string | undefined;
  readonly command?: vscode.Command | undefined;
  /** Said in place of label and description by a screen reader. */
  readonly accessibility?: string | undefined;
  readonly children?: readonly InventoryNode[] | (() => readonly InventoryNode[]);
}

/** A row that says one thing, with rows below it or none. */
export class PlainNode implements InventoryNode {
  readonly parent: InventoryNode | undefined;
  readonly id: string;
  readonly options: LeafOptions;

  constructor(parent: InventoryNode | undefined, id: string, options: LeafOptions) {
    this.parent = parent;
    this.id = id;
    this.options = options;
  }

  get attention(): Attention {
    return this.options.attention ?? 'none';
  }

  children(): readonly InventoryNode[] {
    const { children = [] } = this.options;
    return typeof children === 'function' ? children() : children;
  }

  toTreeItem(): vscode.TreeItem {
    const { label, description, tooltip, icon, attention, context, command, accessibility, children } = this.options;
    const isOpenable = typeof children === 'function' || (children?.length ?? 0) > 0;
    const item = new vscode.TreeItem(
      label,
      isOpenable ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = this.id;
    if (description !== undefined) item.description = description;
    if (tooltip !== undefined) item.tooltip = tooltip;
    if (icon !== undefined) item.iconPath = iconOf(icon, attention);
    if (context !== undefined) item.contextValue = context;
    if (command) item.command = command;
    item.accessibilityInformation = {
      label: accessibility ?? [label, description].filter((text) => text !== undefined && text !== '').join(', '),
    };
    return item;
  }
}
