import * as vscode from 'vscode';
import { daysOfIsoDuration } from '../../../rules/support/duration.ts';
import { restrictionState } from '../../../tenant/policy-writing/difference.ts';
import { type DraftRestriction, defaultDraft, type PolicyDraft } from '../../../tenant/policy-writing/draft.ts';
import { POLICY_PRESETS, restriction } from '../../../tenant/policy-writing/presets.ts';
import { RESTRICTION_TYPES, type RestrictionType } from '../../../tenant/policy-writing/restriction-types.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { type ChosenHolder, chooseHolders } from './choose-holders.ts';
import { openPolicyFile } from './policy-files.ts';
import { askInSteps, askText, pickMany, pickOne, type Step } from './steps.ts';

/** What somebody wants to simulate or write. */
export interface ChosenPolicy {
  readonly drafts: readonly PolicyDraft[];
  readonly notes: readonly string[];
}

type Target = 'default' | 'custom' | 'exemption';

interface Answers {
  readonly tenant: TenantSession;
  /** Identities that the policy is for, where somebody began with one. */
  readonly given: readonly ChosenHolder[];
  file?: ChosenPolicy;
  restrictions: readonly DraftRestriction[];
  target: Target;
  holders: readonly ChosenHolder[];
  name: string;
}

/**
 * Asks for restrictions, from when they hold and for whom; or for a file that says so.
 * @throws UserCancelledError; OperationError for a file that holds no policy
 */
export async function choosePolicy(
  tenant: TenantSession,
  title: string,
  given: readonly ChosenHolder[],
): Promise<ChosenPolicy> {
  const answers: Answers = { tenant, given, restrictions: [], target: 'default', holders: given, name: '' };
  await askInSteps(title, answers, chooseStart);
  return answers.file ?? { drafts: [draftOf(answers)], notes: [] };
}

const chooseStart: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const policies = answers.tenant.source?.header?.policies;
  const present = policies ? defaultDraft(policies).applications : [];
  const items: (vscode.QuickPickItem & { readonly from: readonly DraftRestriction[] | 'file' })[] = [
    ...POLICY_PRESETS.map(({ title, summary, restrictions }) => ({
      label: `$(verified) ${title}`,
      detail: summary,
      from: restrictions,
    })),
    {
      label: t('$(law) What the tenant has'),
      detail: present.length === 0 ? t('No restrictions') : present.map(shortText).join(', '),
      from: present,
    },
    {
      label: t('$(file-code) A file…'),
      detail: t('Microsoft Graph JSON, or Terraform with the msgraph provider'),
      from: 'file',
    },
  ];
  const { from } = await pickOne(items, { placeholder: t('What do the restrictions begin with?') }, place);
  if (from === 'file') {
    answers.file = await openPolicyFile(answers.tenant, answers.given);
    return undefined;
  }
  delete answers.file;
  answers.restrictions = from;
  return chooseRestrictions;
};

const chooseRestrictions: Step<Answers> = async (answers, place) => {
  const items = RESTRICTION_TYPES.map((known) => ({
    label: known.title,
    description: known.type,
    detail: known.detail,
    known,
  }));
  const before = answers.restrictions;
  const chosen = await pickMany(
    items,
    items.filter(({ known }) => before.some(({ type, isEnabled }) => type === known.type && isEnabled)),
    { placeholder: vscode.l10n.t('What is restricted?') },
    place,
  );
  answers.restrictions = chosen.map(
    ({ known }) => before.find(({ type, isEnabled }) => type === known.type && isEnabled) ?? restrictionOf(known),
  );
  return stepAfter(undefined, answers);
};

/** A question for each restriction with a number, then those about whom. */
function stepAfter(type: string | undefined, { restrictions }: Answers): Step<Answers> {
  const asking = RESTRICTION_TYPES.filter(
    (known) =>
      (known.days !== undefined || known.hasAuthorities) && restrictions.some((each) => each.type === known.type),
  );
  const next = asking[asking.findIndex((known) => known.type === type) + 1];
  if (!next) return chooseSince;
  return next.hasAuthorities ? askAuthorities(next) : askDays(next);
}

function askDays(known: RestrictionType): Step<Answers> {
  return async (answers, place) => {
    const { t } = vscode.l10n;
    const present = answers.restrictions.find(({ type }) => type === known.type);
    const days = daysOfIsoDuration(present?.maxLifetime ?? '') ?? known.days ?? 180;
    const text = await askText(
      {
        prompt: t('{0}: a new one has to live less than so many days. To allow 180 days, enter 181.', known.title),
        value: String(days),
        problemOf: (value) => (/^[1-9]\d{0,4}$/.test(value.trim()) ? undefined : t('A number of days, from 1.')),
      },
      place,
    );
    replace(answers, known.type, { maxLifetime: `P${text}D` });
    return stepAfter(known.type, answers);
  };
}

const GUIDS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[\s,]+[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/i;

function askAuthorities(known: RestrictionType): Step<Answers> {
  return async (answers, place) => {
    const { t } = vscode.l10n;
    const text = await askText(
      {
        prompt: t('IDs of the configurations that name the authorities (certificateBasedApplicationConfigurations)'),
        value: '',
        problemOf: (value) => (GUIDS.test(value.trim()) ? undefined : t('One ID or several, separated by commas.')),
      },
      place,
    );
    replace(answers, known.type, {
      more: { certificateBasedApplicationConfigurationIds: text.toLowerCase().split(/[\s,]+/) },
    });
    return stepAfter(known.type, answers);
  };
}

const chooseSince: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const today = new Date(answers.tenant.now).toISOString().slice(0, 10);
  const items = [
    { label: t('All, old and new'), detail: t('Also those that were created years ago.'), since: 'all' },
    {
      label: t('Those created from today on'),
      detail: t('Nobody who is there is concerned: a way to begin.'),
      since: today,
    },
    { label: t('Those created since…'), detail: t('A date'), since: 'ask' },
  ] as const;
  const { since } = await pickOne(items, { placeholder: t('Which applications and service principals?') }, place);
  if (since === 'ask') return askSince(today);
  setSince(answers, since === 'all' ? undefined : since);
  return chooseTarget;
};

function askSince(today: string): Step<Answers> {
  return async (answers, place) => {
    const { t } = vscode.l10n;
    const text = await askText(
      {
        prompt: t('Year, month and day; from midnight UTC'),
        value: today,
        problemOf: (value) =>
          /^\d{4}-\d\d-\d\d$/.test(value.trim()) && !Number.isNaN(Date.parse(value.trim()))
            ? undefined
            : t('A date as 2026-01-31.'),
      },
      place,
    );
    setSince(answers, text);
    return chooseTarget;
  };
}

const chooseTarget: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const some = answers.given.map(({ displayName }) => displayName).join(', ');
  const items = [
    {
      label: t('$(organization) The default policy of the tenant'),
      detail: t('For all applications and service principals without a policy of their own.'),
      target: 'default' as const,
    },
    {
      label: some === '' ? t('$(person) A policy for chosen identities') : t('$(person) A policy for {0}', some),
      detail: t('It wins over the default, restriction by restriction.'),
      target: 'custom' as const,
    },
    {
      label:
        some === '' ? t('$(unlock) An exemption for chosen identities') : t('$(unlock) An exemption for {0}', some),
      detail: t('A policy that lifts these restrictions of the default for them.'),
      target: 'exemption' as const,
    },
  ];
  const { target } = await pickOne(items, { placeholder: t('Where?') }, place);
  answers.target = target;
  if (target === 'default') return undefined;
  return answers.given.length > 0 ? askName : askHolders;
};

const askHolders: Step<Answers> = async (answers) => {
  answers.holders = await chooseHolders(answers.tenant);
  return askName;
};

const askName: Step<Answers> = async (answers, place) => {
  const { t } = vscode.l10n;
  const [first] = answers.holders;
  const whom = answers.holders.length === 1 ? (first?.displayName ?? '') : t('{0} identities', answers.holders.length);
  answers.name = await askText(
    {
      prompt: t('Name of the policy; one that has this name is replaced'),
      value: answers.target === 'exemption' ? t('Exemption of {0}', whom) : t('Credentials of {0}', whom),
      problemOf: (value) => (value.trim() === '' ? t('A name is needed.') : undefined),
    },
    place,
  );
  return undefined;
};

function draftOf({ restrictions, target, holders, name }: Answers): PolicyDraft {
  if (target === 'default') {
    return { kind: 'default', isEnabled: true, applications: restrictions, servicePrincipals: restrictions };
  }
  const isEnabled = target === 'custom';
  return {
    kind: 'custom',
    displayName: name,
    isEnabled: true,
    restrictions: restrictions.map((each) => ({ ...each, isEnabled })),
    appliesTo: holders.map(({ objectId }) => objectId),
  };
}

function replace(answers: Answers, type: string, change: Partial<DraftRestriction>): void {
  answers.restrictions = answers.restrictions.map((each) => (each.type === type ? { ...each, ...change } : each));
}

function setSince(answers: Answers, since: string | undefined): void {
  answers.restrictions = answers.restrictions.map(({ createdAfter: _, ...each }) => ({
    ...each,
    ...(since !== undefined && { createdAfter: `${since}T00:00:00Z` }),
  }));
}

function restrictionOf({ type, days }: RestrictionType): DraftRestriction {
  return restriction(type, days === undefined ? undefined : days + 1);
}

function shortText(each: DraftRestriction): string {
  return each.maxLifetime === undefined ? each.type : `${each.type} ${restrictionState(each)}`;
}
