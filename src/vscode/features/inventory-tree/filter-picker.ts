import * as vscode from 'vscode';
import type { IdentityFilter } from '../../../tenant/store/query.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import type { SavedFilter } from './view-state.ts';

type Flag = 'expiring' | 'expired' | 'withSecrets' | 'unused' | 'risky' | 'ownerless' | 'thirdParty' | 'inWorkspace';

interface FlagItem extends vscode.QuickPickItem {
  readonly flag?: Flag;
  readonly saved?: SavedFilter;
}

const FLAGS: readonly (readonly [Flag, () => string, () => string])[] = [
  ['expiring', () => vscode.l10n.t('Expiring'), () => vscode.l10n.t('a credential ends within 30 days')],
  ['expired', () => vscode.l10n.t('Expired'), () => vscode.l10n.t('a credential has ended')],
  ['withSecrets', () => vscode.l10n.t('With Secrets'), () => vscode.l10n.t('has a client secret')],
  ['unused', () => vscode.l10n.t('Unused'), () => vscode.l10n.t('no sign-in within 90 days')],
  ['risky', () => vscode.l10n.t('Risky'), () => vscode.l10n.t('at risk, as ID Protection says')],
  ['ownerless', () => vscode.l10n.t('Without an Owner'), () => ''],
  ['thirdParty', () => vscode.l10n.t('Third-Party'), () => vscode.l10n.t('registered in another tenant')],
  ['inWorkspace', () => vscode.l10n.t('Used in Workspace'), () => vscode.l10n.t('named in a file that is open here')],
];

/** What the person chose: conditions, all of which must hold, or a filter that was saved. */
export async function pickFilter(
  current: IdentityFilter,
  saved: readonly SavedFilter[],
  clientIdsInWorkspace: () => Promise<readonly string[]>,
): Promise<IdentityFilter> {
  const items: FlagItem[] = [
    ...FLAGS.map(([flag, label, detail]) => ({
      flag,
      label: label(),
      description: detail(),
      picked: isSet(current, flag),
    })),
    ...(saved.length === 0
      ? []
      : [{ label: vscode.l10n.t('Saved'), kind: vscode.QuickPickItemKind.Separator } satisfies FlagItem]),
    ...saved.map((each) => ({ saved: each, label: each.name, picked: false })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Filter Workload Identities'),
    placeHolder: vscode.l10n.t('All conditions must hold'),
  });
  if (!chosen) throw new UserCancelledError();
  let filter: IdentityFilter = current.text === undefined ? {} : { text: current.text };
  for (const { flag, saved: one } of chosen) {
    if (one) filter = { ...filter, ...one.filter };
    else if (flag === 'thirdParty') filter = { ...filter, ownership: ['third-party'] };
    else if (flag === 'inWorkspace') filter = { ...filter, clientIds: await clientIdsInWorkspace() };
    else if (flag) filter = { ...filter, [flag]: true };
  }
  return filter;
}

/** `expiring, with secrets, text "pay"`: what a filter asks, in a line. */
export function filterText(filter: IdentityFilter): string {
  const flags = FLAGS.filter(([flag]) => isSet(filter, flag)).map(([, label]) => label().toLowerCase());
  const text = filter.text === undefined ? [] : [vscode.l10n.t('text "{0}"', filter.text)];
  return [...flags, ...text].join(', ');
}

function isSet(filter: IdentityFilter, flag: Flag): boolean {
  if (flag === 'thirdParty') return filter.ownership?.includes('third-party') ?? false;
  if (flag === 'inWorkspace') return filter.clientIds !== undefined;
  return filter[flag] === true;
}
