import * as vscode from 'vscode';
import { Coverage } from '../../../tenant/assessment/coverage.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { ConditionalAccessPolicy } from '../../../tenant/model/policies.ts';
import {
  ALL_IN_TENANT,
  asPolicy,
  type ConditionalAccessDraft,
} from '../../../tenant/policy-writing/conditional-access.ts';
import { conditionalAccessChange, stateChange } from '../../../tenant/policy-writing/policy-change.ts';
import { conditionalAccessPolicyOf } from '../../../tenant/sync/policy-facts.ts';
import type { Raw } from '../../../tenant/sync/raw.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { workInSlices } from '../../infrastructure/linting/work-in-slices.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { chooseConditions } from './choose-conditions.ts';
import type { KeptChange, KeptChanges } from './kept-changes.ts';
import { chooseForm, openCode } from './policy-form.ts';
import { calling, confirmAndApply, openPolicyTenant, type PolicyTenant } from './policy-tenant.ts';

const KIND = 'conditional-access';

/** Writes a Conditional Access policy for workload identities, in report-only mode. */
export async function writeConditionalAccess(
  session: TenantSession,
  kept: KeptChanges,
  given: readonly Identity[],
): Promise<KeptChange | undefined> {
  const { t } = vscode.l10n;
  const draft = await chooseConditions(session, given);
  const change = conditionalAccessChange(draft);
  const form = await chooseForm(session, change.name);
  if (form !== 'tenant') {
    await openCode(form, change, session);
    return undefined;
  }
  const tenant = await openPolicyTenant(session, kept);
  await refuseNameTwice(draft, tenant);
  return confirmAndApply(tenant, change, {
    message: t('Create {0} in report-only mode?', change.name),
    action: t('Create'),
    remarks: [
      await reachText(session, asPolicy(draft)),
      t(
        'In report-only mode it blocks nothing. The sign-in logs tell what it would have blocked; turn it on after that.',
      ),
    ],
  });
}

async function refuseNameTwice({ displayName }: ConditionalAccessDraft, tenant: PolicyTenant): Promise<void> {
  const { t } = vscode.l10n;
  const policies = await readAll(tenant);
  if (policies.some((each) => each['displayName'] === displayName)) {
    throw new OperationError(
      t('The tenant has a Conditional Access policy "{0}" already. Choose another name.', displayName),
    );
  }
}

function readAll(tenant: PolicyTenant): Promise<readonly Raw[]> {
  return calling(tenant, KIND, vscode.l10n.t('the Conditional Access policies'), ({ services, clients }) =>
    services.readConditionalAccessPolicies(clients),
  );
}

/** Turns a policy that only reports on. */
export async function enforceConditionalAccess(
  session: TenantSession,
  kept: KeptChanges,
): Promise<KeptChange | undefined> {
  const { t } = vscode.l10n;
  const tenant = await openPolicyTenant(session, kept);
  const all = await readAll(tenant);
  const reporting = all.flatMap((body) => {
    const policy = conditionalAccessPolicyOf(body);
    return policy?.state === 'report-only' ? [{ body, policy }] : [];
  });
  if (reporting.length === 0) {
    throw new OperationError(
      t('No Conditional Access policy for workload identities of {0} is in report-only mode.', tenant.live.name),
    );
  }
  const items = reporting.map((each) => ({
    label: each.policy.displayName,
    detail: each.policy.include
      .map((id) => (id === ALL_IN_TENANT ? t('all service principals of the tenant') : id))
      .join(', '),
    each,
  }));
  const { each } = await pick(items, {
    title: t('Turn On Conditional Access Policy'),
    placeHolder: t('Which one blocks from now on?'),
  });
  const change = stateChange(each.body, 'enabled');
  return confirmAndApply(tenant, change, {
    message: t('Turn on {0}?', change.name),
    action: t('Turn On'),
    remarks: [
      await reachText(session, each.policy),
      t(
        'From then on their sign-ins are blocked where the conditions hold. Look at the report-only results of the sign-in logs first.',
      ),
    ],
  });
}

/** Whom a policy reaches, and whom no policy can. */
async function reachText({ source }: TenantSession, policy: ConditionalAccessPolicy): Promise<string> {
  const coverage = new Coverage({
    appManagement: [],
    conditionalAccess: [{ ...policy, state: 'enabled' }],
    diagnosticSettings: [],
    accessReviews: [],
  });
  const counts = { covered: 0, filtered: 0, 'report-only': 0, none: 0, impossible: 0 };
  await workInSlices(
    source?.identities() ?? [],
    (identity) => {
      counts[coverage.of(identity).kind] += 1;
    },
    { isCancelled: () => false },
  );
  return vscode.l10n.t(
    'It reaches {0} of the identities in the inventory. {1} cannot be reached: managed identities, and applications of or for other tenants.',
    counts.covered + counts.filtered,
    counts.impossible,
  );
}
