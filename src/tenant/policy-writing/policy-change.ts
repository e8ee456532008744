import type { Raw } from '../sync/raw.ts';
import {
  type ConditionalAccessDraft,
  conditionalAccessBody,
  conditionalAccessDifference,
} from './conditional-access.ts';
import { type DifferenceLine, policyDifference } from './difference.ts';
import { draftName, type PolicyDraft } from './draft.ts';
import { customDraftOf, defaultDraftOf, graphBody, saysSame, writableParts } from './graph-body.ts';

export type PolicyKind = 'default' | 'custom' | 'conditional-access';

/** A change of one policy, and so its own way back. Plain data, which can be kept. */
export interface PolicyChange {
  readonly kind: PolicyKind;
  /** For people: `the app management policy "Payments"`. */
  readonly name: string;
  /** Absent for the tenant's default, of which there is one, and for a policy that is still to be made. */
  readonly id?: string;
  /** The parts that can be written, as Graph has them; undefined where there is no such policy. */
  readonly before?: Raw;
  /** As Graph is to have them; undefined where there is to be no such policy. */
  readonly after?: Raw;
  readonly assignments: readonly AssignmentChange[];
}

/** Which policy an object has, before and after. */
export interface AssignmentChange {
  readonly object: PolicyHolder;
  /** Undefined for the tenant's default. */
  readonly before?: AssignedPolicy;
  readonly after?: AssignedPolicy;
}

export interface PolicyHolder {
  readonly kind: 'application' | 'service-principal';
  readonly objectId: string;
  readonly displayName: string;
}

export interface AssignedPolicy {
  /** `this`: the policy that the change is about, which may not have an id yet. */
  readonly id: string;
  readonly displayName: string;
}

export const THIS = 'this';

/** What of each kind of policy is written. */
export const WRITTEN_PARTS: Readonly<Record<PolicyKind, readonly string[]>> = {
  default: ['isEnabled', 'applicationRestrictions', 'servicePrincipalRestrictions'],
  custom: ['displayName', 'description', 'isEnabled', 'restrictions'],
  'conditional-access': ['displayName', 'state', 'conditions', 'grantControls', 'sessionControls'],
};

/** A policy and who has it, as the tenant has them now. */
export interface CurrentPolicy {
  /** Undefined where there is no such policy. */
  readonly body: Raw | undefined;
  /** The policies of objects that are asked for, by their ids. */
  readonly assigned: ReadonlyMap<string, AssignedPolicy>;
}

/**
 * From what the tenant has now to a draft.
 * @param holders the objects that are to have a custom policy; those that have it already may be among them
 * @param released objects from which it is taken
 */
export function changeTo(
  draft: PolicyDraft,
  current: CurrentPolicy,
  holders: readonly PolicyHolder[] = [],
  released: readonly PolicyHolder[] = [],
): PolicyChange {
  const { body, assigned } = current;
  const id = draft.kind === 'custom' ? draft.id : undefined;
  const asThis = { id: THIS, displayName: draft.kind === 'custom' ? draft.displayName : '' };
  const hasIt = (object: PolicyHolder) => id !== undefined && assigned.get(object.objectId)?.id === id;
  const given = holders
    .filter((object) => !hasIt(object))
    .map((object): AssignmentChange => {
      const before = assigned.get(object.objectId);
      return { object, after: asThis, ...(before && { before }) };
    });
  const taken = released.filter(hasIt).map((object): AssignmentChange => ({ object, before: asThis }));
  return {
    kind: draft.kind,
    name: draftName(draft),
    after: graphBody(draft, body),
    assignments: [...given, ...taken],
    ...(id !== undefined && { id }),
    ...(body && { before: writableParts(body, WRITTEN_PARTS[draft.kind]) }),
  };
}

/** A Conditional Access policy that is to be made, or put in the place of one. */
export function conditionalAccessChange(draft: ConditionalAccessDraft, current?: Raw): PolicyChange {
  const id = current?.['id'];
  return {
    kind: 'conditional-access',
    name: `the Conditional Access policy "${draft.displayName}"`,
    after: conditionalAccessBody(draft),
    assignments: [],
    ...(typeof id === 'string' && { id }),
    ...(current && { before: writableParts(current, WRITTEN_PARTS['conditional-access']) }),
  };
}

/** The state of a Conditional Access policy made otherwise, and nothing else of it. */
export function stateChange(current: Raw, state: ConditionalAccessGraphState): PolicyChange {
  const before = writableParts(current, WRITTEN_PARTS['conditional-access']);
  return {
    kind: 'conditional-access',
    name: `the Conditional Access policy "${String(current['displayName'])}"`,
    id: String(current['id']),
    before,
    after: { ...before, state },
    assignments: [],
  };
}

export type ConditionalAccessGraphState = 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';

/** The way back. @param current what the tenant has now, which may no longer be what the change made of it */
export function undoOf(change: PolicyChange, current: CurrentPolicy): PolicyChange {
  const { kind, name, id, before, assignments } = change;
  const back = assignments.flatMap(({ object, before: was, after: made }): readonly AssignmentChange[] => {
    const now = current.assigned.get(object.objectId);
    const isStill = made ? now?.id === (made.id === THIS ? id : made.id) : now === undefined;
    // Somebody gave it another policy since: that stays.
    if (!isStill) return [];
    const after = was && (was.id === id ? { ...was, id: THIS } : was);
    return [{ object, ...(now && { before: now }), ...(after && { after }) }];
  });
  return {
    kind,
    name,
    assignments: back,
    ...(id !== undefined && current.body && { id }),
    ...(current.body && { before: writableParts(current.body, WRITTEN_PARTS[kind]) }),
    ...(before && { after: before }),
  };
}

/** What a change makes otherwise, line by line, as a person confirms it. */
export function changeLines(change: PolicyChange): readonly DifferenceLine[] {
  const { kind, before, after, assignments } = change;
  const lines =
    kind === 'conditional-access'
      ? conditionalAccessDifference(before, after)
      : policyDifference(draftIn(kind, before), draftIn(kind, after));
  return [
    ...lines,
    ...assignments.map(({ object, before: was, after: next }) => ({
      what: `Policy of ${object.displayName}`,
      before: was?.displayName ?? "the tenant's default",
      after: next?.displayName ?? "the tenant's default",
    })),
  ];
}

/** Whether a policy is still as it was when a change of it was made up: what somebody has written since must not be lost. */
export function isUpToDate(
  { kind, id, before, assignments }: PolicyChange,
  { body, assigned }: CurrentPolicy,
): boolean {
  const now = body && writableParts(body, WRITTEN_PARTS[kind]);
  if ((before === undefined) !== (now === undefined) || !saysSame(before, now)) return false;
  return assignments.every(({ object, before: was }) => {
    return assigned.get(object.objectId)?.id === (was?.id === THIS ? id : was?.id);
  });
}

/** Whether there is nothing to do. */
export function isEmptyChange({ before, after, assignments }: PolicyChange): boolean {
  return assignments.length === 0 && (before === undefined) === (after === undefined) && saysSame(before, after);
}

function draftIn(kind: 'default' | 'custom', body: Raw | undefined): PolicyDraft | undefined {
  if (!body) return undefined;
  return kind === 'default' ? defaultDraftOf(body) : customDraftOf(body, []);
}
