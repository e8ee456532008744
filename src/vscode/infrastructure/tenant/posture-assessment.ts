import {
  type Assessment,
  type AssessmentOptions,
  assessIdentity,
  assessInSteps,
  type IdentityOutcome,
} from '../../../tenant/assessment/assess.ts';
import { isExpired, type Mute, unusedMutes, withMutes } from '../../../tenant/assessment/mute.ts';
import { PRESETS, THRESHOLD_NAMES, type Thresholds } from '../../../tenant/assessment/presets.ts';
import type { Score } from '../../../tenant/assessment/score.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { Inventory, InventoryHeader } from '../../../tenant/model/inventory.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { PostureSettings } from '../settings.ts';
import type { MuteInFile } from './posture-mutes.ts';

/** How long the extension host is held before others get their turn, in milliseconds. */
const SLICE_MILLISECONDS = 10;

export interface AssessSourceOptions {
  readonly settings: PostureSettings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Asked before every slice; the source may be closed once it says true. */
  readonly isCancelled: () => boolean;
  /** Told after each slice. */
  readonly report?: (done: number, total: number) => void;
  readonly clock?: () => number;
  readonly turn: () => Promise<void>;
}

/**
 * Assesses an inventory in short slices, be it in memory or on disk.
 * @returns undefined where nothing was read yet, or it was cancelled
 */
export async function assessSource(
  source: InventorySource,
  { settings, now, isCancelled, report, clock = () => performance.now(), turn }: AssessSourceOptions,
): Promise<Assessment | undefined> {
  const { header } = source;
  if (!header || isCancelled()) return undefined;
  const total = countOf(source, header, now);
  const steps = assessInSteps(header, source.identities(), optionsOf(source, settings, now));
  for (;;) {
    const end = clock() + SLICE_MILLISECONDS;
    let done = 0;
    do {
      const step = steps.next();
      if (step.done) return step.value;
      done = step.value;
    } while (clock() < end);
    report?.(done, total);
    await turn();
    if (isCancelled()) return undefined;
  }
}

/** A snapshot knows how many it has; to ask it would sort them all. */
function countOf(source: InventorySource, header: InventoryHeader | Inventory, now: number): number {
  return 'identities' in header ? header.identities.length : source.query({ now, limit: 1 }).total;
}

/** What the mutes of a workspace make of an assessment. */
export function muted(everything: Assessment, mutes: readonly MuteInFile[], source: InventorySource) {
  const assessment = withMutes(everything, mutes);
  const unused = unusedMutes(assessment, mutes, (clientId) => source.summary(clientId) !== undefined);
  return { assessment, unused };
}

/** What one identity comes to. */
export interface IdentityPosture {
  readonly score: Score;
  /** Checks that are about it. */
  readonly outcomes: readonly (IdentityOutcome & { readonly mute: Mute | undefined })[];
}

/** @returns undefined where nothing was read yet */
export function identityPosture(
  source: InventorySource,
  identity: Identity,
  settings: PostureSettings,
  mutes: readonly Mute[],
  now: number,
): IdentityPosture | undefined {
  const { header } = source;
  if (!header) return undefined;
  const { score, outcomes } = assessIdentity(header, identity, optionsOf(source, settings, now));
  const counting = mutes.filter((mute) => !isExpired(mute, now));
  const muteOf = (check: string) =>
    counting.find((mute) => mute.check === check && mute.identity === identity.clientId.toLowerCase()) ??
    counting.find((mute) => mute.check === check && mute.identity === undefined);
  const about = outcomes.filter(({ outcome }) => outcome !== 'not-applicable');
  return { score, outcomes: about.map((each) => ({ ...each, mute: each.failing && muteOf(each.check.id) })) };
}

function optionsOf(source: InventorySource, settings: PostureSettings, now: number): AssessmentOptions {
  return {
    now,
    preset: PRESETS.find((each) => each === settings.preset) ?? 'microsoft',
    thresholds: knownThresholds(settings.thresholds),
    hasServicePrincipal: (objectId) => source.identityOfObject(objectId) !== undefined,
  };
}

/** Settings are written by hand. */
function knownThresholds(own: PostureSettings['thresholds']): Partial<Thresholds> {
  const known = THRESHOLD_NAMES.flatMap((name) => {
    const value = own[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? [[name, value] as const] : [];
  });
  return Object.fromEntries(known);
}
