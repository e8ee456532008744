import * as vscode from 'vscode';
import { type BacklogItem, backlog } from '../../../migrate/backlog.ts';
import type { PlanSources } from '../../../migrate/sources.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { wayText } from './texts.ts';

type Choice = vscode.QuickPickItem & { readonly clientId: string | undefined };

/**
 * The identity to plan for: those that have client secrets, the most dangerous first, or another one.
 * @param likely those that a place may be about, which are offered alone where there are several
 * @param line of the place, if there is one: a secret often has the name that code knows it by
 * @throws UserCancelledError
 */
export async function chooseIdentity(
  likely: readonly Identity[],
  line: string | undefined,
  sources: PlanSources,
  tenant: TenantSession,
): Promise<Identity> {
  const ids = new Set(likely.map(({ clientId }) => clientId));
  const ranked = backlog(sources).filter(({ clientId }) => ids.size === 0 || ids.has(clientId));
  const named = new Set(ranked.filter((item) => line !== undefined && isNamedIn(line, item, sources)));
  const items = [...ranked].sort((a, b) => Number(named.has(b)) - Number(named.has(a)));
  const other: Choice = {
    label: vscode.l10n.t('$(search) Another identity…'),
    clientId: undefined,
    alwaysShow: true,
  };
  const { clientId } = await pick<Choice>([...items.map((item) => toChoice(item, named.has(item))), other], {
    title: vscode.l10n.t('Plan Migration'),
    placeHolder:
      line === undefined
        ? vscode.l10n.t('Whose client secrets should go? The most dangerous first.')
        : vscode.l10n.t('Whose secret is it?'),
  });
  const chosen = clientId ?? (await (await tenant.tenant()).searchIdentities(sources.inventory, tenant.now));
  const identity = chosen === undefined ? undefined : sources.inventory.identity(chosen);
  if (!identity) throw new UserCancelledError();
  return identity;
}

const SHORTEST_NAME = 5;

function isNamedIn(line: string, { clientId }: BacklogItem, { inventory }: PlanSources): boolean {
  const names = inventory.identity(clientId)?.keyCredentials.map(({ displayName }) => displayName ?? '') ?? [];
  return names.some((name) => name.length >= SHORTEST_NAME && line.includes(name));
}

function toChoice(item: BacklogItem, isNamed: boolean): Choice {
  const { clientId, displayName, risk, privilege, way, lastUsed, callers } = item;
  const { t } = vscode.l10n;
  const parts = [
    ...(isNamed ? [t('it has a secret of this name')] : []),
    wayText(way),
    lastUsed === undefined ? t('no sign-in on record') : t('last used on {0}', lastUsed.slice(0, 10)),
    ...(callers.length === 0 ? [] : [t('{0} places in this workspace', callers.length)]),
    privilege ?? t('no privileged role'),
  ];
  return { clientId, label: displayName, description: risk, detail: parts.join(' · ') };
}
