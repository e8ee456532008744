import type { ArmClient } from '../arm/client.ts';
import type { GraphClient } from '../graph/client.ts';
import type { AccessReview } from '../model/policies.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { InventoryStore } from '../store/inventory-store.ts';
import { accessReviewOf, latestRound, principalsOf } from './access-review-facts.ts';
import { diagnosticSettingsOf } from './azure-facts.ts';
import { appManagementPolicyOf, conditionalAccessPolicyOf, defaultPolicyOf } from './policy-facts.ts';
import { idOf, listOf, type Raw } from './raw.ts';

interface Options {
  readonly graph: GraphClient;
  readonly store: InventoryStore;
  readonly signal?: AbortSignal | undefined;
}

/** The tenant's default policy for credentials of applications, the custom ones, and what those apply to. */
export async function readAppManagement({ graph, store, signal }: Options): Promise<void> {
  const what = 'the app management policies';
  const standard = await graph.read('/policies/defaultAppManagementPolicy', { what, signal });
  const policies = await all(graph, '/policies/appManagementPolicies', what, signal);
  const appManagement = await Promise.all(
    policies.map(async (item) => {
      const path = `/policies/appManagementPolicies/${String(item['id'])}/appliesTo?$select=id`;
      const objects = await all(graph, path, what, signal);
      const ids = objects.map((object) => idOf(object['id'])).filter((id) => id !== undefined);
      return appManagementPolicyOf(item, ids.sort());
    }),
  );
  store.setPolicies({
    defaultAppManagement: defaultPolicyOf(standard),
    appManagement: appManagement.filter((policy) => policy !== undefined),
  });
}

/**
 * Conditional Access policies for workload identities.
 * @throws ServiceFailure also where there are none and the tenant has no licence to make one
 */
export async function readConditionalAccess({ graph, store, signal }: Options): Promise<void> {
  const what = 'the Conditional Access policies';
  const items = await all(graph, '/identity/conditionalAccess/policies', what, signal);
  const conditionalAccess = items.map(conditionalAccessPolicyOf).filter((policy) => policy !== undefined);
  if (conditionalAccess.length === 0 && (await lacksWorkloadPlan(graph, signal))) {
    const detail = 'The tenant has no licence for Conditional Access of workload identities.';
    throw new ServiceFailure({ kind: 'not-licensed', what, status: 200, code: '', detail });
  }
  store.setPolicies({ conditionalAccess });
}

/** Service plans of Workload ID P1 and P2. Source: Microsoft Zero Trust Assessment, `Get-ZtLicense`. */
const WORKLOAD_PLANS: readonly unknown[] = [
  '84c289f0-efcb-486f-8581-07f44fc9efad',
  '7dc0e92d-bf15-401d-907e-0884efe7c760',
];

/** Whether the tenant is known to have no licence for workload identities. */
async function lacksWorkloadPlan(graph: GraphClient, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const skus = await all(graph, '/subscribedSkus', 'the licences', signal);
    const plans = skus.flatMap((sku) => listOf(sku['servicePlans']) as Raw[]);
    return !plans.some((plan) => WORKLOAD_PLANS.includes(idOf(plan['servicePlanId'])));
  } catch {
    // Who may not see the licences gets the policies as they are.
    signal?.throwIfAborted();
    return false;
  }
}

const REVIEWS = '/identityGovernance/accessReviews/definitions';

/** Access reviews of directory roles that ask about service principals, with those the latest round asked about. */
export async function readAccessReviews({ graph, store, signal }: Options): Promise<void> {
  const what = 'the access reviews';
  const accessReviews: AccessReview[] = [];
  for (const item of await all(graph, `${REVIEWS}?$top=100`, what, signal)) {
    const review = accessReviewOf(item);
    if (!review) continue;
    const rounds = await all(graph, `${REVIEWS}/${review.id}/instances?$top=100`, what, signal);
    const latest = latestRound(rounds);
    const decisions =
      latest && (await all(graph, `${REVIEWS}/${review.id}/instances/${latest.id}/decisions?$top=100`, what, signal));
    accessReviews.push({
      ...review,
      ...(latest?.started !== undefined && { lastStarted: latest.started }),
      principals: principalsOf(decisions ?? []),
    });
  }
  store.setPolicies({ accessReviews });
}

/** Source: Azure Monitor, `microsoft.aadiam/diagnosticSettings`. */
const DIAGNOSTIC_SETTINGS = '/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01';

/** Where the directory's logs go. */
export async function readDiagnosticSettings(arm: ArmClient, { store, signal }: Options): Promise<void> {
  const body = await arm.read(DIAGNOSTIC_SETTINGS, { what: 'the Entra diagnostic settings', signal });
  store.setPolicies({ diagnosticSettings: diagnosticSettingsOf(body) });
}

async function all(graph: GraphClient, path: string, what: string, signal: AbortSignal | undefined): Promise<Raw[]> {
  const items: Raw[] = [];
  for (let place: string | undefined = path; place !== undefined; ) {
    const page = await graph.page(place, { what, signal });
    items.push(...(page.value as Raw[]));
    place = page.nextLink;
  }
  return items;
}
