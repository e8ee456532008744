import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';
import type { ErrorBoundary } from './errors.ts';

export type CommandId = `keyless.${string}`;

/** Registers commands, each inside the error boundary. */
export class Commands extends Disposable {
  readonly #boundary: ErrorBoundary;
  readonly #ids = new Set<string>();

  constructor(boundary: ErrorBoundary) {
    super();
    this.#boundary = boundary;
  }

  /**
   * @param title how messages call the command
   * @throws Error where the id has a foreign prefix or is taken: a mistake of the author, seen in the first test
   */
  add<Args extends unknown[]>(id: CommandId, title: string, handler: (...args: Args) => unknown): void {
    if (!id.startsWith('keyless.')) throw new Error(`The command ${id} does not begin with "keyless.".`);
    if (this.#ids.has(id)) throw new Error(`The command ${id} is registered twice.`);
    this.#ids.add(id);
    this.register(
      vscode.commands.registerCommand(id, (...args: Args) => this.#boundary.run(title, () => handler(...args))),
    );
  }
}
