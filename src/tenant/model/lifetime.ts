import type { KeyCredential } from './credential.ts';

/** In the order in which they need attention. */
export const CREDENTIAL_STATES = ['expired', 'expiring', 'valid', 'not-yet-valid', 'never-expires'] as const;

export type CredentialState = (typeof CREDENTIAL_STATES)[number];

const DAY = 86_400_000;

/** Days before the end from which Entra recommendations call a credential expiring. */
export const EXPIRING_DAYS = 30;

/** Where a credential stands at a time, in milliseconds since 1970. */
export function credentialState(
  { start, end }: Pick<KeyCredential, 'start' | 'end'>,
  now: number,
  expiringDays = EXPIRING_DAYS,
): CredentialState {
  if (end === undefined) return 'never-expires';
  if (Date.parse(end) <= now) return 'expired';
  if (start !== undefined && Date.parse(start) > now) return 'not-yet-valid';
  return Date.parse(end) - now <= expiringDays * DAY ? 'expiring' : 'valid';
}

/** Whole days until the end: negative when it is past, undefined when there is no end. */
export function daysLeft({ end }: Pick<KeyCredential, 'end'>, now: number): number | undefined {
  return end === undefined ? undefined : Math.floor((Date.parse(end) - now) / DAY);
}

/** Days from start to end; undefined where either is not known. */
export function lifetimeDays({ start, end }: Pick<KeyCredential, 'start' | 'end'>): number | undefined {
  return start === undefined || end === undefined ? undefined : (Date.parse(end) - Date.parse(start)) / DAY;
}

/** Whether it can still be used to sign in, now or later. */
export function isLive({ purpose, end }: KeyCredential, now: number): boolean {
  return purpose === undefined && (end === undefined || Date.parse(end) > now);
}
