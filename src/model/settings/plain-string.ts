import type { Range } from '../../text/range.ts';
import { patternOf } from '../patterns.ts';
import type { Expression, PipelineString } from '../pipeline/pipeline.ts';
import type { StringPart, StringPattern } from '../string-pattern.ts';

/** `$NAME`, `${NAME}`, `${NAME:-default}`: what shells, docker and dotenv replace. */
const REFERENCE = /\$(?:\{([A-Za-z_]\w*)[^}\n]*\}|([A-Za-z_]\w*))/g;

/** The text of a settings file's value; references to other variables are its expressions. */
export class PlainString implements PipelineString {
  readonly raw: string;
  readonly range: Range;
  readonly #isLiteral: boolean;
  readonly #map: ((start: number, end: number) => Range) | undefined;

  /**
   * @param isLiteral true where `$` stands for itself
   * @param map where a part of the text stands in the file, where that is not simply `range.start` plus the offset
   */
  constructor(raw: string, range: Range, isLiteral = false, map?: (start: number, end: number) => Range) {
    this.raw = raw;
    this.range = range;
    this.#isLiteral = isLiteral;
    this.#map = map;
  }

  get patterns(): readonly StringPattern[] {
    const parts: StringPart[] = [];
    let at = 0;
    for (const match of this.#references()) {
      parts.push({ kind: 'known', text: this.raw.slice(at, match.index) });
      parts.push({ kind: 'unknown', label: nameOf(match) });
      at = match.index + match[0].length;
    }
    parts.push({ kind: 'known', text: this.raw.slice(at) });
    return [patternOf(parts)];
  }

  get expressions(): readonly Expression[] {
    return this.#references().map((match) => ({
      range: this.rangeOf(match.index, match.index + match[0].length),
      text: nameOf(match),
      references: [`env.${nameOf(match).toLowerCase()}`],
    }));
  }

  rangeOf(start: number, end: number): Range {
    if (this.#map) return this.#map(start, end);
    return { start: this.range.start + start, end: this.range.start + end };
  }

  #references(): readonly RegExpExecArray[] {
    return this.#isLiteral ? [] : [...this.raw.matchAll(REFERENCE)];
  }
}

function nameOf(match: RegExpExecArray): string {
  return match[1] ?? match[2] ?? '';
}
