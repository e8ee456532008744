import * as vscode from 'vscode';
import type { Grouping, IdentityFilter, Sorting } from '../../../tenant/store/query.ts';

/** What the view shows, and how; kept for the workspace. */
export interface ViewOptions {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly filter: IdentityFilter;
}

/** A filter with the name that a person gave it. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: IdentityFilter;
}

const STATE = 'inventory.view';
const SAVED = 'inventory.savedFilters';
const DEFAULTS: ViewOptions = { grouping: 'kind', sorting: 'name', filter: {} };

/** How the view is set, and the filters that were saved. */
export class ViewState {
  readonly #workspace: vscode.Memento;
  readonly #global: vscode.Memento;
  #options: ViewOptions;

  constructor(workspace: vscode.Memento, global: vscode.Memento) {
    this.#workspace = workspace;
    this.#global = global;
    this.#options = { ...DEFAULTS, ...workspace.get<Partial<ViewOptions>>(STATE) };
    if (this.isFiltered) this.#tellMenus();
  }

  get options(): ViewOptions {
    return this.#options;
  }

  get isFiltered(): boolean {
    return Object.keys(this.#options.filter).length > 0;
  }

  async set(options: Partial<ViewOptions>): Promise<void> {
    this.#options = { ...this.#options, ...options };
    this.#tellMenus();
    await this.#workspace.update(STATE, this.#options);
  }

  get savedFilters(): readonly SavedFilter[] {
    return this.#global.get<readonly SavedFilter[]>(SAVED, []);
  }

  /** Saves the filter of the moment; one of the same name is replaced. */
  async saveFilter(name: string): Promise<void> {
    const others = this.savedFilters.filter((saved) => saved.name !== name);
    await this.#global.update(SAVED, [...others, { name, filter: this.#options.filter }]);
  }

  async removeFilter(name: string): Promise<void> {
    await this.#global.update(
      SAVED,
      this.savedFilters.filter((saved) => saved.name !== name),
    );
  }

  #tellMenus(): void {
    void vscode.commands.executeCommand('setContext', 'keyless.inventory.filtered', this.isFiltered);
  }
}
