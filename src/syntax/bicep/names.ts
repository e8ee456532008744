import type { Range } from '../../text/range.ts';

/** A stretch of text that is not Bicep. Its text stays reachable through the tokens. */
export interface ErrorNode {
  readonly kind: 'error';
  readonly range: Range;
}

export interface Identifier {
  readonly kind: 'identifier';
  readonly range: Range;
  /** Empty where the name is missing. */
  readonly name: string;
}
