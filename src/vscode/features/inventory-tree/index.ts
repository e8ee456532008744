import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TrustedJobs } from '../../infrastructure/federation/trusted-jobs.ts';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { WorkspaceUses } from '../../infrastructure/tenant/workspace-uses.ts';
import { InventoryView } from './inventory-view.ts';
import { ViewState } from './view-state.ts';

type Tenant = typeof import('../../tenant.ts');

/** The view "Workload Identities" and what is done with it. */
export function activateInventoryTree(
  context: vscode.ExtensionContext,
  session: TenantSession,
  commands: Commands,
  load: () => Promise<Tenant>,
  uses: WorkspaceUses,
  jobs: TrustedJobs,
): Disposable {
  const feature = new Disposable();
  const state = new ViewState(context.workspaceState, context.globalState);
  const view = feature.register(
    new InventoryView(session, state, async () => {
      void uses.load();
      return new (await load()).InventoryTree(
        session,
        (identity) => uses.of(identity),
        (trust) => jobs.of(trust),
      );
    }),
  );
  feature.register(uses.onDidChange(() => view.refresh()));
  feature.register(jobs.onDidChange(() => view.refresh()));
  feature.register(
    vscode.workspace.onDidSaveTextDocument(() => {
      // Uses are looked for once the view was; they follow what is saved.
      if (view.isLoaded) void uses.load();
    }),
  );
  const clientIdsInWorkspace = async () => {
    const ids = await uses.ids();
    const { source } = session;
    return [...ids].flatMap((id) => source?.summary(id)?.clientId ?? source?.identityOfObject(id)?.clientId ?? []);
  };

  commands.add('keyless.inventory.refresh', vscode.l10n.t('Refresh'), (maxAge: unknown) =>
    // Whoever calls it from a program may say which age, in milliseconds, is good enough.
    session.refresh(typeof maxAge === 'number' ? maxAge : 0),
  );
  commands.add('keyless.inventory.cancel', vscode.l10n.t('Cancel'), () => session.cancel());
  commands.add('keyless.inventory.loadMore', vscode.l10n.t('Load More'), async (groupId: string) => {
    (await view.tree()).loadMore(groupId);
    view.refresh();
  });
  commands.add('keyless.inventory.groupBy', vscode.l10n.t('Group By'), async () => {
    const { GROUPINGS, GROUPING_NAMES } = await load();
    const items = GROUPINGS.map((grouping) => ({ grouping, label: GROUPING_NAMES[grouping]() }));
    const { grouping } = await pick(items, {
      title: vscode.l10n.t('Group Workload Identities By'),
      placeHolder: GROUPING_NAMES[state.options.grouping](),
    });
    await state.set({ grouping });
    view.refresh();
  });
  commands.add('keyless.inventory.sort', vscode.l10n.t('Sort'), async () => {
    const { SORTINGS, SORTING_NAMES } = await load();
    const items = SORTINGS.map((sorting) => ({ sorting, label: SORTING_NAMES[sorting]() }));
    const { sorting } = await pick(items, {
      title: vscode.l10n.t('Sort Workload Identities By'),
      placeHolder: SORTING_NAMES[state.options.sorting](),
    });
    await state.set({ sorting });
    view.refresh();
  });
  commands.add('keyless.inventory.filter', vscode.l10n.t('Filter'), async () => {
    const { pickFilter } = await load();
    await state.set({ filter: await pickFilter(state.options.filter, state.savedFilters, clientIdsInWorkspace) });
    view.refresh();
  });
  commands.add('keyless.inventory.filterByText', vscode.l10n.t('Filter by Text'), async (words?: string) => {
    const { text: before = '', ...others } = state.options.filter;
    const text = (words ?? (await askText(before))).trim();
    await state.set({ filter: text === '' ? others : { ...others, text } });
    view.refresh();
  });
  commands.add('keyless.inventory.clearFilter', vscode.l10n.t('Clear Filter'), async () => {
    await state.set({ filter: {} });
    view.refresh();
  });
  commands.add('keyless.inventory.saveFilter', vscode.l10n.t('Save Filter'), async () => {
    const name = await input({ title: vscode.l10n.t('Save Filter'), prompt: vscode.l10n.t('Name of the filter') });
    if (name.trim() !== '') await state.saveFilter(name.trim());
  });
  commands.add('keyless.inventory.removeFilter', vscode.l10n.t('Remove Saved Filter'), async () => {
    const items = state.savedFilters.map(({ name }) => ({ label: name }));
    const { label } = await pick(items, {
      title: vscode.l10n.t('Remove Saved Filter'),
      placeHolder: items.length === 0 ? vscode.l10n.t('No filter is saved.') : '',
    });
    await state.removeFilter(label);
  });
  commands.add('keyless.inventory.search', vscode.l10n.t('Search Identities'), async () => {
    await session.restore();
    const { source, now } = session;
    if (!source) return;
    const clientId = await (await load()).searchIdentities(source, now);
    if (clientId !== undefined) await view.reveal(clientId);
  });
  commands.add('keyless.inventory.reveal', vscode.l10n.t('Show in Workload Identities'), (clientId: string) =>
    view.reveal(clientId),
  );
  return feature;
}

function askText(before: string): Promise<string> {
  return input({
    title: vscode.l10n.t('Filter by Text'),
    prompt: vscode.l10n.t('Beginnings of words of the name, or of an ID; empty for all'),
    value: before,
  });
}
