import * as vscode from 'vscode';
import type { Subscription } from '../../../tenant/model/inventory.ts';
import type { Grouping, Sorting } from '../../../tenant/store/query.ts';

/** What groups are called, by the key that the store gives them. */
const NAMES: { readonly [By in Grouping]?: Readonly<Record<string, () => string>> } = {
  kind: {
    application: () => vscode.l10n.t('Applications'),
    'managed-identity': () => vscode.l10n.t('Managed Identities'),
    'service-principal': () => vscode.l10n.t('Service Principals of Others'),
  },
  expiry: {
    expired: () => vscode.l10n.t('Expired'),
    'within-7-days': () => vscode.l10n.t('Expires Within 7 Days'),
    'within-30-days': () => vscode.l10n.t('Expires Within 30 Days'),
    'within-90-days': () => vscode.l10n.t('Expires Within 90 Days'),
    later: () => vscode.l10n.t('Expires Later'),
    none: () => vscode.l10n.t('Nothing That Expires'),
  },
  strength: {
    'client-secret': () => vscode.l10n.t('Client Secret'),
    certificate: () => vscode.l10n.t('Certificate'),
    federated: () => vscode.l10n.t('Federated Credential'),
    'managed-identity': () => vscode.l10n.t('Managed Identity'),
    none: () => vscode.l10n.t('No Credential'),
  },
};

const WITHOUT: { readonly [By in Grouping]?: () => string } = {
  owner: () => vscode.l10n.t('Without an Owner'),
  issuer: () => vscode.l10n.t('Without a Federated Credential'),
  subscription: () => vscode.l10n.t('Outside Azure Subscriptions'),
};

const ICONS: Readonly<Record<string, string>> = {
  application: 'window',
  'managed-identity': 'shield',
  'service-principal': 'organization',
  expired: 'error',
  'within-7-days': 'warning',
  'within-30-days': 'warning',
  'client-secret': 'key',
  certificate: 'verified',
  federated: 'link',
};

const GROUPING_ICONS: Readonly<Record<Grouping, string>> = {
  kind: 'symbol-class',
  expiry: 'calendar',
  strength: 'circle-outline',
  owner: 'account',
  subscription: 'azure',
  issuer: 'link-external',
};

export function groupName(by: Grouping, key: string, subscriptions: readonly Subscription[]): string {
  if (key === '') return WITHOUT[by]?.() ?? '';
  if (by === 'subscription') return subscriptions.find(({ id }) => id === key)?.displayName ?? key;
  return NAMES[by]?.[key]?.() ?? key;
}

export function groupIcon(by: Grouping, key: string): string {
  return ICONS[key] ?? GROUPING_ICONS[by];
}

/** For the picker of `Group By`. */
export const GROUPING_NAMES: Readonly<Record<Grouping, () => string>> = {
  kind: () => vscode.l10n.t('Kind'),
  expiry: () => vscode.l10n.t('Expiry'),
  strength: () => vscode.l10n.t('Weakest Credential'),
  owner: () => vscode.l10n.t('Owner'),
  subscription: () => vscode.l10n.t('Azure Subscription'),
  issuer: () => vscode.l10n.t('Issuer'),
};

/** For the picker of `Sort`. */
export const SORTING_NAMES: Readonly<Record<Sorting, () => string>> = {
  name: () => vscode.l10n.t('Name'),
  expiry: () => vscode.l10n.t('First Expiry'),
  'last-sign-in': () => vscode.l10n.t('Last Sign-in'),
  created: () => vscode.l10n.t('Newest'),
};
