import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';
import { daysOfDate, daysOfGoDuration, daysOfInstant, daysOfIsoDuration } from './duration.ts';

/** What says when a credential begins and ends. */
export interface CredentialDates {
  readonly start: Property | undefined;
  readonly end: Property | undefined;
  /** Terraform: a duration from the start. */
  readonly relativeEnd: Property | undefined;
  /** True where a credential without an end lives for two years. */
  readonly hasDefaultEnd: boolean;
}

/** For how long a credential is valid, as far as the source tells. */
export interface Lifetime {
  readonly days: number;
  /**
   * `between`: from a known start. `from-now`: until a fixed date, counted from the run. `relative`: a duration from the
   * start. `default`: no end is given.
   */
  readonly basis: 'between' | 'from-now' | 'relative' | 'default';
  /** The property that decides; undefined for `default`. */
  readonly property: Property | undefined;
  /** Where the duration's text is written, without quotes, and how to write another one. */
  readonly duration: { readonly range: Range; readonly write: (days: number) => string } | undefined;
}

/** What the service gives a secret without an end (Microsoft Graph, application: addPassword). */
const DEFAULT_DAYS = 730;

export function lifetimeOf(credential: CredentialDates, model: InfrastructureModel, now: Date): Lifetime | undefined {
  const { start, end, relativeEnd, hasDefaultEnd } = credential;
  if (end) return fixedEnd(end, start, now) ?? addedDuration(end, model) ?? rotation(end, model);
  if (relativeEnd) {
    const days = shortest(relativeEnd.value, daysOfGoDuration);
    return days === undefined ? undefined : { days, basis: 'relative', property: relativeEnd, duration: undefined };
  }
  if (!hasDefaultEnd) return undefined;
  return { days: DEFAULT_DAYS, basis: 'default', property: undefined, duration: undefined };
}

/** The least of what the value can be; undefined where a part of it is not known. */
function shortest(value: Value, read: (text: string) => number | undefined): number | undefined {
  const days = value.patterns.map((pattern) => read(exactText(pattern) ?? ''));
  return days.length > 0 && days.every((one) => one !== undefined) ? Math.min(...days) : undefined;
}

function fixedEnd(property: Property, start: Property | undefined, now: Date): Lifetime | undefined {
  const end = shortest(property.value, daysOfDate);
  if (end === undefined) return undefined;
  const from = start && shortest(start.value, daysOfDate);
  if (start && from === undefined) return undefined;
  const basis = from === undefined ? 'from-now' : 'between';
  return { days: end - (from ?? daysOfInstant(now)), basis, property, duration: undefined };
}

interface AddedDuration {
  /** Captures what is before the duration, and the duration. */
  readonly call: RegExp;
  readonly days: (text: string) => number | undefined;
  readonly write: (days: number) => string;
}

/** Functions that add a literal duration to some start. */
const ADDING: Readonly<Record<string, AddedDuration>> = {
  timeadd: {
    call: /^(timeadd\(.*,\s*")([^"\\]*)"\s*\)$/su,
    days: daysOfGoDuration,
    write: (days) => `${days * 24}h`,
  },
  dateTimeAdd: {
    call: /^(dateTimeAdd\(.*,\s*')([^'\\]*)'\s*\)$/su,
    days: daysOfIsoDuration,
    write: (days) => `P${days}D`,
  },
};

function addedDuration(property: Property, { document }: InfrastructureModel): Lifetime | undefined {
  const [source, ...more] = property.value.sources;
  if (source?.kind !== 'function' || more.length > 0 || source.location.uri !== document.uri) return undefined;
  const adding = ADDING[source.name];
  const { range } = source.location;
  const match = adding?.call.exec(document.source.slice(range));
  if (!adding || !match) return undefined;
  const [, before = '', text = ''] = match;
  const days = adding.days(text);
  if (days === undefined) return undefined;
  const start = range.start + before.length;
  const duration = { range: { start, end: start + text.length }, write: adding.write };
  return { days, basis: 'relative', property, duration };
}

/** `time_rotating.x.rotation_rfc3339`, `time_offset.x.rfc3339`: the resource says how far ahead that is. */
function rotation(property: Property, { resources }: InfrastructureModel): Lifetime | undefined {
  const [source, ...more] = property.value.sources;
  if (source?.kind !== 'attribute' || more.length > 0) return undefined;
  const unit = ROTATIONS[`${source.type}.${source.path}`];
  const rotating = resources.find(({ type, symbol }) => type === source.type && symbol === source.name);
  if (unit === undefined || !rotating) return undefined;
  let days: number | undefined;
  for (const [suffix, length] of UNITS) {
    const constant = rotating.find(`${unit}_${suffix}`)[0]?.value.constant;
    if (typeof constant === 'number') days = (days ?? 0) + constant * length;
  }
  return days === undefined ? undefined : { days, basis: 'relative', property, duration: undefined };
}

const ROTATIONS: Readonly<Record<string, string>> = {
  'time_rotating.rotation_rfc3339': 'rotation',
  'time_offset.rfc3339': 'offset',
};

const UNITS: readonly (readonly [string, number])[] = [
  ['years', 365],
  ['months', 30],
  ['days', 1],
  ['hours', 1 / 24],
  ['minutes', 1 / 1440],
];
