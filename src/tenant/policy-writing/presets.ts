import type { DraftRestriction } from './draft.ts';
import { restrictionType } from './restriction-types.ts';

/** A set of restrictions that an authority asks for. */
export interface PolicyPreset {
  readonly id: 'microsoft' | 'cis' | 'cisa';
  readonly title: string;
  /** What it comes to, in a line. */
  readonly summary: string;
  readonly restrictions: readonly DraftRestriction[];
}

/**
 * Entra refuses what is not less than the limit, so one that is to allow 180 days says 181. Sources: Zero Trust Workshop
 * RMI_070; CIS Microsoft 365 Foundations 7.0.0, 5.1.5.3 to 5.1.5.6; CISA SCuBA, MS.AAD.5.5 to 5.7.
 */
export const POLICY_PRESETS: readonly PolicyPreset[] = [
  {
    id: 'microsoft',
    title: "Microsoft's recommendation",
    summary: 'No new client secrets or symmetric keys, no chosen secrets; certificates of 180 days',
    restrictions: [
      restriction('passwordAddition'),
      restriction('passwordLifetime', 181),
      restriction('customPasswordAddition'),
      restriction('symmetricKeyAddition'),
      restriction('symmetricKeyLifetime', 181),
      restriction('asymmetricKeyLifetime', 181),
    ],
  },
  {
    id: 'cis',
    title: 'CIS Microsoft 365 Foundations',
    summary: 'No new client secrets, no chosen secrets; certificates of 180 days',
    restrictions: [
      restriction('passwordAddition'),
      restriction('passwordLifetime', 181),
      restriction('customPasswordAddition'),
      restriction('asymmetricKeyLifetime', 181),
    ],
  },
  {
    id: 'cisa',
    title: 'CISA SCuBA',
    summary: 'No new client secrets; certificates of 365 days',
    restrictions: [
      restriction('passwordAddition'),
      restriction('passwordLifetime', 181),
      restriction('asymmetricKeyLifetime', 366),
    ],
  },
];

/** @param days new credentials have to live less than these */
export function restriction(type: string, days?: number): DraftRestriction {
  return {
    credential: restrictionType(type)?.credential ?? 'client-secret',
    type,
    isEnabled: true,
    ...(days !== undefined && { maxLifetime: `P${days}D` }),
  };
}
