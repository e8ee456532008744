import * as vscode from 'vscode';
import type { Area } from '../../../tenant/assessment/areas.ts';
import type { AssessmentSeverity } from '../../../tenant/assessment/severity.ts';

/** What a check came to, by what weighs most. */
export type CheckState =
  | 'failed'
  | 'muted'
  | 'not-permitted'
  | 'not-licensed'
  | 'unknown'
  | 'passed'
  | 'not-applicable';

export type Grouping = 'area' | 'severity';

/** One of each list has to hold; an empty list lets everything through. */
export interface PostureFilter {
  readonly severities: readonly AssessmentSeverity[];
  readonly areas: readonly Area[];
  readonly states: readonly CheckState[];
}

export interface PostureOptions {
  readonly grouping: Grouping;
  readonly filter: PostureFilter;
}

export const NO_FILTER: PostureFilter = { severities: [], areas: [], states: [] };

const STATE = 'posture.view';
const DEFAULTS: PostureOptions = { grouping: 'area', filter: NO_FILTER };

/** How the view is set; kept for the workspace. */
export class PostureViewState {
  readonly #memory: vscode.Memento;
  #options: PostureOptions;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    const kept = memory.get<Partial<PostureOptions>>(STATE);
    this.#options = { ...DEFAULTS, ...kept, filter: { ...NO_FILTER, ...kept?.filter } };
    if (kept) this.#tellMenus();
  }

  get options(): PostureOptions {
    return this.#options;
  }

  get isFiltered(): boolean {
    const { severities, areas, states } = this.#options.filter;
    return severities.length + areas.length + states.length > 0;
  }

  async set(options: Partial<PostureOptions>): Promise<void> {
    this.#options = { ...this.#options, ...options };
    this.#tellMenus();
    await this.#memory.update(STATE, this.#options);
  }

  #tellMenus(): void {
    void vscode.commands.executeCommand('setContext', 'keyless.posture.filtered', this.isFiltered);
    void vscode.commands.executeCommand('setContext', 'keyless.posture.grouping', this.#options.grouping);
  }
}
