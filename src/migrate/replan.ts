import { claimText } from './document/print.ts';
import { type Plan, STEP_KINDS, type Step } from './plan.ts';

/**
 * The plan as it is to be now, with what people have done and written under the one before. What was done stays done
 * where its claims still hold or nothing can tell; where one no longer does, the step is open again and the drift says so.
 * @param fails whether a claim of a step is known not to hold
 */
export function replan(before: Plan, now: Plan, fails: (claim: Step['claims'][number], step: Step) => boolean): Plan {
  const drift: string[] = [];
  const fresh = new Map(now.steps.map((step) => [step.id, step]));
  const known = new Map(before.steps.map((step) => [step.id, step]));
  const kept = before.steps.map((old): Step | undefined => {
    const step = fresh.get(old.id);
    const broken = old.claims.filter((claim) => fails(claim, old));
    if (old.state === 'done') {
      if (broken.length === 0) return { ...(step ?? old), state: 'done', ...outcomeOf(old) };
      drift.push(`"${old.title}" was done, but this no longer holds: ${broken.map(claimText).join('; ')}.`);
      return { ...(step ?? old), state: 'open', ...outcomeOf(old) };
    }
    if (step) return { ...step, state: step.state === 'done' ? 'done' : old.state, ...outcomeOf(old) };
    // What nobody did and nobody needs to do any more: somebody else has, or the way out is another one now.
    const isMoot = old.claims.length > 0 && broken.length === 0 && !old.claims.some(({ kind }) => kind === 'confirmed');
    if (isMoot) return { ...old, state: 'done', ...outcomeOf(old) };
    drift.push(`"${old.title}" is no longer part of the plan.`);
    return undefined;
  });
  const added = now.steps.filter(({ id }) => !known.has(id));
  for (const { title } of added) drift.push(`"${title}" is new.`);
  if (before.decision.way !== now.decision.way && before.steps.every(({ state }) => state !== 'done')) {
    drift.push(`The way out was "${before.decision.way}" and is "${now.decision.way}" now.`);
  }
  const steps = ordered([...kept.filter((step) => step !== undefined), ...added]);
  const hasBegun = before.steps.some(({ state, kind }) => state === 'done' && kind === 'switch');
  return {
    ...now,
    name: before.name,
    // Once callers have changed nothing uses the secret any more; why they did is still the reason.
    decision: hasBegun ? before.decision : now.decision,
    evidence: { ...now.evidence, callers: hasBegun ? before.evidence.callers : now.evidence.callers },
    steps,
    drift,
    notes: before.notes,
  };
}

function outcomeOf({ outcome }: Step): Partial<Step> {
  return outcome === undefined ? {} : { outcome };
}

function ordered(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind));
}
