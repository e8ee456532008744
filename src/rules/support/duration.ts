const HOURS_PER_DAY = 24;
const DAYS_PER_MONTH = 30;
const DAYS_PER_YEAR = 365;

/** The days of a Go duration as Terraform writes it, such as `8760h` or `24h30m`; undefined for other texts. */
export function daysOfGoDuration(text: string): number | undefined {
  const match = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/u.exec(text);
  if (!match || text === '') return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return (Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600) / HOURS_PER_DAY;
}

/** The days of an ISO 8601 duration such as `P2Y` or `PT4320H`; a year has 365 days, a month 30. */
export function daysOfIsoDuration(text: string): number | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/u.exec(text);
  if (!match || /[PT]$/u.test(text)) return undefined;
  const [, years = '0', months = '0', weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return (
    Number(years) * DAYS_PER_YEAR +
    Number(months) * DAYS_PER_MONTH +
    Number(weeks) * 7 +
    Number(days) +
    (Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600) / HOURS_PER_DAY
  );
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** The instant of an RFC 3339 time or date, in days since 1970; undefined for other texts. */
export function daysOfDate(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/u.test(text)) {
    return undefined;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time / MILLISECONDS_PER_DAY;
}

export function daysOfInstant(date: Date): number {
  return date.getTime() / MILLISECONDS_PER_DAY;
}
