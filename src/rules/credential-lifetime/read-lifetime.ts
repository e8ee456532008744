import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import type { LifetimeUnit } from '../catalogue/credential-lifetimes.ts';
import { daysOfGoDuration, daysOfInstant, daysOfIsoDuration } from '../support/duration.ts';
import { lifetimeOf } from '../support/lifetime.ts';

const SECONDS_PER_DAY = 86_400;

/** A lifetime and how to write another one in its place. */
export interface WrittenLifetime {
  readonly days: number;
  /** The text for another number of days, for the whole value; undefined where that takes more than one edit. */
  readonly write: ((days: number) => string | number) | undefined;
}

/** For how long a property lets a secret live; undefined where that is not known. */
export function readLifetime(
  end: Property,
  start: Property | undefined,
  unit: LifetimeUnit,
  model: InfrastructureModel,
  now: Date,
): WrittenLifetime | undefined {
  const { value } = end;
  switch (unit) {
    case 'date': {
      const found = lifetimeOf({ start, end, relativeEnd: undefined, hasDefaultEnd: false }, model, now);
      return found && { days: found.days, write: undefined };
    }
    case 'epoch':
      return epoch(value, model, now);
    case 'days':
      return typeof value.constant === 'number' ? { days: value.constant, write: (days) => days } : undefined;
    case 'seconds':
      return seconds(value);
    case 'timespan': {
      const match = /^(\d+)\.\d{2}:\d{2}:\d{2}$/.exec(textOf(value) ?? '');
      return match ? { days: Number(match[1]), write: (days) => `${days}.00:00:00` } : undefined;
    }
    case 'hashicorp': {
      const text = textOf(value) ?? '';
      const days = /^\d+$/.test(text) ? Number(text) / SECONDS_PER_DAY : daysOfGoDuration(text);
      const ofNumber = typeof value.constant === 'number' ? value.constant / SECONDS_PER_DAY : undefined;
      const known = days ?? ofNumber;
      // Zero stands for the default of the backend.
      return known ? { days: known, write: (limit) => `${limit * 24}h` } : undefined;
    }
  }
}

/** A number of seconds since 1970, `dateTimeToEpoch('2030-01-01T00:00:00Z')` or `dateTimeToEpoch(dateTimeAdd(now, 'P2Y'))`. */
function epoch(value: Value, { document }: InfrastructureModel, now: Date): WrittenLifetime | undefined {
  if (typeof value.constant === 'number') {
    return { days: value.constant / SECONDS_PER_DAY - daysOfInstant(now), write: undefined };
  }
  if (value.uri !== document.uri) return undefined;
  const text = document.source.slice(value.range).replace(/^"/, '');
  const at = Date.parse(/^\[?dateTimeToEpoch\(\s*'([^'$]*)'\s*\)/i.exec(text)?.[1] ?? '');
  if (!Number.isNaN(at)) return { days: daysOfInstant(new Date(at)) - daysOfInstant(now), write: undefined };
  const added = /^\[?dateTimeToEpoch\(\s*dateTimeAdd\([^()]*(?:\(\))?,\s*'(P[^']*)'\s*\)\s*\)/i.exec(text);
  const days = daysOfIsoDuration(added?.[1] ?? '');
  return days === undefined ? undefined : { days, write: undefined };
}

/** A number, or text such as `2592000s`. */
function seconds(value: Value): WrittenLifetime | undefined {
  if (typeof value.constant === 'number') {
    return { days: value.constant / SECONDS_PER_DAY, write: (days) => days * SECONDS_PER_DAY };
  }
  const match = /^(\d+)s$/.exec(textOf(value) ?? '');
  return match
    ? { days: Number(match[1]) / SECONDS_PER_DAY, write: (days) => `${days * SECONDS_PER_DAY}s` }
    : undefined;
}

export function textOf({ patterns }: Value): string | undefined {
  const [pattern, ...more] = patterns;
  return pattern && more.length === 0 ? exactText(pattern) : undefined;
}
