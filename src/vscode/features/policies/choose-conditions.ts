import * as vscode from 'vscode';
import { Coverage } from '../../../tenant/assessment/coverage.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { ALL_IN_TENANT, type ConditionalAccessDraft } from '../../../tenant/policy-writing/conditional-access.ts';
import type { Raw } from '../../../tenant/sync/raw.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { chooseIdentities } from './choose-holders.ts';
import { askInSteps, askText, pickMany, pickOne, type Step } from './steps.ts';

interface Answers {
  readonly session: TenantSession;
  readonly given: readonly Identity[];
  include: readonly string[];
  exclude: readonly string[];
  /** For the name that is proposed. */
  whom: string;
  riskLevels: readonly string[];
  exceptFrom: readonly string[] | undefined;
  displayName: string;
}

/** Asks whom a Conditional Access policy is about, when it blocks, and for its name. @throws UserCancelledError */
export async function chooseConditions(
  session: TenantSession,
  given: readonly Identity[],
): Promise<ConditionalAccessDraft> {
  const answers: Answers = {
    session,
    given,
    include: [ALL_IN_TENANT],
    exclude: [],
    whom: '',
    riskLevels: [],
    exceptFrom: undefined,
    displayName: '',
  };
  await askInSteps(vscode.l10n.t('Conditional Access for Workload Identities'), answers, chooseWhom);
  const { include, exclude, riskLevels, exceptFrom, displayName } = answers;
  return { displayName, include, exclude, riskLevels, ...(exceptFrom && { exceptFrom }) };
}

const chooseWhom: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const [given] = answers.given;
  const items = [
    ...(given ? [{ label: `$(person) ${given.displayName}`, detail: given.clientId, who: 'given' as const }] : []),
    {
      label: t('$(organization) All service principals of the tenant'),
      detail: t('Those of single-tenant applications that are registered here.'),
      who: 'all' as const,
    },
    { label: t('$(search) Chosen identities…'), detail: t('One or several'), who: 'some' as const },
  ];
  const { who } = await pickOne(items, { placeholder: t('Whom is the policy about?') }, place);
  const some = who === 'given' ? answers.given : [];
  if (who === 'given') some.forEach(checkReach);
  const chosen = who === 'some' ? await chooseIdentities(answers.session, checkReach) : some;
  answers.include =
    who === 'all' ? [ALL_IN_TENANT] : chosen.flatMap(({ servicePrincipalId }) => servicePrincipalId ?? []);
  answers.whom = who === 'all' ? t('workload identities') : chosen.map(({ displayName }) => displayName).join(', ');
  answers.exclude = [];
  return chooseWhen;
};

/** @throws OperationError for what Conditional Access cannot reach */
function checkReach(identity: Identity): void {
  const reach = new Coverage({
    appManagement: [],
    conditionalAccess: [],
    diagnosticSettings: [],
    accessReviews: [],
  }).of(identity);
  if (reach.kind !== 'impossible') return;
  throw new OperationError(
    vscode.l10n.t('Conditional Access does not reach {0}: {1}.', identity.displayName, reach.reason),
  );
}

const chooseWhen: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const items = [
    { label: t('At high risk'), detail: t('Leaked credentials, and what Entra ID finds as grave.'), when: ['high'] },
    {
      label: t('At medium or high risk'),
      detail: t('Suspicious sign-ins as well.'),
      when: ['medium', 'high'],
    },
    {
      label: t('From outside the trusted locations'),
      detail: t('All named locations of the tenant that are marked as trusted.'),
      when: 'trusted' as const,
    },
    {
      label: t('From outside chosen locations…'),
      detail: t('Named locations of the tenant; reads them from the tenant.'),
      when: 'chosen' as const,
    },
  ];
  const { when } = await pickOne(items, { placeholder: t('When are sign-ins blocked?') }, place);
  answers.riskLevels = typeof when === 'string' ? [] : when;
  answers.exceptFrom = when === 'trusted' ? ['AllTrusted'] : undefined;
  if (when === 'chosen') return chooseLocations;
  return answers.include.includes(ALL_IN_TENANT) ? chooseExclusions : askName;
};

const chooseLocations: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const { clients } = answers.session;
  if (!clients) throw new OperationError(t('Named locations can be chosen in a live tenant only. Sign in first.'));
  const what = t('the named locations');
  const { value } = await clients.graph.page('/identity/conditionalAccess/namedLocations', { what }).catch((cause) => {
    throw new OperationError(t('The named locations could not be read. It takes the permission Policy.Read.All.'), {
      cause,
    });
  });
  const items = (value as readonly Raw[]).map((each) => ({
    label: String(each['displayName'] ?? each['id']),
    description: String(each['id']),
    id: String(each['id']),
  }));
  if (items.length === 0) throw new OperationError(t('The tenant has no named locations.'));
  const chosen = await pickMany(items, [], { placeholder: t('From where does signing in stay possible?') }, place);
  answers.exceptFrom = chosen.map(({ id }) => id);
  return answers.include.includes(ALL_IN_TENANT) ? chooseExclusions : askName;
};

const chooseExclusions: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const items = [
    { label: t('Nobody'), isSome: false },
    { label: t('Chosen identities…'), isSome: true },
  ];
  const { isSome } = await pickOne(items, { placeholder: t('Who is excluded?') }, place);
  const chosen = isSome ? await chooseIdentities(answers.session, () => undefined) : [];
  answers.exclude = chosen.flatMap(({ servicePrincipalId }) => servicePrincipalId ?? []);
  return askName;
};

const askName: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const { riskLevels, whom } = answers;
  answers.displayName = await askText(
    {
      prompt: t('Name of the policy'),
      value: riskLevels.length > 0 ? t('Block {0} at risk', whom) : t('Block {0} from elsewhere', whom),
      problemOf: (value) => (value.trim() === '' ? t('A name is needed.') : undefined),
    },
    place,
  );
  return undefined;
};
