import type { TokenRequest, TokenSource } from '../../../tenant/request/token-source.ts';
import { UserCancelledError } from '../errors.ts';
import { abortable } from './abortable.ts';

/** What a person has to type, and where. */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Resolves when nobody waits for the code any more: it was typed, it has expired, or the sign-in was cancelled. */
  readonly ended: Promise<void>;
  /** Ends the sign-in. */
  readonly cancel: () => void;
}

/** As services tell of it. */
export type ToldCode = Pick<DeviceCode, 'userCode' | 'verificationUri'>;

/** Tokens of a sign-in with a code, which know how long the code is waited for. */
export class DeviceCodeTokens implements TokenSource {
  readonly #tokens: TokenSource;
  #waiting = 0;
  #ends: (() => void)[] = [];
  #cancellation = new AbortController();

  /**
   * @param open makes the source of tokens; it is given what tells the person of a code
   * @param show shows a code to the person
   */
  constructor(open: (tell: (code: ToldCode) => void) => TokenSource, show: (code: DeviceCode) => void) {
    this.#tokens = open(({ userCode, verificationUri }) => {
      // A sign-in that was cancelled while its code was on the way.
      if (this.#waiting === 0) return;
      const ended = new Promise<void>((resolve) => this.#ends.push(resolve));
      show({ userCode, verificationUri, ended, cancel: () => this.#cancel() });
    });
  }

  async getToken(request: TokenRequest): Promise<string> {
    this.#waiting += 1;
    try {
      return await abortable(abortable(this.#tokens.getToken(request), request.signal), this.#cancellation.signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) for (const end of this.#ends.splice(0)) end();
    }
  }

  #cancel(): void {
    this.#cancellation.abort(new UserCancelledError());
    this.#cancellation = new AbortController();
  }
}
