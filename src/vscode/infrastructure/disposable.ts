/** What can be disposed of, as `vscode.Disposable` has it. */
export interface DisposableLike {
  dispose(): unknown;
}

/**
 * Owns other disposables and disposes of them with itself, the last one first. Disposing twice does nothing;
 * what is registered after that is disposed of at once.
 */
export class Disposable implements DisposableLike {
  readonly #owned: DisposableLike[] = [];
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Takes ownership of a disposable and returns it, so that making and registering are one expression. */
  register<T extends DisposableLike>(disposable: T): T {
    if (this.#isDisposed) disposable.dispose();
    else this.#owned.push(disposable);
    return disposable;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (let owned = this.#owned.pop(); owned; owned = this.#owned.pop()) owned.dispose();
  }
}
