import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';

/**
 * The log of the extension, in the Output panel. Callers pass sentences they wrote themselves: never text of a file,
 * which may hold a secret. Of an error only the class and the frames are kept, as its message may quote such text;
 * an error of our own whose message is safe is an `OperationError`, shown to the person, not logged.
 */
export class Log extends Disposable {
  readonly #channel = this.register(vscode.window.createOutputChannel('Keyless', { log: true }));

  info(message: string): void {
    this.#channel.info(message);
  }

  debug(message: string): void {
    this.#channel.debug(message);
  }

  error(message: string, error?: unknown): void {
    this.#channel.error(error === undefined ? message : `${message}\n${describeError(error)}`);
  }

  show(): void {
    this.#channel.show();
  }
}

const MAX_CAUSES = 5;

/** The classes and stack frames of an error and its causes, without their messages. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  let current = error;
  for (let depth = 0; current !== undefined && depth < MAX_CAUSES; depth++) {
    const prefix = depth === 0 ? '' : 'caused by ';
    if (!(current instanceof Error)) {
      lines.push(`${prefix}a thrown ${typeof current}`);
      break;
    }
    lines.push(`${prefix}${current.name}`);
    for (const line of current.stack?.split('\n') ?? []) {
      if (/^\s+at /.test(line)) lines.push(line);
    }
    current = current.cause;
  }
  return lines.join('\n');
}
