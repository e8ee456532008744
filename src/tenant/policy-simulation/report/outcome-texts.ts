import type { PolicyOutcome } from '../policy-outcome.ts';

/** What people call the outcomes, and what each means for them. */
export const OUTCOME_TEXTS: Readonly<Record<PolicyOutcome, { readonly title: string; readonly meaning: string }>> = {
  blocked: {
    title: 'Blocked',
    meaning: 'No credential of a kind that they use now could be added again. Those that exist work until they end.',
  },
  shortened: {
    title: 'Have to shorten',
    meaning: 'The next credential has to live less long than one that they use now.',
  },
  restricted: {
    title: 'Restricted',
    meaning: 'Nothing that they use now is concerned; what they could add is.',
  },
  grandfathered: {
    title: 'Grandfathered',
    meaning: 'They were created before the date from which the restrictions hold.',
  },
  exempt: { title: 'Exempt', meaning: 'A policy of their own lifts or loosens what the default asks for.' },
  free: { title: 'Not concerned', meaning: 'No restriction is about their next secret or certificate.' },
};

/** Outcomes that reports list; the others are a number. */
export const LISTED_OUTCOMES = ['blocked', 'shortened', 'grandfathered', 'exempt', 'restricted'] as const;
