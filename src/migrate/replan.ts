import { claimText } from './document/print.ts';
import { type Claim, type Plan, STEP_KINDS, type Step } from './plan.ts';
import type { Holds } from './verify.ts';

/**
 * The plan as it is to be now, with what people have done and written under the one before. What was done stays done
 * where its claims still hold or nothing can tell; where one no longer does, the step is open again and the drift says so.
 * @param look what is seen of a claim now
 */
export function replan(before: Plan, now: Plan, look: (claim: Claim, step: Step) => Holds): Plan {
  const looked = before.steps.map((step) => {
    const seen = step.claims.map((claim) => look(claim, step));
    return { step, broken: step.claims.filter((_, index) => seen[index] === 'fails'), isSeen: isSeen(step, seen) };
  });
  // Once callers have changed nothing in the files tells any more why: the plan goes on as it was decided.
  const hasBegun = looked.some(({ step, isSeen: isDone }) => step.kind === 'switch' && isDone);
  const goesOn = hasBegun && now.decision.way !== before.decision.way;
  const fresh = new Map(now.steps.map((step) => [step.id, step]));
  const drift: string[] = [];
  const kept = looked.flatMap(({ step: old, broken, isSeen: isThere }): Step[] => {
    const step = fresh.get(old.id) ?? (goesOn ? old : undefined);
    if (old.state === 'done' && broken.length > 0) {
      drift.push(`"${old.title}" was done, but this no longer holds: ${broken.map(claimText).join('; ')}.`);
      return [{ ...(step ?? old), state: 'open', ...outcomeOf(old) }];
    }
    // What nobody ticked and shows all the same was done by somebody.
    const isDone = old.state === 'done' || step?.state === 'done' || isThere;
    if (isDone) return [{ ...(step ?? old), state: 'done', ...outcomeOf(old) }];
    if (step) return [{ ...step, state: old.state, ...outcomeOf(old) }];
    drift.push(`"${old.title}" is no longer part of the plan.`);
    return [];
  });
  const known = new Set(before.steps.map(({ id }) => id));
  const added = now.steps.filter(({ id, kind }) => !known.has(id) && (!goesOn || kind === 'remove'));
  for (const { title } of added) drift.push(`"${title}" is new.`);
  if (!goesOn && before.decision.way !== now.decision.way) {
    drift.push(`The way out was "${before.decision.way}" and is "${now.decision.way}" now.`);
  }
  const steps = [...kept, ...added].sort((a, b) => STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind));
  const { name, notes } = before;
  const decision = goesOn ? before.decision : now.decision;
  return { ...now, name, decision, steps, drift, notes };
}

/** Whether everything that a step claims can be seen to hold, without anybody's word. */
function isSeen({ claims, kind }: Step, seen: readonly Holds[]): boolean {
  // That nobody has signed in yet does not mean that nobody has to wait any longer.
  const isWaiting = kind === 'verify' || claims.some((claim) => claim.kind === 'confirmed');
  return seen.length > 0 && !isWaiting && seen.every((each) => each === 'holds');
}

function outcomeOf({ outcome }: Step): Partial<Step> {
  return outcome === undefined ? {} : { outcome };
}
