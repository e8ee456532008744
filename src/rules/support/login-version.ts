import type { Step, UsesReference } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CURRENT_LOGIN, LOGIN_RELEASES, RETIRED_LOGIN_MAJORS, type Version } from '../catalogue/login-versions.ts';

/**
 * What a step's reference to azure/login says about its version.
 * - `tag`: `v1`, `v1.4`, `v1.4.7`; parts a moving tag leaves out are as high as can be;
 * - `commit`: a full commit id; `version` only where the table of releases knows it;
 * - `branch`: anything else, no reference at all included.
 */
export type LoginVersion =
  | { readonly kind: 'tag'; readonly version: Version; readonly isMoving: boolean }
  | { readonly kind: 'commit'; readonly version: Version | undefined }
  | { readonly kind: 'branch' };

const COMMIT = /^[0-9a-f]{40}$/i;
const TAG = /^v?(\d{1,3})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?$/;

export function loginVersion({ ref = '' }: UsesReference): LoginVersion {
  if (COMMIT.test(ref)) {
    const release = LOGIN_RELEASES.find(({ commit }) => commit === ref.toLowerCase());
    return { kind: 'commit', version: release?.version };
  }
  const tag = TAG.exec(ref);
  if (!tag) return { kind: 'branch' };
  const [major = 0, minor = Infinity, patch = Infinity] = tag.slice(1).map((part) => (part ? Number(part) : undefined));
  return { kind: 'tag', version: [major, minor, patch], isMoving: tag[3] === undefined };
}

/** The version, where the reference determines one. */
export function knownVersion(uses: UsesReference): Version | undefined {
  const known = loginVersion(uses);
  return known.kind === 'branch' ? undefined : known.version;
}

export function isOlder(version: Version, than: Version): boolean {
  const at = version.findIndex((part, index) => part !== than[index]);
  return at >= 0 && (version[at] ?? 0) < (than[at] ?? 0);
}

export function isRetired([major]: Version): boolean {
  return RETIRED_LOGIN_MAJORS.includes(major);
}

/** `v1.4.7`, `v2`. */
export function versionName(version: Version): string {
  return `v${version.filter((part) => part !== Infinity).join('.')}`;
}

/** Retired versions become the current one; a pinned commit stays. */
export function upgradeLogin({ uses, job }: Step): readonly TextEdit[] | undefined {
  const known = uses && loginVersion(uses);
  return uses && known?.kind === 'tag' && isRetired(known.version)
    ? job.pipeline.editor.replaceUses(uses, CURRENT_LOGIN)
    : [];
}
