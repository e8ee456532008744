import type { Inventory } from '../../model/inventory.ts';
import { assess } from '../assess.ts';
import type { Preset, Thresholds } from '../presets.ts';
import { type TrendPoint, trendPoint } from './trend.ts';

export interface TrendOptions {
  readonly preset: Preset;
  readonly thresholds?: Partial<Thresholds>;
}

/** Judges a snapshot as of the day on which it was read. */
export function trendPointOf(inventory: Inventory, options: TrendOptions): TrendPoint {
  return trendPoint(assess(inventory, inventory.identities, { ...options, now: Date.parse(inventory.asOf) }));
}
