/** Why a federated credential can never match a token. */
export type DeadReasonId =
  | 'issuer-whitespace'
  | 'issuer-not-https'
  | 'issuer-discovery-url'
  | 'issuer-trailing-slash'
  | 'issuer-missing-slash'
  | 'issuer-case'
  | 'subject-and-expression'
  | 'expression-issuer'
  | 'literal-wildcard'
  | 'whitespace'
  | 'spelling'
  | 'missing-prefix'
  | 'unencoded-colon'
  | 'google-email'
  | 'case'
  | 'other-platform'
  | 'single-use'
  | 'half-ids'
  | 'unknown-form';

export interface DeadReason {
  readonly id: DeadReasonId;
  readonly property: 'issuer' | 'subject' | 'expression';
  /** A whole sentence. */
  readonly explanation: string;
  /**
   * `certain`: whatever the unknown parts are. `assumed`: as long as they are what such parts usually are.
   */
  readonly certainty: 'certain' | 'assumed';
  readonly repair?: Repair;
}

/** Mistakes of the issuer and of the expression itself are found by rules of their own. */
export function isAboutSubject({ id, property }: DeadReason): boolean {
  return property !== 'issuer' && id !== 'subject-and-expression' && id !== 'expression-issuer';
}

/** How to make it match what was most likely meant. */
export type Repair =
  /** Replace text of the property that occurs once in it. */
  | { readonly kind: 'replace'; readonly find: string; readonly by: string }
  /** Compare with an expression instead of an exact subject. */
  | { readonly kind: 'expression'; readonly comparand: string };
