import { isServiceFailure } from '../request/failure.ts';
import type { ChangeOutcome } from './change-record.ts';

/** How a change that failed is written down: without the service's own words, which may quote a value. */
export function failedOutcome(error: unknown): Omit<ChangeOutcome, 'at'> {
  if (!isServiceFailure(error)) return { state: 'unclear', text: 'It ended before an answer came.' };
  const { kind, code, status, requestId } = error;
  const coded = code === '' ? '' : ` (${code})`;
  // Where it was accepted and does not show, nobody has refused it; what was throttled was not taken.
  const isOpen = kind === 'unavailable' || (kind === 'not-found' && code === '');
  return {
    state: isOpen ? 'unclear' : 'refused',
    text: isOpen
      ? `It may have been made: no answer tells${coded}.`
      : `The service refused it: HTTP ${status}${coded}.`,
    ...(requestId === undefined ? {} : { requestId }),
  };
}
