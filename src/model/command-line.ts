import type { Range } from '../text/range.ts';
import type { Expression, PipelineString } from './pipeline/pipeline.ts';
import type { StringPattern } from './string-pattern.ts';

/** An input that holds the end of a command line: read as the whole of it, the words in front stand nowhere. */
export class CommandLine implements PipelineString {
  readonly raw: string;
  readonly #start: string;
  readonly #options: PipelineString;

  /** @param start the words in front: `terraform plan` */
  constructor(start: string, options: PipelineString) {
    this.#start = `${start} `;
    this.#options = options;
    // Tasks split such an input at white space: its lines are one line.
    this.raw = this.#start + options.raw.replace(/\\?\r?\n/g, (end) => ' '.repeat(end.length));
  }

  get range(): Range {
    return this.#options.range;
  }
  get patterns(): readonly StringPattern[] {
    return this.#options.patterns;
  }
  get expressions(): readonly Expression[] {
    return this.#options.expressions;
  }

  rangeOf(start: number, end: number): Range {
    const { length } = this.#start;
    return this.#options.rangeOf(Math.max(0, start - length), Math.max(0, end - length));
  }
}
