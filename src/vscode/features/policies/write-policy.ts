import * as vscode from 'vscode';
import { newlyBlocked } from '../../../tenant/policy-simulation/simulation.ts';
import { completed, draftName, type PolicyDraft, replacedBy } from '../../../tenant/policy-writing/draft.ts';
import { customDraftOf, defaultDraftOf } from '../../../tenant/policy-writing/graph-body.ts';
import { type CurrentPolicy, changeTo, type PolicyChange } from '../../../tenant/policy-writing/policy-change.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { type ChosenHolder, holderOf } from './choose-holders.ts';
import type { KeptChange, KeptChanges } from './kept-changes.ts';
import { chooseForm, openCode } from './policy-form.ts';
import { calling, confirmAndApply, openPolicyTenant, type PolicyTenant } from './policy-tenant.ts';
import { runSimulation } from './run-simulation.ts';

/**
 * Writes a policy: as code, or to the tenant after the difference was seen.
 * @returns what was changed in the tenant, to be undone
 */
export async function writeDraft(
  session: TenantSession,
  kept: KeptChanges,
  drafts: readonly PolicyDraft[],
): Promise<KeptChange | undefined> {
  const draft = identified(await chooseDraft(drafts), session);
  const form = await chooseForm(session, draftName(draft));
  if (form !== 'tenant') {
    await openCode(form, codeChange(draft, session), session);
    return undefined;
  }
  const tenant = await openPolicyTenant(session, kept);
  const whole = identified(draft, session);
  const holders = whole.kind === 'custom' ? holdersOf(whole.appliesTo, session) : [];
  const id = whole.kind === 'custom' ? whole.id : undefined;
  const current = await calling(tenant, whole.kind, draftName(whole), ({ services, clients }) =>
    services.readPolicy(whole.kind, id, holders, clients),
  );
  const change = changeTo(completed(whole, presentIn(whole, current)), current, holders);
  return confirmAndApply(tenant, change, {
    message: vscode.l10n.t('Write {0}?', change.name),
    action: vscode.l10n.t('Write'),
    remarks: await remarksOf(tenant, whole),
  });
}

async function chooseDraft(drafts: readonly PolicyDraft[]): Promise<PolicyDraft> {
  const { t } = vscode.l10n;
  const [first, ...others] = drafts;
  if (!first) throw new OperationError(t('There is no policy to write.'));
  if (others.length === 0) return first;
  const items = drafts.map((draft) => ({ label: draftName(draft), draft }));
  return (await pick(items, { title: t('Write Credential Policy'), placeHolder: t('Which one?') })).draft;
}

/** A custom policy that the tenant has by this name is changed. */
function identified(draft: PolicyDraft, { source }: TenantSession): PolicyDraft {
  const policies = source?.header?.policies;
  if (draft.kind === 'default' || draft.id !== undefined || !policies) return draft;
  const present = replacedBy(draft, policies);
  return present ? { ...draft, id: present.id } : draft;
}

function holdersOf(objectIds: readonly string[], { source }: TenantSession): readonly ChosenHolder[] {
  return objectIds.map((id) => {
    const identity = source?.identityOfObject(id);
    if (identity) return holderOf(identity);
    throw new OperationError(vscode.l10n.t('The tenant has no application or service principal {0}.', id));
  });
}

function presentIn({ kind }: PolicyDraft, { body }: CurrentPolicy): PolicyDraft | undefined {
  if (!body) return undefined;
  return kind === 'default' ? defaultDraftOf(body) : customDraftOf(body, []);
}

/** The change as code shows it: against what the inventory knows, as nobody may be signed in. */
function codeChange(draft: PolicyDraft, session: TenantSession): PolicyChange {
  const present = draft.kind === 'custom' && draft.id !== undefined;
  const holders = draft.kind === 'custom' ? holdersOf(draft.appliesTo, session) : [];
  const assigned = new Map(holders.flatMap(({ objectId }) => assignedIn(objectId, session)));
  const body = present || draft.kind === 'default' ? {} : undefined;
  return changeTo(draft, { body, assigned }, holders);
}

function assignedIn(objectId: string, { source }: TenantSession) {
  const found = source?.header?.policies.appManagement.find(({ appliesTo }) => appliesTo.includes(objectId));
  return found ? [[objectId, { id: found.id, displayName: found.displayName }] as const] : [];
}

/** What the change means for people, before they confirm it. */
async function remarksOf({ session }: PolicyTenant, draft: PolicyDraft): Promise<readonly string[]> {
  const { t } = vscode.l10n;
  if (!isRestricting(draft)) return [t('It restricts nobody: it lifts what is off in it, for those that have it.')];
  const simulation = await runSimulation(session, { drafts: [draft], notes: [] });
  const blocked = newlyBlocked(simulation);
  const names = blocked.slice(0, 5).map(({ displayName }) => displayName);
  const more = blocked.length > names.length ? ' …' : '';
  return [
    blocked.length === 0
      ? t('Nobody is blocked who is not blocked today.')
      : t('{0} identities could not renew what they sign in with today: {1}', blocked.length, names.join(', ') + more),
    t('Credentials that exist keep working until they end.'),
  ];
}

function isRestricting(draft: PolicyDraft): boolean {
  const lists = draft.kind === 'default' ? [...draft.applications, ...draft.servicePrincipals] : draft.restrictions;
  return draft.isEnabled && lists.some(({ isEnabled }) => isEnabled);
}
