import type { Identity } from '../../tenant/model/identity.ts';
import { isLive } from '../../tenant/model/lifetime.ts';
import { isRead, type Sections } from '../../tenant/model/section.ts';
import type { KeyUse } from '../plan.ts';

const DAY = 86_400_000;

/** The secrets and certificates somebody could sign in with, and when that happened last. Azure's own keys stay out. */
export function keyUses(identity: Identity, sections: Sections, asOf: number, quietDays: number): readonly KeyUse[] {
  const isKnown = isRead(sections['credential-sign-ins']) && identity.problems?.['credential-sign-ins'] === undefined;
  return identity.keyCredentials
    .filter(({ purpose }) => purpose === undefined)
    .map((credential): KeyUse => {
      const { kind, keyId, origin, displayName, end, lastUsed } = credential;
      const isQuiet = lastUsed === undefined || asOf - Date.parse(lastUsed) > quietDays * DAY;
      const known = isKnown || lastUsed !== undefined;
      const use = !isLive(credential, asOf) ? 'expired' : !known ? 'unknown' : isQuiet ? 'unused' : 'used';
      return {
        kind,
        origin,
        use,
        ...(keyId === undefined ? {} : { keyId }),
        ...(displayName === undefined ? {} : { displayName }),
        ...(end === undefined ? {} : { end }),
        ...(lastUsed === undefined ? {} : { lastUsed }),
      };
    });
}

/** Whether a client secret could still be used. */
export function isLiveSecret({ kind, use }: KeyUse): boolean {
  return kind === 'client-secret' && use !== 'expired';
}
