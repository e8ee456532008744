import type { StringPattern } from '../model/string-pattern.ts';

/** A federated credential, in any language of the workspace or from the tenant. Unknown parts stay unknown. */
export interface FederatedCredential {
  readonly issuer: StringPattern;
  /** Exactly one of `subject` and `expression` should be there; what is declared is what is here. */
  readonly subject: StringPattern | undefined;
  readonly expression: MatchingExpression | undefined;
  readonly audiences: readonly StringPattern[];
}

export interface MatchingExpression {
  readonly value: StringPattern;
  /** 1 is the only version. `unknown` where the source does not determine it. */
  readonly languageVersion: number | undefined | 'unknown';
}

/** A credential whose parts are all known. */
export function knownCredential(parts: {
  readonly issuer: string;
  readonly subject?: string | undefined;
  readonly expression?: string | undefined;
  readonly languageVersion?: number | undefined;
  readonly audience?: string | undefined;
}): FederatedCredential {
  return {
    issuer: knownText(parts.issuer),
    subject: parts.subject === undefined ? undefined : knownText(parts.subject),
    expression:
      parts.expression === undefined
        ? undefined
        : { value: knownText(parts.expression), languageVersion: parts.languageVersion ?? 1 },
    audiences: parts.audience === undefined ? [] : [knownText(parts.audience)],
  };
}

export function knownText(text: string): StringPattern {
  return { parts: text === '' ? [] : [{ kind: 'known', text }] };
}
