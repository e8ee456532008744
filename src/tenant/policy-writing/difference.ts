import { daysOfIsoDuration } from '../../rules/support/duration.ts';
import type { CustomDraft, DefaultDraft, DraftRestriction, PolicyDraft } from './draft.ts';
import { saysSame } from './graph-body.ts';

/** One thing that a change makes otherwise, in words for a person. */
export interface DifferenceLine {
  /** `Applications: passwordLifetime`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const NOT_SET = 'not set';

/** What a policy says otherwise than before, restriction by restriction. @param before undefined for a new policy */
export function policyDifference(before: PolicyDraft | undefined, after: PolicyDraft | undefined): DifferenceLine[] {
  const kind = after?.kind ?? before?.kind;
  if (kind === 'default') return defaultDifference(before as DefaultDraft, after as DefaultDraft);
  return customDifference(before as CustomDraft | undefined, after as CustomDraft | undefined);
}

function defaultDifference(before: DefaultDraft, after: DefaultDraft): DifferenceLine[] {
  return [
    ...line('The policy', onOff(before.isEnabled), onOff(after.isEnabled)),
    ...restrictionLines('Applications: ', before.applications, after.applications),
    ...restrictionLines('Service principals: ', before.servicePrincipals, after.servicePrincipals),
  ];
}

function customDifference(before: CustomDraft | undefined, after: CustomDraft | undefined): DifferenceLine[] {
  const none = 'does not exist';
  return [
    ...line('The policy', before ? onOff(before.isEnabled) : none, after ? onOff(after.isEnabled) : none),
    ...(before && after ? line('Name', before.displayName, after.displayName) : []),
    ...restrictionLines('', before?.restrictions ?? [], after?.restrictions ?? []),
  ];
}

function restrictionLines(
  prefix: string,
  before: readonly DraftRestriction[],
  after: readonly DraftRestriction[],
): DifferenceLine[] {
  const types = [...new Set([...before, ...after].map(({ type }) => type))];
  return types.flatMap((type) => {
    const [old, now] = [before, after].map((list) => list.find((each) => each.type === type));
    const texts = [old, now].map(restrictionState) as [string, string];
    const isOtherwise = old && now && texts[0] === texts[1] && !saysSame(old, now);
    return isOtherwise
      ? [{ what: `${prefix}${type}`, before: texts[0], after: `${texts[1]}, with other details` }]
      : line(`${prefix}${type}`, ...texts);
  });
}

function line(what: string, before: string, after: string): DifferenceLine[] {
  return before === after ? [] : [{ what, before, after }];
}

function onOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}

/** `less than 180 days, for those created since 2026-01-04`; `not set` for none. */
export function restrictionState(restriction: DraftRestriction | undefined): string {
  if (!restriction) return NOT_SET;
  const { isEnabled, maxLifetime, createdAfter } = restriction;
  if (!isEnabled) return 'off';
  const days = maxLifetime === undefined ? undefined : daysOfIsoDuration(maxLifetime);
  const what = maxLifetime === undefined ? 'on' : days === undefined ? maxLifetime : `less than ${daysText(days)}`;
  return createdAfter === undefined ? what : `${what}, for those created since ${createdAfter.slice(0, 10)}`;
}

function daysText(days: number): string {
  const rounded = Math.round(days * 100) / 100;
  return rounded === 1 ? '1 day' : `${rounded} days`;
}

/** `passwordLifetime: not set → less than 180 days`. */
export function differenceText({ what, before, after }: DifferenceLine): string {
  return `${what}: ${before} → ${after}`;
}
