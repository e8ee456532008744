import * as vscode from 'vscode';
import type { Way } from '../../../migrate/plan.ts';

/** A way out of a secret, in a few words. */
export function wayText(way: Way): string {
  const { t } = vscode.l10n;
  switch (way) {
    case 'nothing':
      return t('nothing to do');
    case 'delete':
      return t('unused: delete it');
    case 'federation':
      return t('federation takes its place');
    case 'managed-identity':
      return t('a managed identity takes its place');
    case 'managed-identity-as-credential':
      return t('a managed identity becomes its credential');
    case 'certificate':
      return t('a certificate takes its place');
    case 'ask-owner':
      return t('ask who uses it');
  }
}
