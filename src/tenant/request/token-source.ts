/** What a token is asked for. */
export interface TokenRequest {
  /** One resource's scopes: `https://graph.microsoft.com/.default`. */
  readonly scopes: readonly string[];
  /** JSON of a claims challenge that the next token has to answer. */
  readonly claims?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where tokens come from. A token is held in memory only, by the source and by nobody else. */
export interface TokenSource {
  /**
   * @returns the token, without `Bearer`
   * @throws ServiceFailure of kind `sign-in` where nobody is signed in or the challenge cannot be answered
   */
  getToken(request: TokenRequest): Promise<string>;
}
