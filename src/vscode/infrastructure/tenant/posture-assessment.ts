import { type Assessment, assessInSteps } from '../../../tenant/assessment/assess.ts';
import { PRESETS, THRESHOLD_NAMES, type Thresholds } from '../../../tenant/assessment/presets.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { PostureSettings } from '../settings.ts';

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
  const { total } = source.query({ now, limit: 1 });
  const preset = PRESETS.find((each) => each === settings.preset) ?? 'microsoft';
  const options = { now, preset, thresholds: knownThresholds(settings.thresholds) };
  const steps = assessInSteps(header, source.identities(), options);
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

/** Settings are written by hand. */
function knownThresholds(own: PostureSettings['thresholds']): Partial<Thresholds> {
  const known = THRESHOLD_NAMES.flatMap((name) => {
    const value = own[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? [[name, value] as const] : [];
  });
  return Object.fromEntries(known);
}
