/** As much of the editor's API as the unit tests of its side need; everything else is tested inside a real host. */

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = new Position(startLine, startCharacter);
    this.end = new Position(endLine, endCharacter);
  }
}

export class CancellationError extends Error {}

export const l10n = {
  t: (text: string, ...values: readonly (string | number)[]) =>
    text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** What was shown, and what the person will answer. */
export const shown: { message: string; buttons: readonly string[] }[] = [];
export const answers: (string | undefined)[] = [];

export const window = {
  showErrorMessage: async (message: string, ...buttons: readonly string[]) => {
    shown.push({ message, buttons });
    return answers.shift();
  },
};
