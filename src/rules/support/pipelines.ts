import type { Pipeline } from '../../model/pipeline/pipeline.ts';

/** A workflow that only others start: what it does depends on its callers. */
export function isOnlyCalled({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every(({ event }) => event === 'workflow_call');
}

/** The day of an ISO 8601 time: `2026-11-01`. */
export function dayOf(time: string | undefined): string {
  return time?.slice(0, 'YYYY-MM-DD'.length) ?? '';
}
