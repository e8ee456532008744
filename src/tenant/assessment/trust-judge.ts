import type { BreadthFinding } from '../../federation/breadth/breadth.ts';
import { breadth } from '../../federation/breadth/breadth.ts';
import { dead } from '../../federation/dead/dead.ts';
import { confusedIssuer } from '../../federation/issuers/confused-issuer.ts';
import { platformOfCredential } from '../../federation/issuers/registry.ts';
import type { FederatedTrust } from '../model/credential.ts';
import { federatedCredential } from '../model/federated-trust.ts';
import { judgedAs } from './judged-as.ts';

/** What the federation engine says of a credential. */
export interface TrustJudgement {
  /** `GitHub Actions`; undefined for an issuer that Keyless does not know. */
  readonly platform: string | undefined;
  readonly isKnownIssuer: boolean;
  /** Broadest first. */
  readonly breadth: readonly BreadthFinding[];
  /** Why no token can match it, whole sentences; only what is certain. */
  readonly dead: readonly string[];
}

/** Tenants hold the same few trusts many times; this many judgements are kept. */
const KEPT = 20_000;

/** Judges federated credentials, those alike only once. */
export class TrustJudge {
  readonly #kept = new Map<string, TrustJudgement>();

  judge(trust: FederatedTrust): TrustJudgement {
    const alike = judgedAs(trust);
    const key = `${alike.issuer}\n${alike.subject ?? ''}\n${alike.expression ?? ''}\n${alike.languageVersion ?? ''}`;
    let judgement = this.#kept.get(key);
    if (!judgement) {
      judgement = judge(alike);
      if (this.#kept.size >= KEPT) this.#kept.clear();
      this.#kept.set(key, judgement);
    }
    // Who matches an exact subject is who presents it.
    if (alike === trust || trust.subject === undefined || judgement.breadth.length === 0) return judgement;
    const witness = trust.subject;
    return { ...judgement, breadth: judgement.breadth.map((finding) => ({ ...finding, witness })) };
  }
}

function judge(trust: FederatedTrust): TrustJudgement {
  const credential = federatedCredential(trust);
  const platform = platformOfCredential(credential);
  const confusion = platform ? undefined : confusedIssuer(trust.issuer)?.explanation;
  const reasons = dead(credential)
    .filter(({ certainty }) => certainty === 'certain')
    .map(({ explanation }) => explanation);
  return {
    platform: platform && (platform.form?.product ?? platform.platform.name),
    isKnownIssuer: platform !== undefined,
    breadth: breadth(credential)?.findings ?? [],
    dead: confusion === undefined ? reasons : [confusion, ...reasons],
  };
}
