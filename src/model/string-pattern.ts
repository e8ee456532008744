/**
 * A string of which parts are known and parts are not: `'repo:${org}/app:*'` is the known text `repo:`, an unknown
 * part named `org`, and the known text `/app:*`. Neighbouring known parts are one part; no known part is empty.
 */
export interface StringPattern {
  readonly parts: readonly StringPart[];
}

export type StringPart = KnownPart | UnknownPart;

export interface KnownPart {
  readonly kind: 'known';
  readonly text: string;
}

/** Any string, the empty one too: nothing is known about it but where it comes from. */
export interface UnknownPart {
  readonly kind: 'unknown';
  /** How the source calls it, for messages: `param org`, `var.org`, `inputs.environment`. Never a value. */
  readonly label: string;
}
