/** A day lasts until it is over at UTC-12. */
const LAST_DAY_MILLISECONDS = 36 * 60 * 60 * 1000;

/** Midnight UTC of a `YYYY-MM-DD` date that exists, in milliseconds. */
export function parseDate(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : undefined;
}

/** Whether a day has ended, wherever on earth it ends last; never where it is no date. */
export function isOver(day: string, now: Date): boolean {
  const start = parseDate(day);
  return start !== undefined && now.getTime() >= start + LAST_DAY_MILLISECONDS;
}
